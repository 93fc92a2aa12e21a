from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text.dates import (
    Parts,
    covers,
    first_day,
    last_day,
    nearest_year,
    quarter_of,
    read_day,
    read_parts,
    shift_date,
    week_of,
    weekday_after,
    weekday_at_or_before,
    write_date,
)  # fmt: skip

DAYS = st.dates(min_value=date(2, 1, 1), max_value=date(9998, 1, 1))


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("2019", (2019, None, None)),
        ("2019-02", (2019, 2, None)),
        ("2019-02-28T09:00", (2019, 2, 28)),
        ("2019-02-29", None),
        ("2019-13", None),
        ("XXXX-02", None),
        ("2019-W03", None),
        (None, None),
    ],
)
def test_partial_dates_are_read(value, parts):
    assert read_parts(value) == parts


@pytest.mark.parametrize(
    ("value", "count", "unit", "expected"),
    [
        ("2019-01-31", 1, "M", "2019-02"),
        ("2019-01-31", -1, "M", "2018-12"),
        ("2019-01", -2, "D", None),
        ("2019", -1, "Y", "2018"),
        ("2019", 1, "M", None),
        ("2019-12-31", 1, "D", "2020-01-01"),
        ("2019-11-02", -1, "Q", "2019-Q3"),
        ("2019-02-02", -1, "Q", "2018-Q4"),
        ("2019-01-02", -1, "W", "2018-W52"),
        ("9999-12-31", 1, "D", None),
        ("0001", -1, "Y", None),
    ],
)
def test_a_shift_is_no_finer_than_its_unit(value, count, unit, expected):
    assert shift_date(value, count, unit) == expected


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-W01", "2019-12-30", "2020-01-05"),
        ("2020-W01-WE", "2020-01-04", "2020-01-05"),
        ("2020-Q3", "2020-07-01", "2020-09-30"),
        ("2020-03-04/2020-05", "2020-03-04", "2020-05-31"),
    ],
)
def test_the_edges_of_a_stretch_of_time(value, first, last):
    assert (str(first_day(value)), str(last_day(value))) == (first, last)


@pytest.mark.parametrize("value", ["XXXX", "PAST_REF", "2020-W60", "", None, "P3M"])
def test_what_is_no_date_has_no_edges(value):
    assert first_day(value) is None and last_day(value) is None


@pytest.mark.parametrize(
    ("anchor", "month", "day", "year"),
    [
        (Parts(2019, 2, 10), 12, 24, 2018),
        (Parts(2019, 11, 10), 1, 5, 2020),
        (Parts(2019, 7, 1), 3, None, 2019),
        (Parts(2019, 1, None), 12, 1, 2018),
        (Parts(2019), 12, 1, 2019),
        (Parts(2019, 6, 1), 2, 29, 2020),
    ],
)
def test_a_date_without_a_year_lies_in_the_nearest(anchor, month, day, year):
    assert nearest_year(anchor, month, day) == year


def test_a_day_lies_in_its_month_and_not_the_other_way_round():
    assert covers("2019-03", "2019-03-02")
    assert not covers("2019-03-02", "2019-03")
    assert not covers("2019-03", "PAST_REF")


@given(DAYS, st.integers(0, 6))
def test_weekdays_lie_within_a_week(day, weekday):
    back, ahead = weekday_at_or_before(day, weekday), weekday_after(day, weekday)
    assert back.weekday() == ahead.weekday() == weekday
    assert back <= day < ahead and (ahead - back).days == 7


@given(DAYS)
def test_a_day_is_written_and_read_back(day):
    assert read_day(write_date(day.year, day.month, day.day)) == day
    assert covers(week_of(day), day.isoformat()) and covers(quarter_of(day), day.isoformat())


@given(DAYS, st.integers(-400, 400))
def test_days_shift_there_and_back(day, count):
    there = shift_date(day.isoformat(), count, "D")
    assert there is not None and shift_date(there, -count, "D") == day.isoformat()
