"""What only one purpose speaks of: a level, an offer, an introduction; what it is and whom it reaches."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
from sqlalchemy import Connection, insert, update

from assistant.drafting.occasions import Occasion, Purpose
from assistant.toolbox.offers import offer_for, unclear_offer
from knowledge.introductions import put_introduction, set_values
from knowledge.stored_settings import store_setting
from knowledge.tables import INCOMING, attribute_changes
from prompts.phrases import phrases
from tests.integration.drafting_world import AS_OF, PRIYA, add, days_ago, load, material, told
from tools.facts import Fact
from tools.introductions import Consent, Introduction, Side, State

YES = Side("P1", "C1", Consent.AGREED, date(2026, 11, 2), PRIYA.email)
INTRODUCTION = Introduction(
    "i1", YES, replace(YES, partner_id="P2", contact_id="C9"), State.PROPOSED, PRIYA.email,
    datetime(2026, 11, 1, tzinfo=UTC), technology="Data Platform",
)  # fmt: skip


@pytest.fixture
def loaded(connection: Connection) -> Connection:
    return load(connection)


class TestLevels:
    @pytest.fixture
    def levels(self, loaded: Connection) -> Connection:
        for name, required in (("Gold", ["wins>=8"]), ("Silver", ["wins>=4"])):
            add(loaded, "levels", program_level=name, requirements=required)
        return loaded

    def change(self, connection: Connection, day: date, before: str, after: str) -> None:
        connection.execute(
            insert(attribute_changes).values(
                partner_id="P1", attribute="program_level", changed_on=day, before=before, after=after
            )
        )

    def test_the_latest_change_counts_and_only_for_that_purpose(self, levels: Connection) -> None:
        self.change(levels, days_ago(90), "Gold", "Silver")
        self.change(levels, days_ago(16), "Silver", "Gold")
        found = told(material(levels, Purpose.LEVEL))
        assert found == {
            Occasion.LEVEL_UP: {"level": "Gold", "level_before": "Silver", "level_on": days_ago(16)}
        }
        assert not told(material(levels))

    def test_a_later_change_is_unknown_unless_the_data_ends_before_its_import(
        self, levels: Connection
    ) -> None:
        self.change(levels, AS_OF + timedelta(days=3), "Gold", "Silver")
        store_setting(levels, "through", (AS_OF + timedelta(days=3)).isoformat())
        assert not told(material(levels, Purpose.LEVEL))
        store_setting(levels, "through", AS_OF.isoformat())
        (slots,) = told(material(levels, Purpose.LEVEL)).values()
        assert slots["level_on"] == AS_OF


def test_only_the_offer_that_was_chosen_is_made(loaded: Connection) -> None:
    for number, name in enumerate(("Backup Workshop", "Harbor Days"), 1):
        add(loaded, "offers", offer_id=f"O{number}", kind="training", name=name, starts_on=date(2026, 11, 24),
            tiers=["key_partner"])  # fmt: skip
    found = told(material(loaded, Purpose.TRAINING, offer_id="O1"))
    assert found == {Occasion.TRAINING_OFFER: {"offer": "Backup Workshop", "offer_on": date(2026, 11, 24)}}
    assert not told(material(loaded, Purpose.TRAINING))
    assert not told(material(loaded, Purpose.EVENT, offer_id="O1"))


class TestIntroductions:
    def test_the_other_is_named_once_both_have_agreed_and_no_longer(self, loaded: Connection) -> None:
        put_introduction(loaded, INTRODUCTION)
        made = material(loaded, Purpose.INTRODUCTION, other_id="P2")
        assert told(made) == {
            Occasion.INTRODUCED: {
                "other_partner": "Harbor", "other_person": "Mia Lind", "other_technology": "Data Platform",
            }
        }  # fmt: skip
        assert made.introduced_id == "P2"
        set_values(loaded, "i1", {"other_consent": "declined", "other_consent_on": "2026-11-20"})
        again = material(loaded, Purpose.INTRODUCTION, other_id="P2")
        assert not again.moments
        assert again.introduced_id is None

    @pytest.mark.parametrize("missing", ["consent", "other_consent"])
    def test_one_yes_is_not_enough(self, loaded: Connection, missing: str) -> None:
        put_introduction(loaded, INTRODUCTION)
        set_values(loaded, "i1", {missing: "asked"})
        assert not material(loaded, Purpose.INTRODUCTION, other_id="P2").moments

    @pytest.mark.parametrize("other_id", ["", "P1", "P3", "P2' OR 1=1"])
    def test_nobody_else_is_introduced(self, loaded: Connection, other_id: str) -> None:
        put_introduction(loaded, INTRODUCTION)
        assert not material(loaded, Purpose.INTRODUCTION, other_id=other_id).moments

    def test_no_other_message_names_them(self, loaded: Connection) -> None:
        put_introduction(loaded, INTRODUCTION)
        assert not material(loaded, Purpose.CHECK_IN, other_id="P2").moments

    def test_a_partner_whose_name_acts_is_not_introduced(self, loaded: Connection) -> None:
        put_introduction(loaded, INTRODUCTION)
        own = INCOMING["partners"].c.partner_id == "P2"
        loaded.execute(update(INCOMING["partners"]).where(own).values(name="https://evil.example"))
        assert not material(loaded, Purpose.INTRODUCTION, other_id="P2").moments


class TestOffers:
    @dataclass(frozen=True)
    class Day:
        tier: str
        as_of: date = AS_OF

        @property
        def tiers(self) -> pd.DataFrame:
            return pd.DataFrame({"tier": [self.tier]}, index=["P1"])

    @pytest.fixture
    def offered(self, loaded: Connection) -> Connection:
        for key, kind, name, starts_on, tiers in (
            ("O1", "training", "Backup Workshop", date(2026, 11, 24), ["key_partner"]),
            ("O2", "training", "Harbor Days", date(2026, 12, 24), []),
            ("O3", "event", "Partner Day", date(2026, 10, 1), []),
            ("O4", None, "Nameless", date(2026, 12, 1), []),
        ):
            add(loaded, "offers", offer_id=key, kind=kind, name=name, starts_on=starts_on, tiers=tiers)
        return loaded

    @pytest.mark.parametrize(("tier", "offer_id"), [("key_partner", "O1"), ("dementor", "O2")])
    def test_an_offer_for_some_tiers_goes_to_them_alone(
        self, offered: Connection, tier: str, offer_id: str
    ) -> None:
        found = offer_for(offered, self.Day(tier), "P1", Purpose.TRAINING, None)
        assert found is not None
        assert found.offer_id == offer_id

    def test_a_named_offer_is_taken_where_it_fits_and_none_instead_of_it(self, offered: Connection) -> None:
        named = offer_for(offered, self.Day("key_partner"), "P1", Purpose.TRAINING, "harbour days")
        assert named is not None
        assert named.offer_id == "O2"
        assert offer_for(offered, self.Day("dementor"), "P1", Purpose.TRAINING, "Backup Workshop") is None
        assert offer_for(offered, self.Day("dementor"), "P1", Purpose.EVENT, None) is None
        assert offer_for(offered, self.Day("dementor"), "P9", Purpose.CHECK_IN, None) is None

    @pytest.mark.parametrize(
        ("purpose", "words", "key"),
        [
            (Purpose.TRAINING, "Harbor Days", None),
            (Purpose.TRAINING, "the training", None),
            (Purpose.CHECK_IN, "Kubernetes", None),
            (Purpose.TRAINING, "Kubernetes", "draft.unknown_offer"),
            (Purpose.TRAINING, "days or workshop", "draft.unknown_offer"),
            (Purpose.EVENT, "Partner Day", "draft.over_offer_none"),
            (Purpose.CAMPAIGN, "Partner Day", "draft.unknown_offer_none"),
        ],
    )
    def test_an_unknown_name_is_answered_with_what_there_is(
        self, offered: Connection, purpose: Purpose, words: str, key: str | None
    ) -> None:
        found = unclear_offer(offered, self.Day("dementor"), purpose, words)
        said = found.statements[0] if found else None
        assert (said.key if said else None) == key
        if said:
            assert phrases().text(said.key).slots <= said.slots.keys()

    def test_a_name_of_several_is_asked_back(self, offered: Connection) -> None:
        add(offered, "offers", offer_id="O5", kind="training", name="Harbor Nights")
        found = unclear_offer(offered, self.Day("dementor"), Purpose.TRAINING, "harbor")
        assert found is not None
        offers = found.statements[0].slots["offers"]
        assert isinstance(offers, Fact)
        assert offers.value == "Harbor Days, Harbor Nights"
