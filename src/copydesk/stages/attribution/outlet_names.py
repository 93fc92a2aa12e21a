"""Names that are outlets' by what stands around them, weighed by a trained model. Reading, entities -> names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from copydesk.digests import check_model
from copydesk.lexicon import load_lexicon
from copydesk.records import Entity
from copydesk.stages.attribution.grammar import Reading
from copydesk.stages.attribution.nouns import is_person_noun
from copydesk.stages.attribution.outlet_contexts import Contexts, Name
from copydesk.stages.attribution.outlets import is_name, others_in, outlet_key, outlet_of

LEAST = 0.0
"""The score from which on a name is taken for an outlet's."""
OF_PLAIN = 1.5
"""The same for a word that has another meaning ("told Playbook"), and for what the entities take for a place."""
BIAS = "(bias)"


def outlets_by_context(reading: Reading, entities: Sequence[Entity]) -> dict[str, str]:
    """Return the names of an article that stand as outlets' do, by their form in small letters.

    Left out are names that are known as outlets' already, those of bodies and people, and words with which longer names begin
    ("On Skerrow", beside "Skerrow Island").
    """
    weights, contexts, others = _weights(), Contexts(reading), others_in(reading.article.text, entities)
    people = {word for one in entities if one.kind == "person" and " " in one.name for word in _words(one.name)}
    named = [(name, _text(reading, name)) for name in contexts.names()]
    longer = {
        outlet_key(text).partition(" ")[0] for _, text in named if " " in text and not outlet_of(text, reading.outlets)
    }
    found: dict[str, str] = {}
    for name, text in named:
        key = outlet_key(text)
        if not key or key in found or key in people or key in longer or _is_inside(reading, name):
            continue
        if contexts.label(name) == "NORP" and reading.tokens[name.head].pos == "ADJ":
            continue  # "the Kenyan paper"
        if others.bar_in_context(text) or outlet_of(text, reading.outlets):
            continue
        score = weights[BIAS] + sum(weights.get(one, 0.0) for one in contexts.features(name))
        least = LEAST if is_name(text) and key not in others.places else OF_PLAIN
        if score >= least and not _is_called_a_person(contexts, name):
            found[key] = text
    return found


def _text(reading: Reading, name: Name) -> str:
    return reading.article.text[reading.tokens[name.first].start : reading.tokens[name.last].end]


def _words(name: str) -> list[str]:
    words = name.casefold().split()
    return [*words, *(f"{word}s" for word in words)]  # "the Trumps"


def _is_inside(reading: Reading, name: Name) -> bool:
    """Say whether a name stands in a headline or among the other words of a quotation, where no outlet is told anything."""
    around = reading.quoted[max(0, name.first - 1)] >= 0 and reading.quoted[name.first] >= 0
    return around or reading.article.blocks[reading.block_of(name.first)].role == "headline"


def _is_called_a_person(contexts: Contexts, name: Name) -> bool:
    """Say whether a name is a person's by the noun before it ("the whaler Odd Sletten") or by its owner ("the BBC's Ann Bell")."""
    reading, before = contexts.reading, name.first - 1
    if name.last > name.first and contexts.label(name) == "PERSON" and reading.under(name.head, "poss"):
        return True
    if before < 0 or reading.tokens[before].pos != "NOUN" or reading.lemmas[before] in load_lexicon("press_nouns"):
        return False
    return is_person_noun(reading.lemmas[before])


@cache
def _weights() -> Mapping[str, float]:
    check_model("outlet_names")
    text = (files("copydesk") / "models" / "attribution" / "outlet_names.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {name: float(weight) for name, weight in rows}
