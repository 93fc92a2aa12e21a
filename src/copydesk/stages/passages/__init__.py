"""Text that articles share, exactly or with edits, found by fingerprints and aligned. Articles -> Passages."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from copydesk.records import Article, CopyKind, Passage, Problem
from copydesk.stages.passages.candidates import Candidates, CandidateSettings, list_candidates
from copydesk.stages.passages.chains import OFTEN
from copydesk.stages.passages.compare import compare_closely, compare_words
from copydesk.stages.passages.make import PassageSettings, Reading
from copydesk.stages.passages.reworded import RewordedSettings
from copydesk.text.shingles import find_shingles

__all__ = ["CandidateSettings", "PassageSettings", "find_passages", "name_kind", "name_similarity"]

_STAGE = "passages"
_REPETITIVE = 2000
"""Places of repeated phrases left out of an article's comparison, from which on a reader is told."""


def find_passages(
    articles: Sequence[Article], *, pairs: Collection[tuple[str, str]] | None = None, thorough: bool = False
) -> tuple[tuple[Passage, ...], tuple[Problem, ...]]:
    """Return the passages that articles share, `a` before `b` by id, and what was compared with less than all.

    `pairs` of article ids limits the comparison to them. Among these, and everywhere if `thorough`, heavily reworded
    text and summaries are looked for too. Only body text is compared.
    """
    chosen = {article.id: article for article in articles}
    readings = {article.id: Reading(article) for article in sorted(chosen.values(), key=_foremost)}
    problems: tuple[Problem, ...] = ()
    if pairs is None:
        found = _candidates(list(readings.values()), thorough=thorough)
        ids = list(readings)
        wanted = sorted((min(ids[i], ids[j]), max(ids[i], ids[j])) for i, j in found.pairs)
        problems = _limits(found)
    else:
        wanted = sorted({(min(a, b), max(a, b)) for a, b in pairs if a != b and a in chosen and b in chosen})
    sides = [(readings[a], readings[b]) for a, b in wanted]
    problems += _repetitive({id: readings[id] for pair in wanted for id in pair}.values())
    if pairs is None and not thorough:
        return tuple(passage for a, b in sides for passage in compare_words(a, b, PassageSettings())), problems
    reworded = RewordedSettings().among_all() if pairs is None else RewordedSettings()
    compared = [compare_closely(a, b, PassageSettings(), reworded) for a, b in sides]
    problems += _too_long([pair for pair, (_, is_whole) in zip(sides, compared, strict=True) if not is_whole])
    return tuple(passage for passages, _ in compared for passage in passages), problems


def name_kind(passage: Passage) -> CopyKind:
    """Return how a passage alone reads: `verbatim`, `edited` or `spun`."""
    return name_similarity(passage.similarity)


def name_similarity(similarity: float) -> CopyKind:
    """Return how text reads of which that share of the words was kept."""
    if similarity >= 0.97:
        return "verbatim"
    return "edited" if similarity >= 0.75 else "spun"


def _candidates(readings: Sequence[Reading], *, thorough: bool) -> Candidates:
    """Return the pairs with enough in common: runs of three words, or of two, which outlive more rewording."""
    if thorough:
        prints = [find_shingles(reading.words, size=2).hashes for reading in readings]
        return list_candidates(prints, CandidateSettings(shared=5))
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


def _repetitive(readings: Collection[Reading]) -> tuple[Problem, ...]:
    pages = sorted({reading.article.page for reading in readings if reading.places.left_out >= _REPETITIVE})
    if not pages:
        return ()
    reason = (
        f"pages that repeat the same phrases thousands of times: {len(pages)} (the first: {pages[0]}); only the first "
        f"{OFTEN} places of each phrase were compared"
    )
    return (Problem(stage=_STAGE, reason=reason, kind="limited"),)


def _too_long(pairs: Sequence[tuple[Reading, Reading]]) -> tuple[Problem, ...]:
    if not pairs:
        return ()
    a, b = pairs[0]
    reason = (
        f"{len(pairs)} pairs are too long or too repetitive to look for all reworded text in them "
        f"(the first: {a.article.page}, {b.article.page}); text that is alike word by word was found"
    )
    return (Problem(stage=_STAGE, reason=reason, kind="limited"),)
