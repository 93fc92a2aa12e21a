"""A pattern of a list of forms finds what the forms tried one by one find."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from copydesk.text.forms import any_of

FORMS = st.lists(st.text("ab '.", min_size=1, max_size=5), max_size=8)


@given(FORMS, st.text("ab '.", max_size=20))
def test_it_is_the_longest_of_the_forms(forms: list[str], text: str) -> None:
    longest_first = "|".join(map(re.escape, sorted(forms, key=len, reverse=True))) or "(?!)"
    for behind in ("", r"(?!\w)", r"\b"):
        one_by_one, shared = (re.compile(rf"\b(?:{way}){behind}") for way in (longest_first, any_of(forms)))
        assert [hit.span() for hit in shared.finditer(text)] == [hit.span() for hit in one_by_one.finditer(text)]


def test_no_forms_match_nothing() -> None:
    assert not re.search(any_of([]), "")
