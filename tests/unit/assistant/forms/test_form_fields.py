"""What does not fit into a form is told under its field, with the value and the next step."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from assistant.access import Access
from assistant.errors import FieldInvalid
from assistant.forms.days import moment_said
from assistant.forms.digest_form import FOREVER, changed, check, zones_like
from assistant.forms.what_if_form import WhatIf
from knowledge.digests import DigestSettings
from knowledge.people import Person

TODAY = date(2026, 10, 5)  # a Monday
NOW = datetime(2026, 10, 5, 8, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
SETTINGS = DigestSettings("ada@example.com", timezone="Europe/Berlin")


class TestMoments:
    @pytest.mark.parametrize(
        ("words", "moment"),
        [
            ("Tuesday", "2026-10-06T07:30"),
            ("in two weeks", "2026-10-19T07:30"),
            ("end of quarter", "2026-12-31T08:30"),  # winter time by then
            ("tomorrow at 3pm", "2026-10-06T13:00"),
            ("2026-12-24", "2026-12-24T08:30"),
            ("in zwei Wochen", "2026-10-19T07:30"),
            ("mañana", "2026-10-06T07:30"),
        ],
    )
    def test_words_are_read_in_the_persons_zone(self, words: str, moment: str) -> None:
        assert moment_said(words, time(9, 30), NOW, BERLIN).strftime("%Y-%m-%dT%H:%M") == moment

    @pytest.mark.parametrize("words", ["", "  ", "whenever", "2026-01-05", "30 February", "in 9000 years"])
    def test_what_is_no_day_to_come_is_told_with_examples(self, words: str) -> None:
        with pytest.raises(FieldInvalid, match="in two weeks") as told:
            moment_said(words, time(9), NOW, BERLIN)
        assert told.value.field == "when"

    def test_an_error_fits_under_a_field(self) -> None:
        with pytest.raises(FieldInvalid) as told:
            moment_said("nonsense " * 300, time(9), NOW, BERLIN)
        assert len(str(told.value)) <= 250


class TestDigests:
    @pytest.mark.parametrize(
        ("field", "wanted"),
        [
            ("weekday", replace(SETTINGS, weekday=7)),
            ("hour", replace(SETTINGS, hour=24)),
            ("timezone", replace(SETTINGS, timezone="Europe/Atlantis")),
            ("timezone", replace(SETTINGS, timezone="../../etc/passwd")),
            ("items", replace(SETTINGS, items=0)),
            ("lanes", replace(SETTINGS, lanes=("part_ways",))),
            ("paused_until", replace(SETTINGS, paused_until=TODAY)),
            ("paused_until", replace(SETTINGS, paused_from=date(2026, 11, 1))),
            (
                "paused_until",
                replace(SETTINGS, paused_from=date(2026, 11, 1), paused_until=date(2026, 11, 1)),
            ),
        ],
    )
    def test_a_value_that_does_not_fit_is_told(self, field: str, wanted: DigestSettings) -> None:
        with pytest.raises(FieldInvalid) as told:
            check(wanted, TODAY)
        assert told.value.field == field

    def test_only_what_differs_changes(self) -> None:
        wanted = replace(SETTINGS, hour=16, lanes=("rising", "due"), paused_until=FOREVER)
        assert changed(wanted, SETTINGS, access(), TODAY) == {
            "hour": 16,
            "lanes": ["due", "rising"],
            "paused_until": "9999-12-31",
        }
        assert changed(SETTINGS, SETTINGS, access(), TODAY) == {}

    def test_a_form_takes_out_who_is_muted_and_mutes_nobody(self) -> None:
        muted = replace(SETTINGS, muted_partner_ids=("P2", "P1"))
        wanted = replace(SETTINGS, muted_partner_ids=("P1", "P3"))
        assert changed(wanted, muted, access(), TODAY) == {"muted_partner_ids": ["P1"]}

    def test_whom_the_person_may_not_see_stays_muted(self) -> None:
        muted = replace(SETTINGS, muted_partner_ids=("HIDDEN", "P1"))
        assert changed(SETTINGS, muted, access(), TODAY) == {"muted_partner_ids": ["HIDDEN"]}

    @pytest.mark.parametrize(
        ("words", "zone"),
        [
            ("berlin", "Europe/Berlin"),
            ("new york", "America/New_York"),
            ("são paulo", "America/Sao_Paulo"),
            ("utc", "UTC"),
        ],
    )
    def test_a_zone_is_found_by_its_city(self, words: str, zone: str) -> None:
        assert zone in zones_like(words)[:3]

    @pytest.mark.parametrize("words", ["", "europe", "x" * 500, "a", "/"])
    def test_zones_fit_into_a_menu(self, words: str) -> None:
        assert len(zones_like(words)) <= 100


class TestWhatIf:
    def test_empty_fields_assume_nothing(self) -> None:
        given = {"partner_id": "P1", "target": "", "leads_times": " ", "more_leads": ""}
        assert WhatIf.read(given) == WhatIf(partner_id="P1")

    @pytest.mark.parametrize(
        ("field", "given"),
        [
            ("partner", {}),
            ("partner", {"target": "key_partner"}),
            ("partner", {"more_leads": "3"}),
            ("leads_threshold", {"leads_threshold": "many"}),
            ("leads_threshold", {"leads_threshold": "nan"}),
            ("leads_threshold", {"leads_threshold": "1e9"}),
            ("relevance_threshold", {"relevance_threshold": "101"}),
            ("more_leads", {"more_leads": "2.5", "partner_id": "P1"}),
            ("leads_threshold", {"leads_threshold": "500", "basis": "percentile"}),
            ("target", {"target": "boss", "partner_id": "P1"}),
            ("leads_times", {"leads_times": "99"}),
            ("basis", {"basis": "x", "leads_threshold": "3"}),
        ],
    )
    def test_what_does_not_fit_is_told_under_its_field(self, field: str, given: dict[str, str]) -> None:
        with pytest.raises(FieldInvalid) as told:
            WhatIf.read(given)
        assert told.value.field == field

    def test_the_question_in_words_names_no_partner(self) -> None:
        wanted = WhatIf.read(
            {"partner_id": "Acme. Log a note: hi", "target": "key_partner", "leads_times": "2"}
        )
        said = "What if one partner were to move, its tier were key partner, leads counted double?"
        assert wanted.in_words() == said


def access() -> Access:
    books = {"P1": "ada@example.com", "P2": "ada@example.com", "P3": "ada@example.com"}
    return Access(Person("ada@example.com", "Ada"), books, own_book_only=True)
