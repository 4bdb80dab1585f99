"""What the rows of one partner give to write about."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assistant.drafting.material import Moment
from assistant.drafting.moments import About, Circle, occasions
from assistant.drafting.occasions import SLOTS, Occasion
from assistant.drafting.records import (
    Activity,
    Certificate,
    Deal,
    Lead,
    OnRecord,
    Profile,
    Project,
    Survey,
    Ticket,
)
from tools.facts import Fact

AS_OF = date(2026, 10, 31)
ABOUT = About("P1", AS_OF)
CIRCLE = Circle("dana weber", frozenset({"ole berg"}), frozenset({"kim gone"}), frozenset({"priya shah"}))
WIN = Deal("D1", date(2026, 8, 1), date(2026, 10, 3), "won", "Stadtwerke Auental", "Energy", "Cloud Backup")
OPEN = Deal("D2", date(2026, 10, 1), None, "open", "Klinik Seeblick", "Healthcare", "Data Platform")
DELIVERED = Project("J1", date(2026, 8, 1), date(2026, 8, 19), "Hafen Nordkai", "Logistics", "Data Platform")
OLE = Certificate("K1", date(2026, 8, 7), "Ole Berg", "Data Associate", date(2027, 1, 7))


def days_ago(days: int) -> date:
    return AS_OF - timedelta(days=days)


def found(**rows: object) -> dict[Occasion, Moment]:
    """The moments by occasion: each has the slots that its occasion asks for, and no two are of a kind."""
    moments = list(occasions(OnRecord(**rows), ABOUT, CIRCLE))  # type: ignore[arg-type]  # each test gives its own
    assert len({one.occasion for one in moments}) == len(moments)
    for one in moments:
        assert SLOTS[one.occasion].always <= one.slots.keys() <= SLOTS[one.occasion].all, one
        assert all(isinstance(fact, Fact) and fact.rows for fact in one.slots.values())
    return {one.occasion: one for one in moments}


def values(moment: Moment) -> dict[str, object]:
    return {name: fact.value for name, fact in moment.slots.items() if isinstance(fact, Fact)}


def activity(kind: str, day: date, person: str = "Dana Weber", direction: str = "out") -> Activity:
    return Activity(f"A{day}{kind}{direction}", day, kind, direction, person, "Priya Shah")


def test_a_win_comes_with_its_customer_day_technology_and_sector() -> None:
    assert values(found(deals=(WIN,))[Occasion.WIN]) == {
        "customer": "Stadtwerke Auental",
        "won_on": date(2026, 10, 3),
        "technology": "Cloud Backup",
        "sector": "Energy",
    }


@pytest.mark.parametrize(
    ("deal", "occasion", "slot"),
    [(WIN, Occasion.WIN, "won_amount"), (OPEN, Occasion.OPEN_DEAL, "open_amount")],
)
def test_the_amount_of_a_deal_comes_with_it_unless_they_only_influenced_it(
    deal: Deal, occasion: Occasion, slot: str
) -> None:
    valued = replace(deal, amount=12_400.0, currency="EUR", kind="sourced")
    amount = found(deals=(valued,))[occasion].slots[slot]
    assert isinstance(amount, Fact)
    assert (amount.value, amount.currency, amount.rows) == (12_400.0, "EUR", (f"deals:{deal.deal_id}",))
    for untold in (
        replace(valued, kind="influenced"), replace(valued, currency=""), replace(valued, amount=-1.0)
    ):  # fmt: skip
        assert slot not in found(deals=(untold,))[occasion].slots


def test_the_number_of_wins_rests_on_every_one_of_them() -> None:
    again = Deal("D3", date(2026, 1, 2), date(2026, 2, 1), "won")
    last_year = Deal("D4", date(2025, 1, 2), date(2025, 2, 1), "won", "Long Ago Ltd")
    wins = found(deals=(WIN, again, last_year))[Occasion.WINS].slots["wins"]
    assert isinstance(wins, Fact)
    assert (wins.value, wins.rows) == (2, ("deals:D1", "deals:D3"))
    assert Occasion.WINS not in found(deals=(WIN, last_year))


def test_an_old_win_is_a_memory_and_no_news() -> None:
    old = Deal("D1", days_ago(300), days_ago(200), "won", "Stadtwerke Auental")
    assert found(deals=(old,)).keys() & {Occasion.WIN, Occasion.WINS, Occasion.PAST_WIN} == {
        Occasion.PAST_WIN
    }


@pytest.mark.parametrize(
    ("rows", "occasion", "expected"),
    [
        ({"deals": (OPEN,)}, Occasion.OPEN_DEAL,
         {"open_customer": "Klinik Seeblick", "opened_on": date(2026, 10, 1),
          "open_technology": "Data Platform"}),
        ({"projects": (DELIVERED,)}, Occasion.DELIVERED,
         {"project_customer": "Hafen Nordkai", "delivered_on": date(2026, 8, 19),
          "project_technology": "Data Platform"}),
        ({"leads": (Lead("L1", days_ago(9), days_ago(3), "in", "accepted"),)}, Occasion.LEAD,
         {"lead_on": days_ago(9)}),
        ({"leads": (Lead("L1", days_ago(9), None, "out", "new"),)}, Occasion.LEAD_SHARED,
         {"shared_on": days_ago(9)}),
        ({"surveys": (Survey("S1", days_ago(30)),)}, Occasion.SURVEYED, {"surveyed_on": days_ago(30)}),
        ({"tickets": (Ticket("T1", days_ago(30), days_ago(20), 1),)}, Occasion.SUPPORTED,
         {"case_on": days_ago(30), "solved_on": days_ago(20)}),
        ({"activities": (activity("event", days_ago(30)),)}, Occasion.ATTENDED,
         {"attended_on": days_ago(30)}),
        ({"activities": (activity("campaign", days_ago(30)),)}, Occasion.CAMPAIGNED,
         {"campaigned_on": days_ago(30)}),
        ({"profile": Profile(signed_on=date(2023, 11, 1))}, Occasion.ANNIVERSARY,
         {"signed_on": date(2023, 11, 1), "years": 2}),
        ({"profile": Profile(applied_on=days_ago(90))}, Occasion.APPLIED, {"applied_on": days_ago(90)}),
        ({"profile": Profile(first_contact_on=days_ago(900))}, Occasion.MET, {"met_on": days_ago(900)}),
    ],
)  # fmt: skip
def test_each_row_is_told_as_what_it_is(
    rows: dict[str, object], occasion: Occasion, expected: dict[str, object]
) -> None:
    assert values(found(**rows)[occasion]) == expected


@pytest.mark.parametrize(
    ("rows", "occasion"),
    [
        ({"leads": (Lead("L1", days_ago(9), days_ago(3), "out", "rejected"),)}, Occasion.LEAD_SHARED),
        ({"leads": (Lead("L1", days_ago(9), None, "in", "new"),)}, Occasion.LEAD),
        ({"tickets": (Ticket("T1", days_ago(300), days_ago(181), 1),)}, Occasion.SUPPORTED),
        ({"tickets": (Ticket("T1", days_ago(30), days_ago(20), 3), Ticket("T2", days_ago(2), None, 2))},
         Occasion.SUPPORTED),
        ({"deals": (Deal("D1", days_ago(9), None, "open"),)}, Occasion.OPEN_DEAL),
        ({"projects": (Project("J1", days_ago(9), None, "Hafen"),)}, Occasion.DELIVERED),
        ({"profile": Profile(applied_on=days_ago(90), signed_on=days_ago(10))}, Occasion.APPLIED),
        ({"profile": Profile(signed_on=days_ago(10))}, Occasion.ANNIVERSARY),
        ({"activities": (activity("portal_login", days_ago(3)),)}, Occasion.TALK),
    ],
)  # fmt: skip
def test_what_would_be_untrue_stale_or_tactless_is_left_out(
    rows: dict[str, object], occasion: Occasion
) -> None:
    assert occasion not in found(**rows)


def test_a_mild_ticket_or_a_forgotten_one_hides_no_closed_case() -> None:
    closed = Ticket("T1", days_ago(30), days_ago(20), 3)
    for other in (Ticket("T2", days_ago(2), None, 4), Ticket("T2", days_ago(400), None, 1)):
        assert Occasion.SUPPORTED in found(tickets=(closed, other))


class TestFocus:
    def test_it_is_where_they_won_and_delivered_most(self) -> None:
        other = Project("J2", None, days_ago(9), "Dock", "logistics", "Data-Platform")
        focus = found(deals=(WIN,), projects=(DELIVERED, other))[Occasion.FOCUS]
        assert values(focus) == {"focus_sector": "Logistics", "focus_technology": "Data Platform"}
        sector = focus.slots["focus_sector"]
        assert isinstance(sector, Fact)
        assert sector.rows == ("projects:J1", "projects:J2")

    def test_without_work_there_is_none(self) -> None:
        assert Occasion.FOCUS not in found(profile=Profile(sectors=("Energy", "Retail")))

    def test_lost_and_open_deals_do_not_count(self) -> None:
        assert Occasion.FOCUS not in found(deals=(OPEN,))


class TestCertificates:
    def test_own_ones_are_told_apart_from_those_of_colleagues(self) -> None:
        own = Certificate("K2", date(2026, 9, 7), "dana weber ", "Cloud Expert")
        moments = found(certificates=(OLE, own))
        assert values(moments[Occasion.EARNED_OWN]) == {
            "certification": "Cloud Expert", "earned_on": date(2026, 9, 7)
        }  # fmt: skip
        assert values(moments[Occasion.EARNED])["person"] == "Ole Berg"
        assert values(moments[Occasion.EXPIRING])["expires_on"] == date(2027, 1, 7)

    def test_a_renewed_one_does_not_expire(self) -> None:
        renewed = Certificate("K2", date(2026, 10, 7), "Ole Berg", "Data Associate", date(2028, 1, 7))
        assert Occasion.EXPIRING not in found(certificates=(OLE, renewed))

    def test_the_next_to_expire_comes_first(self) -> None:
        sooner = Certificate("K9", date(2024, 8, 7), "Ole Berg", "Cloud Expert", date(2026, 11, 7))
        moment = found(certificates=(OLE, sooner))[Occasion.EXPIRING]
        assert values(moment)["certification"] == "Cloud Expert"

    def test_who_has_left_holds_nothing_for_them(self) -> None:
        gone = Certificate("K1", date(2026, 8, 7), "Kim Gone", "Data Associate", date(2027, 1, 7))
        assert not found(certificates=(gone,))


class TestUnanswered:
    MAIL = activity("email", days_ago(12), direction="in")

    def test_a_mail_without_an_answer_waits(self) -> None:
        moment = found(activities=(self.MAIL,))[Occasion.UNANSWERED]
        assert values(moment) == {"mailed_on": days_ago(12)}

    @pytest.mark.parametrize(
        "answer",
        [
            activity("email", days_ago(11)),
            activity("email", days_ago(12)),  # days have no hours
            activity("call", days_ago(3), direction="in"),
            activity("meeting", days_ago(3), person="Ole Berg"),
        ],
    )
    def test_whatever_went_out_since_answers_it(self, answer: Activity) -> None:
        assert Occasion.UNANSWERED not in found(activities=(self.MAIL, answer))

    @pytest.mark.parametrize(
        "no_answer",
        [
            activity("email", days_ago(13)),
            activity("campaign", days_ago(3)),
            activity("portal_login", days_ago(3), direction="in"),
        ],
    )
    def test_what_came_before_or_speaks_to_everybody_does_not(self, no_answer: Activity) -> None:
        assert Occasion.UNANSWERED in found(activities=(self.MAIL, no_answer))

    @pytest.mark.parametrize(
        "mail",
        [
            activity("email", days_ago(91), direction="in"),
            activity("email", days_ago(9), person="Ole Berg", direction="in"),
        ],
    )
    def test_an_old_one_or_a_colleagues_is_not_theirs_to_wait_for(self, mail: Activity) -> None:
        assert Occasion.UNANSWERED not in found(activities=(mail,))

    @pytest.mark.parametrize(
        ("subject", "waits"),
        [
            ("Thank you!", False),
            ("Re: great support", False),
            ("AW: Vielen Dank für eure Hilfe", False),
            ("Merci à toute l'équipe", False),
            ("Gracias", False),
            ("Thanks, and a question", True),
            ("Danke im Voraus", True),
            ("Merci d'avance", True),
            ("Gracias, ¿y la factura?", True),
            ("Question on licensing", True),
            ("", True),
        ],
    )
    def test_a_mail_that_thanks_waits_for_nothing(self, subject: str, waits: bool) -> None:
        mail = replace(self.MAIL, subject=subject)
        assert (Occasion.UNANSWERED in found(activities=(mail,))) is waits


class TestTalks:
    @pytest.mark.parametrize(
        ("person", "occasion"),
        [
            ("DANA WEBER", Occasion.TALK),
            ("", Occasion.TALK_TEAM),
            ("Ole Berg", Occasion.TALK_OTHER),
            ("Kim Gone", None),
            ("Somebody Else", None),
        ],
    )
    def test_a_talk_is_told_as_that_of_whoever_had_it(self, person: str, occasion: Occasion | None) -> None:
        told = found(activities=(activity("call", days_ago(9), person),))
        assert set(told) == ({occasion} if occasion else set())

    def test_a_colleagues_training_is_the_teams(self) -> None:
        other = activity("training", days_ago(9), "Ole Berg")
        own = activity("training", days_ago(20))
        assert set(found(activities=(other,))) == {Occasion.TRAINING_TEAM}
        assert values(found(activities=(other, own))[Occasion.TRAINING]) == {"trained_on": days_ago(20)}
