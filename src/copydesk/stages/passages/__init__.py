"""Text that articles share, exactly or with edits, found by fingerprints and aligned. Articles -> Passages."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from copydesk.records import Article, CopyKind, Passage, Problem
from copydesk.stages.passages.candidates import Candidates, CandidateSettings, list_candidates
from copydesk.stages.passages.edges import cut_at_breaks, reach_edges
from copydesk.stages.passages.make import PassageSettings, Reading, align_articles, describe
from copydesk.stages.passages.reworded import RewordedSettings, compare_closely

__all__ = ["CandidateSettings", "PassageSettings", "find_passages", "name_kind"]

_STAGE = "passages"


def find_passages(
    articles: Sequence[Article], *, pairs: Collection[tuple[str, str]] | None = None
) -> tuple[tuple[Passage, ...], tuple[Problem, ...]]:
    """Return the passages that articles share, `a` before `b` by id, and what was compared with less than all.

    `pairs` of article ids limits the comparison to them and looks for heavily reworded text too. Only body text is
    compared.
    """
    chosen = {article.id: article for article in articles}
    readings = {article.id: Reading(article) for article in sorted(chosen.values(), key=_foremost)}
    problems: tuple[Problem, ...] = ()
    if pairs is None:
        found = _candidates(list(readings.values()))
        ids = list(readings)
        wanted = sorted((min(ids[i], ids[j]), max(ids[i], ids[j])) for i, j in found.pairs)
        problems = _limits(found)
    else:
        wanted = sorted({(min(a, b), max(a, b)) for a, b in pairs if a != b and a in chosen and b in chosen})
    passages = [passage for a, b in wanted for passage in _compare(readings[a], readings[b], closely=pairs is not None)]
    return tuple(passages), problems


def _compare(a: Reading, b: Reading, *, closely: bool) -> list[Passage]:
    settings = PassageSettings()
    if closely:
        return compare_closely(a, b, settings, RewordedSettings())
    parts = [part for changes in align_articles(a, b, settings) for part in cut_at_breaks(changes, settings)]
    return [describe(a, b, reach_edges(a, b, part), settings) for part in parts]


def name_kind(passage: Passage) -> CopyKind:
    """Return how a passage alone reads: `verbatim`, `edited` or `spun`."""
    if passage.similarity >= 0.97:
        return "verbatim"
    return "edited" if passage.similarity >= 0.75 else "spun"


def _candidates(readings: Sequence[Reading]) -> Candidates:
    return list_candidates([reading.shingles.hashes for reading in readings], CandidateSettings())


def _foremost(article: Article) -> tuple[str, str]:
    """Sort the earliest known first: where a text is common, the others are compared with these."""
    return (article.published.value if article.published else "~", article.id)


def _limits(found: Candidates) -> tuple[Problem, ...]:
    problems = []
    if found.capped:
        reason = (
            f"{found.capped} phrases stand in more than {CandidateSettings().common} articles each "
            f"(the commonest in {found.articles_of_capped}); articles that share only these were compared with the "
            f"{CandidateSettings().hubs} earliest of them"
        )
        problems.append(Problem(stage=_STAGE, reason=reason, kind="limited"))
    if found.kept_share < 1:
        reason = f"the pile is large: {found.kept_share:.0%} of the shared phrases chose which articles to compare"
        problems.append(Problem(stage=_STAGE, reason=reason, kind="limited"))
    return tuple(problems)
