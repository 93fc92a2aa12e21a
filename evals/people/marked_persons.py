"""Persons that others marked in news: ECB+ across documents, GUM within each. Files beside the project -> GoldDocument."""

from __future__ import annotations

import hashlib
import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

DATA = Path(__file__).resolve().parents[3] / "shared" / "bench" / "data"
ECB = DATA / "tommasoc80+EventStoryLine" / "ECB+_LREC2014" / "ECB+"
GUM = DATA / "amir-zeldes+gum" / "dep"
DEVELOPMENT_TOPICS = ("2", "5", "12", "18", "21", "23", "34", "35")
TRAINING_TOPICS = tuple(str(t) for t in range(1, 36) if str(t) not in DEVELOPMENT_TOPICS)
SETS = ("ecbplus-dev", "ecbplus-train", "gum-news")
Form = Literal["name", "description", "pronoun"]

_PRONOUNS = frozenset(
    [
        "he",
        "him",
        "his",
        "himself",
        "she",
        "her",
        "hers",
        "herself",
        "they",
        "them",
        "their",
        "theirs",
        "themselves",
        "i",
        "me",
        "my",
        "mine",
        "myself",
        "we",
        "us",
        "our",
        "ours",
        "ourselves",
        "you",
        "your",
        "yours",
        "yourself",
        "who",
        "whom",
        "whose",
        "that",
        "which",
        "it",
        "its",
        "one",
        "both",
        "this",
        "those",
        "someone",
        "somebody",
        "everyone",
    ]
)
_CLOSING = re.compile(r"[.,;:!?)%]|n't|'(?:s|m|re|ve|d|ll)?|’(?:s|m|re|ve|d|ll)?", re.IGNORECASE)
_OPENING = frozenset({"(", "$", "£", "€"})


class GoldMention(NamedTuple):
    """A marked mention: its characters, those of its head, the chain that it belongs to, and how it is worded."""

    span: tuple[int, int]
    head: tuple[int, int]
    chain: str
    form: Form


class GoldDocument(NamedTuple):
    """A document with its marked persons; `half` is "read" where errors may be looked at, else "kept"."""

    doc: str
    text: str
    half: str
    mentions: tuple[GoldMention, ...]


def read_gold(name: str) -> list[GoldDocument]:
    """Return the documents of a set, in the order of their names."""
    if name == "gum-news":
        return [_read_gum(path) for path in sorted(GUM.glob("GUM_news_*.conllu"))]
    topics = {"ecbplus-dev": DEVELOPMENT_TOPICS, "ecbplus-train": TRAINING_TOPICS}[name]
    usual = _usual_case()
    return [_read_ecb(path, usual) for topic in topics for path in sorted((ECB / topic).glob("*.xml"))]


def half_of(name: str) -> str:
    """Return the half that a topic or document falls into, by the hash of its name."""
    return "read" if hashlib.sha1(name.encode()).digest()[0] % 2 else "kept"


def _joined(tokens: list[tuple[str, bool]]) -> tuple[str, list[tuple[int, int]]]:
    """Return the text of tokens, each with whether a space goes before it, and where each token stands."""
    text, places = "", []
    for word, spaced in tokens:
        text += " " if spaced and text and not text.endswith("\n") else ""
        places.append((len(text), len(text) + len(word)))
        text += word
    return text, places


# --- ECB+: one token an element, mentions as lists of tokens, chains through a description of each person ----------


def _ecb_sentences(path: Path) -> tuple[ET.Element, list[list[tuple[str, str]]]]:
    root = ET.parse(path).getroot()
    sentences: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for token in root.iter("token"):
        sentences[int(token.get("sentence", "0"))].append((token.get("t_id", ""), token.text or ""))
    rows = [row for _, row in sorted(sentences.items())]
    return root, rows[1:] if "ecbplus" in path.name and rows and rows[0][0][1].startswith("http") else rows


def _usual_case() -> Counter[str]:
    """Return for each word how much more often the set prints it with a capital inside a sentence than without."""
    counts: Counter[str] = Counter()
    for path in sorted(ECB.glob("*/*.xml")):
        if int(path.parent.name) > 35:
            continue
        for sentence in _ecb_sentences(path)[1]:
            for _, word in sentence[1:]:
                counts[word.casefold()] += 1 if word[:1].isupper() else -1
    return counts


def _read_ecb(path: Path, usual: Counter[str]) -> GoldDocument:
    root, sentences = _ecb_sentences(path)
    tokens: list[tuple[str, bool]] = []
    ids: list[str] = []
    for number, sentence in enumerate(sentences):
        if number:
            tokens, ids = [*tokens, ("\n", False)], [*ids, ""]
        for i, (key, word) in enumerate(sentence):
            spaced = i > 0 and not _CLOSING.fullmatch(word) and sentence[i - 1][1] not in _OPENING
            tokens.append((word, spaced))
            ids.append(key)
    text, places = _joined(tokens)
    place = {key: where for key, where in zip(ids, places, strict=True) if key}
    mentions = tuple(sorted(_ecb_mentions(root, place, text, usual)))
    return GoldDocument(f"ecb/{path.stem}", text, half_of(f"ecb/{path.parent.name}"), mentions)


def _ecb_mentions(
    root: ET.Element, place: dict[str, tuple[int, int]], text: str, usual: Counter[str]
) -> Iterator[GoldMention]:
    """Yield the human participants that are part of a chain across documents; groups and organisations have other tags."""
    chains = {
        source.get("m_id"): relation.get("note", "")
        for relation in root.iter("CROSS_DOC_COREF")
        for source in relation.iter("source")
    }
    for mark in root.iter("HUMAN_PART_PER"):
        anchors = [place[key] for anchor in mark.iter("token_anchor") if (key := anchor.get("t_id", "")) in place]
        if anchors and chains.get(mark.get("m_id")):
            words = [(text[start:end], (start, end)) for start, end in anchors]
            head = _ecb_head(words)
            form = _form_of([word for word, _ in words], usual)
            yield GoldMention((anchors[0][0], anchors[-1][1]), head, chains[mark.get("m_id")], form)


def _ecb_head(words: list[tuple[str, tuple[int, int]]]) -> tuple[int, int]:
    """Return the last word in front of a comma or "of", suffixes and possessives aside."""
    cut = next((i for i, (word, _) in enumerate(words) if i and word in (",", "of")), len(words))
    kept = [w for w in words[:cut] if w[0] not in ("'s", "’s", "'", "Jr.", "Jr", "III", "II", ".")] or words
    return kept[-1][1]


def _form_of(words: list[str], usual: Counter[str]) -> Form:
    plain = [word.strip("\"'“”‘’").split("'")[0].split("’")[0] for word in words]
    if any(word[:1].isupper() and word.casefold() not in _PRONOUNS and usual[word.casefold()] > 0 for word in plain):
        return "name"
    return "pronoun" if len(plain) == 1 and plain[0].casefold() in _PRONOUNS else "description"


# --- GUM: CoNLL-U with bracketed entities ------------------------------------------------------------------------

_OPEN = re.compile(r"\((\d+)-(\w+)-")


class _Word(NamedTuple):
    text: str
    upos: str
    xpos: str
    head: int
    relation: str
    entity: str
    spaced: bool
    opens: bool


def _read_gum(path: Path) -> GoldDocument:
    words, breaks = _gum_words(path)
    tokens = [(word.text, word.spaced and i not in breaks) for i, word in enumerate(words)]
    text, places = "", list[tuple[int, int]]()
    for i, (word, spaced) in enumerate(tokens):
        text += "\n" if i in breaks and i else " " if spaced and i else ""
        places.append((len(text), len(text) + len(word)))
        text += word
    found = tuple(sorted(_gum_mentions(words, places)))
    named = {mention.chain for mention in found if mention.form == "name"}
    kept = tuple(mention for mention in found if mention.chain in named)
    return GoldDocument(path.stem, text, half_of(path.stem), kept)


def _gum_words(path: Path) -> tuple[list[_Word], set[int]]:
    """Return the words of a file and at which of them paragraphs begin."""
    words: list[_Word] = []
    breaks: set[int] = set()
    first, spaced = 0, True
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar") and not line.startswith("# newpar_"):
            breaks.add(len(words))
        elif line.startswith("# sent_id"):
            first = len(words)
        columns = line.split("\t")
        if len(columns) < 10 or not columns[0].isdigit():
            continue
        misc = dict(part.split("=", 1) for part in columns[9].split("|") if "=" in part)
        head = first + int(columns[6]) - 1 if columns[6] != "0" else -1
        words.append(_Word(columns[1], columns[3], columns[4], head, columns[7], misc.get("Entity", ""), spaced, False))
        spaced = misc.get("SpaceAfter") != "No"
    return words, breaks


def _gum_mentions(words: list[_Word], places: list[tuple[int, int]]) -> Iterator[GoldMention]:
    """Yield the mentions of persons whose chain holds a name."""
    open_: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for i, word in enumerate(words):
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", word.entity):
            if started := _OPEN.match(part):
                open_[started[1]].append((i, started[2]))
            key = started[1] if started else part.rstrip(")")
            if part.endswith(")") and open_[key]:
                first, kind = open_[key].pop()
                head = _gum_head(words, first, i)
                if kind == "person" and not _is_pair(words, head, i):
                    yield GoldMention((places[first][0], places[i][1]), places[head], key, _gum_form(words[head]))


def _gum_head(words: list[_Word], first: int, last: int) -> int:
    """Return the word that the others hang on; behind a title, the first word of the name."""
    head = next((i for i in range(first, last + 1) if not first <= words[i].head <= last), last)
    parts = [i for i in range(first, last + 1) if words[i].head == head and words[i].relation == "flat"]
    return parts[-1] if parts else head


def _is_pair(words: list[_Word], head: int, last: int) -> bool:
    """Tell whether a mention holds two names joined by "and": a group, and no person."""
    return any(words[i].head == head and words[i].relation == "conj" for i in range(head, last + 1))


def _gum_form(word: _Word) -> Form:
    return "name" if word.xpos == "NNP" else "pronoun" if word.upos in ("PRON", "DET") else "description"


if __name__ == "__main__":
    for document in read_gold(sys.argv[1]):
        print(document.doc, document.half, Counter(mention.form for mention in document.mentions))
