"""The roads to what is attributed: rules alone, or a trained model over what they found. Reading -> findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module

from copydesk.errors import MissingExtra
from copydesk.records import Road
from copydesk.stages.attribution import light
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import Reading
from copydesk.stages.attribution.marking import Marking, finding_of
from copydesk.stages.attribution.selection import is_annotated
from copydesk.stages.attribution.signed import RULE as SIGNED

Mark = Callable[[Reading, Sequence[Finding]], list[Marking]]
"""What a trained road is: from an article and what the rules found in it to its own markings."""


def check_road(road: Road) -> None:
    """Raise `MissingExtra` where a road needs packages that are not installed."""
    _mark_of(road)


def find_all(road: Road, reading: Reading, by_rules: Sequence[Finding]) -> list[Finding]:
    """Return every attribution of an article, as the PolNeAR scheme counts them."""
    mark = _mark_of(road)
    if mark is None:
        return [_with_relative(finding) for finding in by_rules if is_annotated(reading, finding)]
    signed, marked = _signed(by_rules), _marked(mark, road, reading, by_rules)
    return sorted([*marked, *signed], key=lambda finding: (finding.cue.head, finding.content)) if signed else marked


def add_found(road: Road, reading: Reading, by_rules: Sequence[Finding]) -> list[Finding]:
    """Return what the rules found, and what the road found of which they hold neither the cue nor half the content, or the whole."""
    mark = _mark_of(road)
    more = _marked(mark, road, reading, by_rules) if mark else []
    held = {i for finding in by_rules for i in finding.cue.tokens}
    said = [set(finding.content) for finding in by_rules]
    return [
        *by_rules,
        *(
            finding
            for finding in more
            if held.isdisjoint(finding.cue.tokens)
            and not any(
                2 * len(own.intersection(finding.content)) > len(finding.content)
                and not own.issuperset(_whole(finding))
                for own in said
            )
        ),
    ]


def _whole(finding: Finding) -> tuple[int, ...]:
    """Return the words of a finding that stands within another's content where all of them do ("said he had radioed that …")."""
    return (*finding.cue.tokens, *finding.source, *finding.content)


def _marked(mark: Mark, road: Road, reading: Reading, by_rules: Sequence[Finding]) -> list[Finding]:
    """Return what the road found beside quotations that are signed, of which no model was taught."""
    held = {i for finding in _signed(by_rules) for i in (*finding.content, *finding.source, *finding.cue.tokens)}
    found = [finding_of(reading, marking, by_rules, road) for marking in mark(reading, by_rules)]
    return [f for f in found if reading.says(f.content) and held.isdisjoint((*f.cue.tokens, *f.source))]


def _signed(by_rules: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in by_rules if finding.rule == SIGNED]


def _mark_of(road: Road) -> Mark | None:
    """Return what marks attributions on a road, or None where the rules are all there is."""
    if road == "rules":
        return None
    if road == "light":
        return light.mark
    try:
        mark: Mark = import_module("copydesk.stages.attribution.accurate").mark
    except ModuleNotFoundError as error:
        raise MissingExtra(
            f"the accurate road: {error.name} is not installed; run `pip install 'copydesk[accurate]'`"
        ) from error
    return mark


def _with_relative(finding: Finding) -> Finding:
    """Let the "who" of a relative clause stand as the source, as annotators mark it."""
    return finding if finding.relative is None else replace(finding, source=[finding.relative])
