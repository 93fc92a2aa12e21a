"""Turns in a transcript: who speaks in each, by the name in front of it. Reading, entities -> Source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from copydesk.records import Entity, Source, Span
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import Reading, noun_phrase
from copydesk.stages.attribution.identified import entity_source, named_source, outlet_source
from copydesk.stages.attribution.outlet_mentions import outlets_among


@dataclass(slots=True)
class Spoken:
    """A source that spoke: the head of its phrase, and its id."""

    place: int
    who: str


@dataclass(slots=True)
class Turns:
    """The turns of an article so far: who speaks, by each word, and the names of those whom nothing else tells of."""

    who: dict[int, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)

    def take(self, finding: Finding, source: Source) -> None:
        """Remember who speaks in a finding that is a turn."""
        if finding.rule == "speaker_line":
            self.who.update(dict.fromkeys(finding.content, source.id))

    def source_of(self, reading: Reading, finding: Finding, entities: Iterable[Entity]) -> Source | None:
        """Return whom the name before a turn names ("DOE", "Jane DOE"): one person of the article, else one of that name alone."""
        if finding.rule != "speaker_line" or reading.article.blocks[reading.block_of(finding.cue.head)].role != "body":
            return None
        first, last = reading.tokens[finding.source[0]], reading.tokens[finding.source[-1]]
        label = reading.text(Span(first.start, last.end))
        people = [one for one in entities if one.kind == "person"]
        full = [one for one in people if one.name.casefold() == label.casefold()]
        fitting = full or [one for one in people if _ends(one.name, label)]
        if len(fitting) == 1:
            return entity_source(fitting[0], reading)
        name = next((known for known in self.names if _ends(known, label)), label.title() if " " in label else label)
        if name not in self.names:
            self.names.append(name)
        return named_source(name, "person")


def reporting_outlet(reading: Reading, finding: Finding) -> tuple[int, Source] | None:
    """Return the outlet that reports what somebody else says, with its place ("The Echo reported …, citing two people. It said …")."""
    for subject in reading.under(finding.cue.head, "nsubj"):
        for _, name in outlets_among(reading, noun_phrase(reading, subject)):
            if name in finding.via and subject not in finding.source:
                return subject, outlet_source(name)
    return None


def _ends(name: str, label: str) -> bool:
    return name.casefold().endswith(f" {label.casefold()}")
