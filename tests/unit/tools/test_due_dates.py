from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.due_dates import due_date

WEDNESDAY = date(2026, 5, 6)
SAID = [
    ("by Friday", "2026-05-08"),
    ("next week", "2026-05-15"),
    ("tomorrow", "2026-05-07"),
    ("by the 20th", "2026-05-20"),
    ("by 20th", "2026-05-20"),
    ("by the end of May", "2026-05-31"),
    ("next Friday", "2026-05-08"),
    ("in two weeks", "2026-05-20"),
    ("by 3 June", "2026-06-03"),
    ("June 3rd", "2026-06-03"),
    ("by the end of the month", "2026-05-31"),
    ("May 12", "2026-05-12"),
    ("2026-06-01", "2026-06-01"),
    ("12/06/2026", "2026-06-12"),
    ("next month", "2026-06-30"),
    ("Monday", "2026-05-11"),
    ("Q3", "2026-09-30"),
    ("end of Q3", "2026-09-30"),
    ("by June", "2026-06-30"),
    ("end of next week", "2026-05-15"),
    ("within 10 days", "2026-05-16"),
    ("by 12/06", "2026-06-12"),
    ("version 3.5 is out", None),
    ("24/7 support", None),
    ("may help", None),
    ("sent 15 leads", None),
    ("on 12 partners", None),
    ("by 5%", None),
    ("by 20 percent", None),
    ("bis Freitag", "2026-05-08"),
    ("nächste Woche", "2026-05-15"),
    ("bis morgen", "2026-05-07"),
    ("guten Morgen", None),
    ("bis Ende Mai", "2026-05-31"),
    ("12. Juni", "2026-06-12"),
    ("bis 12.06.", "2026-06-12"),
    ("12.6.2026", "2026-06-12"),
    ("in zwei Wochen", "2026-05-20"),
    ("Ende der Woche", "2026-05-08"),
    ("nächsten Dienstag", "2026-05-12"),
    ("bis zum 20.", "2026-05-20"),
    ("im Juni", "2026-06-30"),
    ("bis Ende des Monats", "2026-05-31"),
    ("Ende des Quartals", "2026-06-30"),
    ("am 3. Juni", "2026-06-03"),
    ("vendredi", "2026-05-08"),
    ("la semaine prochaine", "2026-05-15"),
    ("demain", "2026-05-07"),
    ("d'ici fin mai", "2026-05-31"),
    ("avant le 12 juin", "2026-06-12"),
    ("le 12/06", "2026-06-12"),
    ("dans deux semaines", "2026-05-20"),
    ("vendredi prochain", "2026-05-08"),
    ("1er juin", "2026-06-01"),
    ("avant le 20", "2026-05-20"),
    ("le 20 mai", "2026-05-20"),
    ("el viernes", "2026-05-08"),
    ("la próxima semana", "2026-05-15"),
    ("mañana", "2026-05-07"),
    ("finales de mayo", "2026-05-31"),
    ("el 12 de junio", "2026-06-12"),
    ("en dos semanas", "2026-05-20"),
    ("antes del 12/06/2026", "2026-06-12"),
    ("el próximo lunes", "2026-05-11"),
    ("la semana que viene", "2026-05-15"),
    ("para el 20", "2026-05-20"),
    ("a finales de mes", "2026-05-31"),
    ("antes de fin de mes", "2026-05-31"),
    ("31 June", None),
    ("2026-99-99", None),
    ("en 5 días", "2026-05-11"),
    ("by 3 May", None),
    ("in 30 days", "2026-06-05"),
    ("by end of day", "2026-05-06"),
    ("en agosto", "2026-08-31"),
    ("by Friday so that they can decide in June", "2026-05-08"),
]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_days_are_read_in_four_languages(text: str, expected: str | None) -> None:
    found = due_date(text, WEDNESDAY)
    assert (found.isoformat() if found else None) == expected


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_by_friday_is_a_friday_within_the_next_seven_days(written_on: date) -> None:
    due = due_date("by Friday", written_on)
    assert due is not None
    assert due.weekday() == 4
    assert timedelta(0) < due - written_on <= timedelta(7)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.sampled_from([said for said, day in SAID if day]))
def test_nothing_is_due_before_it_was_written(written_on: date, said: str) -> None:
    due = due_date(said, written_on)
    assert due is None or due >= written_on


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_the_ends_of_week_month_quarter_and_year_come_in_that_order(written_on: date) -> None:
    ends = [due_date(f"by the end of the {period}", written_on) for period in ("month", "quarter", "year")]
    assert None not in ends
    assert ends == sorted(ends, key=str)
