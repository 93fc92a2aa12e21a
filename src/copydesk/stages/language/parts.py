"""Parts of speech and lemmas out of the tags, by the language model's own rules. Doc -> Doc with them

Nearly all rules look at one word: what they give is remembered for its form, tag and label. A text that one of the others may
concern is left to the model's library, which looks through all rules for each word. White space gets a part of speech alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy

PLACES = {"LOWER": 0, "TAG": 1, "DEP": 2}
SETS = frozenset({"POS", "MORPH", "LEMMA"})


class _Rule(NamedTuple):
    order: int
    tests: tuple[tuple[int, Callable[[str], bool]], ...]
    gives: Mapping[str, str]

    def takes(self, word: tuple[str, ...]) -> bool:
        return all(test(word[place]) for place, test in self.tests)


class PartReader:
    """A component of the pipeline, instead of the one with the rules and the one for lemmas after it."""

    def __init__(self, ruler: Any, lemmatizer: Any) -> None:
        self.ruler, self.lemmatizer, self.vocab = ruler, lemmatizer, ruler.vocab
        self.rules: dict[tuple[str | None, str | None], list[_Rule]] = defaultdict(list)
        """Rules by the form and the tag that they ask for."""
        self.wider: list[_Rule] = []
        for order, rule in enumerate(ruler.patterns):
            for first, *more in rule["patterns"]:
                if first.get("IS_SPACE"):
                    continue
                read = _Rule(order, _read_tests(first), rule["attrs"])
                if more:
                    self.wider.append(read)
                elif SETS.issuperset(rule["attrs"]):
                    form, tag = (
                        value if isinstance(value := first.get(key), str) else None for key in ("LOWER", "TAG")
                    )
                    self.rules[form, tag].append(read)
                else:
                    raise ValueError(f"a rule that sets {', '.join(rule['attrs'])}")
        index = lemmatizer.lookups.get_table("lemma_index")
        for part, lemmas in index.items():
            index[part] = frozenset(lemmas)  # a list is looked through word by word
        self.known: dict[tuple[int, ...], tuple[int, int, int] | None] = {}

    def __call__(self, doc: Any) -> Any:
        from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG

        words = [tuple(word) for word in doc.to_array([ORTH, TAG, DEP]).tolist()]
        found = [self._parts(word) for word in words]
        if None in found:
            return self.lemmatizer(self.ruler(doc))
        doc.from_array([POS, MORPH, LEMMA], numpy.array(found, dtype="uint64").reshape(-1, 3))
        for token, word in zip(doc, words, strict=True):
            if not token.lemma:
                token.lemma_ = self.lemmatizer.lemmatize(token)[0]
                self.known[word] = token.pos, token.morph.key, token.lemma
        return doc

    def pipe(self, docs: Iterable[Any], **_: Any) -> Iterator[Any]:
        return map(self, docs)

    def _parts(self, word: tuple[int, ...]) -> tuple[int, int, int] | None:
        """Return the part of speech, the morphology and the lemma (0: not known yet) of a word; None where rules need more."""
        if word not in self.known:
            self.known[word] = self._read_parts(*(self.vocab.strings[one] for one in word))
        return self.known[word]

    def _read_parts(self, form: str, tag: str, label: str) -> tuple[int, int, int] | None:
        from spacy.symbols import IDS

        low = form.lower()
        asked = (low, tag, label)
        if form.isspace():
            return IDS["SPACE"], 0, self.vocab.strings.add(form)
        if any(rule.takes(asked) for rule in self.wider):
            return None
        keys = ((low, tag), (low, None), (None, tag), (None, None))
        takes = (rule for key in keys for rule in self.rules.get(key, ()) if rule.takes(asked))
        told: dict[str, str] = {}
        for rule in sorted(takes, key=lambda rule: rule.order):
            told |= rule.gives
        lemma = self.vocab.strings.add(told["LEMMA"]) if "LEMMA" in told else 0
        return IDS[told.get("POS", "")], self.vocab.morphology.add(told.get("MORPH", "")), lemma


def _read_tests(pattern: Mapping[str, Any]) -> tuple[tuple[int, Callable[[str], bool]], ...]:
    """Return what one word's pattern asks for; raise `ValueError` for a pattern that is not known here."""
    if unknown := pattern.keys() - PLACES.keys() - {"IS_SPACE"}:
        raise ValueError(f"a pattern that asks for {', '.join(sorted(unknown))}")
    return tuple((PLACES[key], _read_condition(asked)) for key, asked in pattern.items() if key in PLACES)


def _read_condition(asked: Any) -> Callable[[str], bool]:
    if isinstance(asked, str):
        return lambda value: value == asked
    ((kind, values),) = asked.items()
    if kind == "IN":
        return lambda value: value in values
    if kind == "NOT_IN":
        return lambda value: value not in values
    if kind == "REGEX":
        pattern = re.compile(values)
        return lambda value: pattern.search(value) is not None
    raise ValueError(f"a pattern with {kind}")
