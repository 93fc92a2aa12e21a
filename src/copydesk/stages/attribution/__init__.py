"""Source, cue and content of everything said, thought, written or refused. Article, Parse, entities -> Source, Attribution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Literal

from copydesk.records import Article, Attribution, Entity, Parse, Road, Source, Span, identify
from copydesk.stages.attribution.carrying import carry_attributions
from copydesk.stages.attribution.casting import casts_in
from copydesk.stages.attribution.chains import add_chain
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.findings import collect
from copydesk.stages.attribution.grammar import Reading, joined, read, spans_of
from copydesk.stages.attribution.identified import outlet_source
from copydesk.stages.attribution.nesting import nested
from copydesk.stages.attribution.outlet_names import outlets_by_context
from copydesk.stages.attribution.outlets import find_pile_outlets, read_outlet_uses, short_names
from copydesk.stages.attribution.quoting import inner_of
from copydesk.stages.attribution.reasons import find_reasons
from copydesk.stages.attribution.reference import cast_of
from copydesk.stages.attribution.reports import link_reports
from copydesk.stages.attribution.roads import add_found, check_road, find_all
from copydesk.stages.attribution.selection import is_reported
from copydesk.stages.attribution.sources import Desk, collect_sources
from copydesk.stages.attribution.stance import stance_of

__all__ = ["carry_attributions", "casts_in", "check_road", "find_attributions", "find_pile_outlets", "read_outlet_uses"]

NO_OUTLETS: Mapping[str, str] = MappingProxyType({})


def find_attributions(
    article: Article,
    parse: Parse,
    entities: Sequence[Entity],
    outlets: Mapping[str, str] = NO_OUTLETS,
    *,
    thorough: bool = False,
    road: Road = "light",
) -> tuple[tuple[Source, ...], tuple[Attribution, ...]]:
    """Return who an article lets speak and what each says, in reading order.

    `outlets` are the names that the pile uses as outlets' (`find_pile_outlets`), beside those of the list.
    A reader's list leaves out attitudes and plans ("supports", "plans to") and what speakers say of themselves inside
    their own quotations, and takes an outlet's report of what another said as a link of that one's chain; `thorough`
    keeps them all apart, as the PolNeAR scheme does. `road` says what finds them.
    """
    reading = read(article, parse, {**short_names(article.text, outlets), **outlets})
    if more := outlets_by_context(reading, entities):
        reading = reading.with_outlets(more)
    findings = _all(reading, road) if thorough else _for_a_reader(reading, road)
    desk = Desk(reading, cast_of(reading, entities), {entity.id: entity for entity in entities})
    made = collect_sources(desk, findings)
    attributions = [_frozen(reading, f, source) for f, source in zip(findings, made, strict=True)]
    passed = {source.id: source for f in findings for source in map(outlet_source, f.via)}
    reasons = find_reasons(reading, findings, made)
    sources = {s.id: replace(s, reason=s.reason or reasons.get(s.id)) for s in (*desk.known.values(), *passed.values())}
    return tuple(sources[key] for key in sorted(sources)), nested(attributions)


def _all(reading: Reading, road: Road) -> list[Finding]:
    findings = find_all(road, reading, _by_rules(reading))
    for finding in findings:
        add_chain(reading, finding)
        finding.via += [name for name in finding.passed if name not in finding.via]
    return findings


def _for_a_reader(reading: Reading, road: Road) -> list[Finding]:
    findings = add_found(road, reading, _by_rules(reading, widely=True))
    for finding in findings:
        add_chain(reading, finding)
    return [finding for finding in link_reports(reading, findings) if is_reported(reading, finding)]


def _by_rules(reading: Reading, *, widely: bool = False) -> list[Finding]:
    return [finding for finding in collect(reading, widely=widely) if reading.says(finding.content)]


def _frozen(reading: Reading, finding: Finding, source: Source | None) -> Attribution:
    spans = _content_spans(reading, finding)
    cue = spans_of(reading, finding.cue.tokens)
    cue_span = Span(cue[0].start, cue[-1].end) if cue else None
    who = spans_of(reading, finding.source)
    source_span = Span(who[0].start, who[-1].end) if who else None
    return Attribution(
        id=identify("at", reading.article.id, source_span, cue_span, spans),
        article=reading.article.id,
        source=source.id if source else None,
        source_span=source_span,
        cue_span=cue_span,
        content_spans=spans,
        kind=_kind(reading, finding, spans),
        stance=stance_of(reading, finding),
        via=tuple(outlet_source(name).id for name in finding.via),
        addressee=finding.addressee,
        medium=finding.medium,
        rule=f"attribution.{finding.rule}",
    )


def _content_spans(reading: Reading, finding: Finding) -> tuple[Span, ...]:
    """Return the content as spans; a content that is nothing but quotations stands without their marks."""
    inner = [inner_of(reading, number) for number in finding.quotes]
    if not inner:
        return joined(spans_of(reading, finding.content), reading.article.text)
    outside = [
        i
        for i in finding.content
        if reading.is_word[i] and not any(s.start <= reading.tokens[i].start < s.end for s in inner)
    ]
    if not outside:
        return joined(inner, reading.article.text)
    return joined([*spans_of(reading, finding.content), *inner], reading.article.text)


def _kind(reading: Reading, finding: Finding, spans: Sequence[Span]) -> Literal["direct", "indirect", "mixed"]:
    if finding.rule == "speaker_line" and reading.article.blocks[reading.block_of(finding.cue.head)].role == "body":
        return "direct"
    words = [i for span in spans for i in reading.between(*span) if reading.is_word[i]]
    quoted = sum(1 for i in words if reading.quoted[i] >= 0)
    if not quoted or (reading.quoted[finding.cue.head] >= 0 and not finding.quotes):
        return "indirect"
    return "direct" if quoted == len(words) else "mixed"
