"""Claims: the same statement across articles, how well it is backed, and what answers it. Draft -> Claim, Attribution."""

from __future__ import annotations

from copydesk.records import Attribution, Claim, Draft
from copydesk.stages.claims.basis import Basis, list_bases
from copydesk.stages.claims.choosing import ClaimSettings
from copydesk.stages.claims.making import make_claims
from copydesk.stages.claims.sentences import compare_sentences
from copydesk.stages.claims.statements import read_statements

__all__ = ["Basis", "ClaimSettings", "compare_sentences", "find_claims", "list_bases", "read_statements"]


DEFAULTS = ClaimSettings()


def find_claims(draft: Draft, settings: ClaimSettings = DEFAULTS) -> tuple[tuple[Claim, ...], tuple[Attribution, ...]]:
    """Return the claims that matter, the heaviest first, and the attributions with `answers` filled.

    The same statement in other words is one claim; one that differs in a number, a date, a name, in being denied or only
    possible is another, linked to it. Statements of one page alone that nobody is named for are left out unless a
    headline has them.
    """
    return make_claims(draft, settings)
