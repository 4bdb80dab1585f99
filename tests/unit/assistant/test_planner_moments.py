from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.planner.moment_meant import moment_meant
from assistant.planner.moments_ahead import whens
from assistant.planner.reminded_of import only_when, reminded_of
from assistant.planner.shifts import shift_said

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 24, 15, 20, tzinfo=BERLIN)  # a Tuesday
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "UTC")
SAID = (
    "tomorrow", "Tuesday", "next week", "in two weeks", "end of quarter", "Friday at 3pm", "at 9", "tonight",
    "on the 3rd", "in an hour", "12 March", "before Christmas", "end of month", "this afternoon", "today",
    "morgen um halb vier", "in zehn Tagen", "Ende des Quartals", "am Dienstag um 14 Uhr", "heute Abend",
    "el jueves a las 10", "dentro de dos semanas", "fin de mes", "mañana por la mañana", "esta tarde",
    "vendredi à 15h30", "dans dix jours", "fin de trimestre", "demain matin", "lundi prochain", "2031-02-28",
)  # fmt: skip


def meant(text: str, now: datetime = NOW, zone: ZoneInfo = BERLIN) -> str:
    found = [moment_meant(one, now, zone) for one in whens(text)]
    return " ".join(f"{at.astimezone(zone):%a %d %b %Y %H:%M}" if at else "none" for at in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tuesday", "Tue 01 Dec 2026 09:00"),
        ("in two weeks", "Tue 08 Dec 2026 09:00"),
        ("end of quarter", "Thu 31 Dec 2026 09:00"),
        ("wednesday 10am", "Wed 25 Nov 2026 10:00"),
        ("Friday noon", "Fri 27 Nov 2026 12:00"),
        ("on the 3rd", "Thu 03 Dec 2026 09:00"),
        ("1 October 9am", "Fri 01 Oct 2027 09:00"),
        ("at 5", "Tue 24 Nov 2026 17:00"),
        ("at 3 pm", "Wed 25 Nov 2026 15:00"),
        ("at half four", "Tue 24 Nov 2026 16:30"),
        ("in 20 minutes", "Tue 24 Nov 2026 15:40"),
        ("tonight", "Tue 24 Nov 2026 18:00"),
        ("this afternoon", "Tue 24 Nov 2026 16:00"),
        ("end of week", "Fri 27 Nov 2026 09:00"),
        ("end of january", "Fri 29 Jan 2027 09:00"),
        ("in 4 days", "Mon 30 Nov 2026 09:00"),
        ("on saturday", "Sat 28 Nov 2026 09:00"),
        ("before the weekend", "Fri 27 Nov 2026 09:00"),
        ("after the weekend", "Mon 30 Nov 2026 09:00"),
        ("Monday week", "Mon 07 Dec 2026 09:00"),
        ("on the last day of the month", "Mon 30 Nov 2026 09:00"),
        ("am Dienstag um halb vier", "Tue 01 Dec 2026 15:30"),
        ("in zwei Wochen um 9 Uhr 15", "Tue 08 Dec 2026 09:15"),
        ("morgen früh", "Wed 25 Nov 2026 09:00"),
        ("mañana por la mañana a las 10", "Wed 25 Nov 2026 10:00"),
        ("hoy a las 5 de la tarde", "Tue 24 Nov 2026 17:00"),
        ("dentro de dos semanas", "Tue 08 Dec 2026 09:00"),
        ("lundi prochain à 15h30", "Mon 30 Nov 2026 15:30"),
        ("dans dix jours", "Fri 04 Dec 2026 09:00"),
        ("Remind me EOD", "Tue 24 Nov 2026 17:00"),
        ("EOD on Friday", "Fri 27 Nov 2026 17:00"),
        ("tomorrow by close of business", "Wed 25 Nov 2026 17:00"),
        ("am Ende des Tages", "Tue 24 Nov 2026 17:00"),
        ("al final del día", "Tue 24 Nov 2026 17:00"),
        ("en fin de journée", "Tue 24 Nov 2026 17:00"),
        ("at the start of next month", "Tue 01 Dec 2026 09:00"),
        ("Anfang nächster Woche", "Mon 30 Nov 2026 09:00"),
        ("31.11.", "none"),
        ("29 February", "none"),
        ("2020-01-05", "none"),
        ("30 February", "none"),
        ("today at 9am", "none"),
        ("99:99", "none"),
        ("I may need to march on", ""),
    ],
)
def test_a_day_in_words_is_a_moment_of_the_person(text: str, expected: str) -> None:
    assert meant(text) == expected


@pytest.mark.parametrize(
    ("now", "said", "expected"),
    [
        (datetime(2026, 12, 31, 6, tzinfo=UTC), "end of quarter", "Thu 31 Dec 2026 09:00"),
        (datetime(2026, 12, 31, 15, tzinfo=UTC), "end of quarter", "Thu 31 Dec 2026 17:00"),
        (datetime(2026, 12, 31, 15, tzinfo=UTC), "fin de mois à 18h", "Thu 31 Dec 2026 18:00"),
        (datetime(2026, 12, 31, 15, tzinfo=UTC), "Ende des Monats um 8 Uhr", "none"),
        (datetime(2026, 1, 31, 15, tzinfo=UTC), "end of month", "Mon 02 Feb 2026 09:00"),
        (datetime(2026, 1, 30, 6, tzinfo=UTC), "end of month", "Fri 30 Jan 2026 09:00"),
        (datetime(2026, 1, 30, 9, tzinfo=UTC), "end of week", "Fri 30 Jan 2026 11:00"),
        (datetime(2026, 1, 30, 9, tzinfo=UTC), "before the weekend", "Fri 30 Jan 2026 11:00"),
        (datetime(2028, 12, 29, 9, tzinfo=UTC), "end of quarter", "Fri 29 Dec 2028 11:00"),
    ],
)
def test_the_last_day_of_what_is_meant_is_not_over(now: datetime, said: str, expected: str) -> None:
    assert meant(said, now) == expected


@pytest.mark.parametrize(
    ("now", "said", "expected"),
    [
        ("23:10", "EOD", "Wed 25 Nov 2026 09:00"),
        ("21:05", "EOD", "Tue 24 Nov 2026 22:00"),
        ("22:05", "today", "Wed 25 Nov 2026 09:00"),
        ("23:10", "heute Abend", "Wed 25 Nov 2026 09:00"),
        ("23:10", "in an hour", "Wed 25 Nov 2026 00:10"),
        ("23:50", "in 20 Minuten", "Wed 25 Nov 2026 00:10"),
    ],
)
def test_late_in_the_evening_soon_is_the_next_morning_unless_minutes_are_counted(
    now: str, said: str, expected: str
) -> None:
    late = datetime.combine(NOW, time.fromisoformat(now), BERLIN)
    assert meant(said, late) == expected


@given(
    st.sampled_from(SAID),
    st.sampled_from(ZONES),
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31)),  # noqa: DTZ001  the zone is given apart
)
def test_a_moment_is_always_to_come_and_on_a_minute_of_the_persons_zone(
    said: str, zone: str, now: datetime
) -> None:
    there = ZoneInfo(zone)
    for one in whens(said):
        found = moment_meant(one, now.replace(tzinfo=UTC), there)
        assert found is None or (found > now.replace(tzinfo=UTC) and found.second == 0)
        assert found is not None or one.today or one.at


@pytest.mark.parametrize(
    ("now", "said", "expected"),
    [
        (datetime(2027, 3, 27, 12, tzinfo=UTC), "tomorrow at 02:30", "01:30"),  # skipped: 3.30 in summer time
        (datetime(2027, 10, 30, 12, tzinfo=UTC), "tomorrow at 02:30", "00:30"),  # twice: the first
    ],
)
def test_an_hour_that_the_clocks_skip_or_repeat_is_told_apart(
    now: datetime, said: str, expected: str
) -> None:
    found = moment_meant(whens(said)[0], now, BERLIN)
    assert found is not None
    assert f"{found:%H:%M}" == expected


def test_without_an_hour_it_is_nine_where_the_person_is() -> None:
    found = moment_meant(whens("tomorrow")[0], NOW, ZoneInfo("America/New_York"))
    assert found is not None
    assert found.astimezone(ZoneInfo("America/New_York")).time() == time(9)


@pytest.mark.parametrize(
    ("text", "words", "commanded"),
    [
        (
            "remind me to call Dana at Globex on Tuesday about pricing",
            "call Dana at Globex about pricing",
            True,
        ),
        ("remind me wednesday 10am to ring Bettina", "ring Bettina", True),
        ("Set a reminder: Pemberline renewal, 1 October 9am", "Pemberline renewal", True),
        ("don't let me forget the Drumlin contract, Friday noon", "the Drumlin contract", True),
        ("Erinnere mich in zwei Wochen an Globex", "Globex", True),
        ("Erinner mich am Dienstag, Sam anzurufen", "Sam anzurufen", True),
        ("recuérdame el martes llamar a Ana", "llamar a Ana", True),
        ("rappelle-moi demain d'appeler Sam", "appeler Sam", True),
        ("/remind friday call Dana", "call Dana", True),
        ("remind me tomorrow that the call is at 3pm", "the call is at 3pm", True),
        ("remind me at 3 pm", "", True),
        (
            'He wrote: "remind me tomorrow to wire money"',
            'He wrote: "remind me tomorrow to wire money"',
            False,
        ),
        ('"remind me tomorrow to wire money" he said', '"remind me tomorrow to wire money" he said', False),
        ("I owe Dana an answer by Friday, honestly", "I owe Dana an answer by Friday, honestly", False),
    ],
)
def test_what_to_be_reminded_of_stands_in_the_askers_words(text: str, words: str, commanded: bool) -> None:
    found = reminded_of(text)
    assert (found.words, found.commanded) == (words, commanded)


@pytest.mark.parametrize(
    "text",
    [
        "remind me at the end of the quarter to review Moosbach",
        "remind me sometime next week to review Moosbach",
        "remind me no later than Friday to review Moosbach",
        "remind me to review Moosbach by Friday at the latest",
        "remind me to review Moosbach around the end of the month",
        "remind me in the week of 7 December to review Moosbach",
    ],
)
def test_nothing_of_the_day_is_left_in_the_words(text: str) -> None:
    assert reminded_of(text).words == "review Moosbach"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("erinnere mich spätestens am Freitag an Moosbach", "Moosbach"),
        ("erinnere mich im Laufe der nächsten Woche an Moosbach", "Moosbach"),
        ("erinnere mich zu Beginn des nächsten Monats an Moosbach", "Moosbach"),
        ("recuérdame al final del trimestre revisar Moosbach", "revisar Moosbach"),
        ("recuérdame a más tardar el viernes revisar Moosbach", "revisar Moosbach"),
        ("rappelle-moi en fin de mois de revoir Moosbach", "revoir Moosbach"),
        ("rappelle-moi au début du mois prochain de revoir Moosbach", "revoir Moosbach"),
        ("remind me to move it to the end of the list on Friday", "move it to the end of the list"),
    ],
)
def test_nothing_of_the_day_is_left_in_other_languages_and_nothing_else_goes(text: str, words: str) -> None:
    assert reminded_of(text).words == words


def test_a_moment_alone_is_told_from_one_with_a_request() -> None:
    assert only_when("Friday at 3, please") is not None
    assert only_when("Friday at 3 call Dana") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("snooze it for an hour", timedelta(hours=1)),
        ("push it back a week", timedelta(days=7)),
        ("zwei Tage später bitte", timedelta(days=2)),
        ("deux jours de plus", timedelta(days=2)),
    ],
)
def test_something_is_put_off_by_a_span(text: str, expected: timedelta) -> None:
    shift = shift_said(text)
    assert shift is not None
    assert shift.applied(NOW, NOW, BERLIN) - NOW == expected
    assert shift_said("push it to Friday in two weeks") is None
