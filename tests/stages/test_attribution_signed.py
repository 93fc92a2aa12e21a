"""Quotations that are signed, lines that only look as if they were, and speakers at the end of a sentence."""

import pytest

from tests.stages.test_attribution import told


@pytest.mark.parametrize(
    ("text", "signatures"),
    [
        ("“The harbour was never safe in winter.” — Edda Lind", ["Edda Lind"]),
        ("“The harbour was never safe in winter.”― Edda Lind\n“We warned them for years.” ― Omar N. Diaz.", ["Edda Lind", "Omar N. Diaz"]),
        ('"The harbour was never safe in winter." - Edda van der Lind, harbour master', ["Edda van der Lind"]),
        ("“The harbour was never safe.” — Edda Lind “We warned them for years.” — Omar Diaz", ["Edda Lind", "Omar Diaz"]),
        ("“The harbour was never safe in winter” — words that the council knew by heart.", []),
        ("“The harbour was never safe in winter.” — Edda Lind left the meeting.", []),
        ("“Winter Harbour” — Edda Lind", []),
    ],
)  # fmt: skip
def test_a_quotation_is_its_signatory_s(text, signatures):
    signed = [who for who, cue, content, stance, via in told(text, "Edda Lind", "Omar Diaz") if cue is None]
    assert [who.split()[0] for who in signed] == [name.split()[0] for name in signatures]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "HARROW (NWA) — A seal failed minutes before the fire that killed a worker at a Harrow paint plant last week, "
            "a person briefed on the inquiry told The Selby Echo on Wednesday.",
            "a person briefed on the inquiry",
        ),
        (
            "The file that Quayside Pay left open to the world held the records of 2.7 million customers, Edda Lind, "
            "the researcher who found it, told GorseTalk.",
            "Edda Lind",
        ),
    ],
)
def test_who_told_an_outlet_at_the_end_of_a_sentence_is_its_source(text, who):
    assert [found[0] for found in told(text)] == [who]


def test_a_department_is_no_company():
    text = (
        "Corvale shut its solvents plant on Friday. Inspectors measured the air, the Department of Harbours said on Saturday. "
        "The company said that its own readings were clean."
    )
    assert told(text, "organization:Corvale", "organization:Department of Harbours")[-1][0] == "Corvale"
