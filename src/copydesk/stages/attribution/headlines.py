"""Attributions in headlines, whose capitals mislead the parser ("Mine to Close, Owner Says"). Reading -> findings."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.lexicon import load_lexicon
from copydesk.records import Sentence
from copydesk.stages.attribution.asked import question_before
from copydesk.stages.attribution.cues import SAYS, Cue, Sense, load_senses
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import Reading
from copydesk.stages.attribution.outlet_mentions import outlets_among
from copydesk.stages.attribution.stance import levelled

CAPITALS = 0.6
"""The least share of a headline's longer words that start with a capital."""
SOURCE = 5
"""The most words of a source in a headline."""
SPEECH = ("says", "confirms", "denies", "doubts", "declines", "speculates")
ALSO_NOUNS = (
    "call", "charge", "claim", "comment", "demand", "estimate", "note", "offer", "order", "plan", "promise", "question", "read",
    "reason", "report", "request", "rule", "show", "state", "talk", "view", "answer", "challenge", "address", "press", "point", "post",
    "query", "tweet", "stress", "broadcast", "address", "text", "blast", "slam", "joke", "list", "vow", "thank", "cry", "laugh",
)  # fmt: skip
"""Verbs of speech that are as often nouns in a headline, where nothing tells the two apart in front of what is said."""
SILENCES = ("not", "refuse", "refuses", "decline", "declines")


def find_headlines(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each sentence in title case of the shapes "What, Who Says", "Who Says What" and "Who Won't Say"."""
    for number, sentence in enumerate(reading.parse.sentences):
        if (named := _named_behind(reading, sentence)) is not None:
            yield named
            continue
        if (told := _told_in_line(reading, sentence)) is not None:
            yield told
            continue
        if not _is_title(reading, sentence):
            continue
        found = _tail(reading, sentence) or _front(reading, sentence, number)
        if found is not None:
            yield found


def _named_behind(reading: Reading, sentence: Sentence) -> Finding | None:
    """Return the finding of "What: Who" and "What - Who" in a line of its own, with a verb in front and a person or a source's noun behind."""
    block = reading.article.blocks[sentence.block].span
    tokens, last = reading.tokens, sentence.last - 1
    marks = [i for i in range(sentence.first + 2, last) if tokens[i].text in (":", "-", "–", "—")]
    alone = tokens[sentence.first].start <= block.start + 1 and tokens[last].end >= block.end - 1
    if not marks or not alone or tokens[last].text in ".?!" or last - marks[-1] > SOURCE:
        return None
    mark, source = marks[-1], list(range(marks[-1] + 1, sentence.last))
    spaced = reading.article.text[tokens[mark].end : tokens[mark].end + 1] == " "
    people = [n.span for n in reading.parse.names if n.label in ("PERSON", "ORG")]
    known = any(span.start <= tokens[last].start < span.end for span in people) or tokens[
        last
    ].lemma.lower() in load_lexicon("source_nouns")
    said = any(tokens[i].tag[:2] in ("VB", "MD") for i in range(sentence.first, mark)) or tokens[mark].text == ":"
    if not (spaced and known and said) or any(tokens[i].tag[:2] == "VB" for i in source):
        return None
    return Finding(
        Cue(mark, (mark,), ":", SAYS),
        "headline",
        content=list(range(sentence.first, mark)),
        source=source,
        speaker=last,
    )


def _told_in_line(reading: Reading, sentence: Sentence) -> Finding | None:
    """Return the finding of "Who to Outlet: What" and of "What: Who to Outlet"."""
    colons = [i for i in range(sentence.first + 1, sentence.last - 1) if reading.tokens[i].text == ":"]
    if not colons or reading.quoted[colons[0]] >= 0:
        return None
    front, back = range(sentence.first, colons[0]), range(colons[0] + 1, sentence.last)
    for told, said in ((front, back), (back, front)):
        at = next((i for i in told if reading.lowered[i] == "to"), told.start)
        names = outlets_among(reading, range(at + 1, told.stop))
        source = list(range(told.start, at))
        if not names or not 0 < len(source) <= SOURCE or names[-1][0] != told[-1]:
            continue
        if not any(reading.tokens[i].tag[:2] in ("VB", "MD") for i in told):
            cue, words = Cue(at, (at,), "tell", SAYS), list(range(at + 1, told.stop))
            found = Finding(cue, "headline", content=list(said), source=source, speaker=source[-1])
            found.via, found.addressee = [names[-1][1]], _words(reading, words)
            return found
    return None


def _is_title(reading: Reading, sentence: Sentence) -> bool:
    words = [reading.tokens[i].text for i in range(sentence.first, sentence.last) if reading.is_word[i]]
    long = [
        word
        for word in words[1:]
        if len(word) > 2 and word[0].isalpha() and word not in ("n't", "n’t", "the", "and", "for")
    ]
    ends = reading.tokens[sentence.last - 1].text not in (".", "!")
    return len(words) > 2 and ends and bool(long) and sum(word[0].isupper() for word in long) >= CAPITALS * len(long)


def _sense(reading: Reading, index: int, *, loose: bool) -> tuple[str, Sense] | None:
    """Return the lemma and sense of a verb of speech in the present, told by its form alone."""
    form = levelled(reading, index)
    for lemma in (form, form.removesuffix("s"), form.removesuffix("es"), form.removesuffix("ies") + "y"):
        sense = load_senses("cues").get(lemma)
        if (
            sense
            and sense.meaning in SPEECH
            and "clause" in (*sense.frames, *(("clause",) if "object" in sense.frames else ()))
        ):
            return (lemma, sense) if loose or lemma not in ALSO_NOUNS else None
    return None


def _tail(reading: Reading, sentence: Sentence) -> Finding | None:
    """Return the finding of "What, Who Says" and "What, Who Tells Outlet"."""
    commas = [
        i for i in range(sentence.first, sentence.last) if reading.tokens[i].text == "," and reading.quoted[i] < 0
    ]
    if not commas:
        return None
    for cue in range(commas[-1] + 2, min(commas[-1] + 2 + SOURCE, sentence.last)):
        after = [i for i in range(cue + 1, sentence.last) if reading.is_word[i]]
        sense = _sense(reading, cue, loose=not after)
        outlets = outlets_among(reading, after)
        if sense and (not after or outlets):
            first = _behind_outlet(reading, sentence)
            made = _made(reading, cue, sense, list(range(commas[-1] + 1, cue)))
            made.content = list(range(first, commas[-1]))
            made.via = [name for _, name in outlets]
            made.via += [name for _, name in outlets_among(reading, list(range(sentence.first, first)))]
            made.addressee = _words(reading, after) if outlets else None
            return made
    return None


def _front(reading: Reading, sentence: Sentence, number: int) -> Finding | None:
    """Return the finding of "Who Says What", and of "Who Won't Say" behind a question."""
    for cue in range(sentence.first + 1, min(sentence.first + 2 + SOURCE, sentence.last)):
        sense = _sense(reading, cue, loose=False)
        if sense is None:
            continue
        before = list(range(sentence.first, cue))
        silent = next((i for i in before if levelled(reading, i) in SILENCES), None)
        source = [i for i in before if silent is None or (i < silent and levelled(reading, i) != "will")]
        content = list(range(cue + 1, sentence.last))
        if silent is not None:
            sense = (sense[0], Sense("declines", sense[1].frames))
            content = content if reading.words(content) else question_before(reading, number)
        if source and reading.words(content):
            made = _made(reading, cue, sense, source)
            made.content = content
            return made
    return None


def _made(reading: Reading, cue: int, sense: tuple[str, Sense], source: list[int]) -> Finding:
    return Finding(cue=Cue(cue, (cue,), *sense), rule="headline", source=source, speaker=source[-1])


def _behind_outlet(reading: Reading, sentence: Sentence) -> int:
    """Return the first word behind an outlet and a colon that open a headline."""
    colon = next(
        (i for i in range(sentence.first, min(sentence.first + 6, sentence.last)) if reading.tokens[i].text == ":"),
        None,
    )
    named = colon is not None and outlets_among(reading, list(range(sentence.first, colon)))
    return colon + 1 if named and colon is not None else sentence.first


def _words(reading: Reading, indices: list[int]) -> str:
    return reading.article.text[reading.tokens[indices[0]].start : reading.tokens[indices[-1]].end]
