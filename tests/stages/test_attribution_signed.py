"""Quotations that are signed, and lines that only look as if they were."""

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
