"""Personal names: parts, and same or different."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text.names import fold, read_person_name, sex_of
from copydesk.text.same_names import compare_names, looks_misspelt, same_first_name

SAME = [
    ("Ruth Calloway", "Ruth Calloway"),
    ("Ruth Calloway", "RUTH CALLOWAY"),
    ("Ruth Calloway", "Ms. Ruth Calloway"),
    ("Ruth Calloway", "Governor Ruth Calloway"),
    ("Ruth Calloway", "Ruth Calloway's"),
    ("Ruth Calloway", "Ruth Calloway’s"),
    ("Ruth Calloway", "Ruth A. Calloway"),
    ("Ruth Ann Calloway", "Ruth A. Calloway"),
    ("Mike Torvald", "Michael Torvald"),
    ("Mike Torvald", "Mick Torvald"),
    ("Bill Ostrander", "William Ostrander"),
    ("Bob Ostrander", "Rob Ostrander"),
    ("Liz Penhallow", "Elizabeth Penhallow"),
    ("Peggy Penhallow", "Margaret Penhallow"),
    ("Ted Brannock", "Edward Brannock"),
    ("Ted Brannock", "Theodore Brannock"),
    ("Sen. Ted Brannock", "Mr. Edward Brannock"),
    ("Stephen Achterberg", "Steven Achterberg"),
    ("Jon Achterberg", "Jonathan Achterberg"),
    ("Zoë Marchetti", "Zoe Marchetti"),
    ("José Quintanilla", "Jose Quintanilla"),
    ("Søren Lindqvist", "Soren Lindqvist"),
    ("Sean O'Dowda", "Sean O’Dowda"),
    ("Piet van der Hoeven", "Piet Van der Hoeven"),
    ("Omar al-Rashad", "Omar el-Rashad"),
    ("Omar al-Rashad", "Omar Al Rashad"),
    ("Walter Penhallow Jr.", "Walter Penhallow Jr"),
    ("Walter Penhallow, Jr.", "Walter Penhallow Junior"),
    ("Walter Penhallow III", "Walter B. Penhallow III"),
    ("J.D. Hartsock", "J. D. Hartsock"),
    ("Min-ho Baek", "Min Ho Baek"),
    ("Dr. Hanna Lindqvist", "Prof. Hanna Lindqvist"),
    ("Lt. Gen. Omar Dunleavy", "General Omar Dunleavy"),
    ("Walter Penhallow, M.D.", "Walter Penhallow"),
    # spellings from other scripts, umlauts spelt out
    ("Andrei Torvald", "Andrey Torvald"),
    ("Yevgeny Torvald", "Evgeny Torvald"),
    ("Abdel Rahman Torvald", "Abdul Rahman Torvald"),
    ("Jörg Bühler", "Joerg Buehler"),
    ("Kjær Lindqvist", "Kjaer Lindqvist"),
    # the order turned round, a hyphen left out, a middle name that is the usual one
    ("Zhao Wenli", "Wenli Zhao"),
    ("Marta Ibarra-Soto", "Marta Ibarra Soto"),
    ("W. Ruth Calloway", "Ruth Calloway"),
    ("Robert “Birdie” Calloway", "Birdie Calloway"),
    # a first name that is a title too
    ("Dean Calloway", "Mr. Dean Calloway"),
]
UNCLEAR = [
    ("Calloway", "Ruth Calloway", "family name alone"),
    ("Mr. Calloway", "Calloway", "family name alone"),
    ("Ms. Calloway", "Ruth Calloway", "family name alone"),
    ("R. Calloway", "Ruth Calloway", "initial"),
    ("J.D. Hartsock", "Jeremy Hartsock", "initial"),
    ("Ruth Calloway", "Ruth Calloway Finch", "added family name"),
    ("Marta Ibarra", "Marta Ibarra Soto", "added family name"),
    ("Walter Penhalow", "Walter Penhallow", "misspelt"),
    ("Walter Penhallwo", "Walter Penhallow", "misspelt"),
    ("Penhalow", "Walter Penhallow", "misspelt"),
    ("Torvlad", "Mike Torvald", "misspelt"),
    ("der Hoeven", "Piet van der Hoeven", "family name alone"),
]
DIFFERENT = [
    ("Ruth Calloway", "Peter Calloway"),
    ("Ruth Calloway", "Ruth Carraway"),
    ("Mr. Calloway", "Ruth Calloway"),
    ("Mr. Calloway", "Mrs. Calloway"),
    ("Mr. Torvald", "Ms. Torvald"),
    ("Walter Penhallow", "Walter Penhallow Jr."),
    ("Walter Penhallow Sr.", "Walter Penhallow Jr."),
    ("Walter Penhallow II", "Walter Penhallow III"),
    ("John A. Torvald", "John B. Torvald"),
    ("J. Torvald", "Michael Torvald"),
    ("Dan Morris", "Dan Norris"),
    ("Ann Reed", "Ann Reid"),
    ("Eva Brand", "Eva Brands"),
    ("Anders Lind", "Anders Lund"),
    ("Piet van der Hoeven", "Piet van der Linden"),
    ("Alexander Brunt", "Alexandra Brunt"),
    ("Patrick Brunt", "Patricia Brunt"),
    ("Christine Brunt", "Christopher Brunt"),
    ("Frances Brunt", "Francis Brunt"),
    ("Mary Jane Holt", "Mary Louise Holt"),
    ("Tim Holt", "Tom Holt"),
    ("Omar al-Rashad", "Omar al-Karim"),
    ("Andrei Torvald", "Andreas Torvald"),
    ("Don Calloway", "Dan Calloway"),
    ("Martin James", "James Martin"),
    ("W. Ruth Calloway", "Roth Calloway"),
    ("Robert “Birdie” Calloway", "Bertie Calloway"),
    ("Kelli Holt", "Kelly-Ann Holt"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_persons_names_agree(one: str, other: str) -> None:
    assert compare_names(read_person_name(one), read_person_name(other)).verdict == "same"


@pytest.mark.parametrize(("one", "other", "reason"), UNCLEAR)
def test_names_that_alone_do_not_tell(one: str, other: str, reason: str) -> None:
    found = compare_names(read_person_name(one), read_person_name(other))
    assert (found.verdict, found.reason) == ("unclear", reason)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_persons_names_differ(one: str, other: str) -> None:
    assert compare_names(read_person_name(one), read_person_name(other)).verdict == "different"


@pytest.mark.parametrize(
    ("text", "titles", "given", "last", "suffix"),
    [
        ("Ruth Calloway", (), ("Ruth",), "Calloway", ""),
        ("Attorney General Ruth Ann Calloway’s", ("Attorney General",), ("Ruth", "Ann"), "Calloway", ""),
        ("Rep. Walter B. Penhallow III", ("Rep.",), ("Walter", "B."), "Penhallow", "III"),
        ("Piet van der Hoeven", (), ("Piet",), "van der Hoeven", ""),
        ("bin Tarif", (), (), "bin Tarif", ""),
        ("Dr. Calloway", ("Dr.",), (), "Calloway", ""),
        ("Ruth “Birdie” Calloway", (), ("Ruth",), "Calloway", ""),
        ("Ruth “The Bird” Calloway", (), ("Ruth",), "Calloway", ""),
        ("Calloway", (), (), "Calloway", ""),
        ("General", (), (), "General", ""),
    ],
)
def test_the_parts_of_a_name(
    text: str, titles: tuple[str, ...], given: tuple[str, ...], last: str, suffix: str
) -> None:
    name = read_person_name(text)
    assert (name.titles, name.given, name.last, name.suffix) == (titles, given, last, suffix)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Kowalczyk", "Kowalczik", True),
        ("Kowalczyk", "Kowalcik", True),
        ("Brandt", "Brant", True),
        ("Brandt", "Grandt", False),  # another first letter
        ("Lund", "Lind", False),  # too short to tell
        ("Meyer", "Meyers", False),  # two names of their own
        ("Brandt", "Brandt", False),
    ],
)
def test_a_slip_is_told_from_another_name(one: str, other: str, expected: bool) -> None:
    assert looks_misspelt(one, other) is looks_misspelt(other, one) is expected


def test_titles_and_first_names_tell_the_sex_where_they_can() -> None:
    assert sex_of(read_person_name("Mrs. Calloway")) == "female"
    assert sex_of(read_person_name("Walter Calloway")) == "male"
    assert sex_of(read_person_name("Chris Calloway")) is None
    assert same_first_name("Chuck", "Charlie") and not same_first_name("Chuck", "Carl")


WORDS = st.text(alphabet="abcdefé O'.-", min_size=1, max_size=20).filter(str.strip)


@given(WORDS, WORDS)
def test_comparing_is_symmetric(one: str, other: str) -> None:
    a, b = read_person_name(one), read_person_name(other)
    assert compare_names(a, b) == compare_names(b, a)
    assert fold(fold(one)) == fold(one)
