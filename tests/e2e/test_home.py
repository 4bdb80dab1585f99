"""The Home tab all the way round: what it shows to whom, pages, buttons, and forged ones."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from dbos import DBOS

from assistant.slack.follow_ups.reminder import Pointer
from evals.sample_workspace import ELODIE, NINA, PRIYA, SUNDAY, TOM, VERA
from evals.slack_standin import View
from evals.slack_standin.moments import next_moment
from evals.slack_standin.payloads import home_event
from knowledge.digests import settings_of
from knowledge.follow_ups import FollowUp, FollowUpState
from tests.e2e.forms_world import GUSTAV, NEBELHORN, STRANGER, World, shown
from tests.e2e.home_world import home_world

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def world(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with home_world(sample_template, tmp_path_factory.mktemp("home")) as world:
        yield world
        assert world.slack.workspace.breaches == world.slack.workspace.markup == []


def words(view: View) -> str:
    """Everything that a view shows."""
    return json.dumps(view.body["blocks"], ensure_ascii=False)


def home(world: World, user: str, what: Callable[[str], bool]) -> View:
    """The Home of somebody as soon as it shows what is wanted."""

    def found() -> bool:
        try:
            return what(words(world.slack.home(user)))
        except KeyError:
            return False

    world.slack.wait_for(found)
    return world.slack.home(user)


def opened(world: World, user: str, has: str) -> View:
    world.slack.open_home(user)
    return home(world, user, lambda said: has in said)


def action_ids(view: View) -> list[str]:
    return [str(one["action_id"]) for one in view.elements()]


def test_a_manager_sees_who_needs_them_and_turns_the_page(world: World) -> None:
    first = opened(world, PRIYA, "Page 1 of 2")
    assert "Good afternoon, Priya" in words(first)
    assert "Your book: 14 partners" in words(first)
    assert len(first.body["blocks"]) < 100
    menus = [one for one in first.body["blocks"] if one.get("accessory", {}).get("type") == "overflow"]
    named = [block["text"]["text"].split("*")[1] for block in menus]
    assert len(named) == 5
    world.slack.click(PRIYA, first, "home_page_attention_next")
    second = home(world, PRIYA, lambda said: "Page 2 of 2" in said)
    assert not any(name in words(second).partition("Drafts waiting")[0] for name in named)
    world.slack.click(PRIYA, second, "home_page_attention_back")
    home(world, PRIYA, lambda said: "Page 1 of 2" in said)


def test_an_opening_that_arrives_after_a_later_click_turns_nothing_back(world: World) -> None:
    before = next_moment()
    world.slack.click(PRIYA, opened(world, PRIYA, "Page 1 of 2"), "home_page_attention_next")
    home(world, PRIYA, lambda said: "Page 2 of 2" in said)
    late = home_event(PRIYA, world.slack.dm(PRIYA), "home", None, before)
    world.slack.happen(late, "", world.slack.workspace.users[PRIYA])
    workflow = world.slack.wait_for(lambda: DBOS.get_workflow_status(f"home:{PRIYA}:{before}"))
    DBOS.retrieve_workflow(workflow.workflow_id).get_result()
    assert "Page 2 of 2" in words(world.slack.home(PRIYA))


@pytest.mark.parametrize(
    "value", ["attention:99999", "attention:-1", "drafts:x", "nothing:1", "", "attention:"]
)
def test_a_forged_page_shows_one_that_exists(world: World, value: str) -> None:
    first = opened(world, PRIYA, "Page 1 of 2")
    assert world.slack.click(PRIYA, first, "home_page_attention_next", value).status == 200
    home(world, PRIYA, lambda said: "Page 1 of 2" in said or "Page 2 of 2" in said)


def test_a_forged_state_is_no_state(world: World) -> None:
    forged = opened(world, PRIYA, "Page 1 of 2")
    forged.body["private_metadata"] = '{"team": true, "pages": {"attention": -5}, "undo": "x", "more": 1}'
    world.slack.click(PRIYA, forged, "home_page_attention_next")
    assert "Your book: 14" in words(home(world, PRIYA, lambda said: "Page 2 of 2" in said))


def test_a_manager_who_claims_to_look_at_the_team_sees_the_own_book(world: World) -> None:
    forged = opened(world, PRIYA, "Page 1 of 2")
    forged.body["private_metadata"] = '{"team": true}'
    world.slack.click(PRIYA, forged, "home_page_attention_next")
    assert "Your book: 14" in words(home(world, PRIYA, lambda said: "Page 2 of 2" in said))


def test_a_question_from_a_partners_menu_is_answered_in_messages(world: World) -> None:
    view = opened(world, PRIYA, "Nebelhorn")
    world.slack.click(PRIYA, view, "home_item_0", f"brief:{NEBELHORN}")
    world.told(PRIYA, "Nebelhorn Systemhaus")


def test_a_menu_opens_the_form_for_its_partner(world: World) -> None:
    view = opened(world, PRIYA, "Nebelhorn")
    world.slack.click(PRIYA, view, "home_item_0", f"form_snooze:{NEBELHORN}")
    form = world.slack.open_views(PRIYA)[-1]
    assert "Nebelhorn" in words(form)
    world.slack.submit(form, {"until": "2026-11-20"})
    refreshed = home(world, PRIYA, lambda said: "left out, as you snoozed" in said)
    assert "Nebelhorn" not in words(refreshed).partition("Drafts waiting")[0]


def test_a_follow_up_is_done_and_taken_back(world: World) -> None:
    person, now = world.rapport.person("elodie.garnier@vendor.example"), world.clock.now
    kept = world.rapport.follow_ups.add(person, "call <!channel> & ask", now + timedelta(hours=2), cause="t1")
    view = opened(world, ELODIE, "call &lt;!channel&gt; &amp; ask")
    for _ in range(2):
        world.slack.click(ELODIE, view, "home_done_0")
    done = home(world, ELODIE, lambda said: "home_undo" in said)
    assert "ask" not in words(done).partition("Promises")[0].partition("Follow-ups due")[2]
    world.slack.click(ELODIE, done, "home_undo")
    back = home(
        world, ELODIE, lambda said: "call &lt;!channel&gt; &amp; ask" in said and "home_undo" not in said
    )
    world.slack.click(ELODIE, back, "home_tomorrow_0")
    home(world, ELODIE, lambda said: "1 more later" in said)
    moved = world.rapport.follow_ups.get(kept.follow_up.follow_up_id, person)
    assert moved
    assert moved.state is FollowUpState.OPEN
    assert moved.due_at.date() == (now + timedelta(days=1)).date()
    version = moved.version
    world.slack.click(ELODIE, back, "home_tomorrow_0")  # of a Home that was shown before
    world.slack.click(ELODIE, view, "home_done_0")
    stands = world.rapport.follow_ups.get(kept.follow_up.follow_up_id, person)
    assert stands
    assert (stands.version, stands.state) == (version, FollowUpState.OPEN)


def test_a_promise_is_followed_once_and_that_is_taken_back(world: World) -> None:
    priya = world.rapport.person("priya.nair@vendor.example")

    def followed() -> list[FollowUp]:
        return [one for one in world.rapport.follow_ups.of(priya) if one.promise_id]

    view = opened(world, PRIYA, "home_follow_0")
    for forged in ("", "|", f"{NEBELHORN}|n1:0:5", f"{NEBELHORN}|x", "P99|n1:0:5"):
        world.slack.click(PRIYA, view, "home_follow_0", forged)
    assert followed() == []
    for _ in range(2):
        world.slack.click(PRIYA, view, "home_follow_0")
    (kept,) = followed()
    assert kept.text
    assert kept.due_at.date() == (world.clock.now + timedelta(days=1)).date()
    home(world, PRIYA, lambda said: kept.promise_id not in said)
    world.rapport.undo(f"change:{kept.follow_up_id}:add", priya)
    assert followed() == []
    world.slack.click(PRIYA, view, "home_follow_0")
    assert [one.promise_id for one in followed()] == [kept.promise_id]


def test_nobody_ticks_off_what_is_somebody_elses(world: World) -> None:
    person, now = world.rapport.person("elodie.garnier@vendor.example"), world.clock.now
    kept = world.rapport.follow_ups.add(person, "mine alone", now + timedelta(hours=3), cause="t2")
    view = opened(world, ELODIE, "mine alone")
    shown_as = Pointer(kept.follow_up.follow_up_id, kept.follow_up.version).to_value()
    number = next(one["action_id"] for one in view.elements() if one.get("value") == shown_as)
    for user in (PRIYA, TOM, VERA, GUSTAV, STRANGER, NINA):
        assert world.slack.click(user, view, str(number)).status == 200
    still = world.rapport.follow_ups.get(kept.follow_up.follow_up_id, person)
    assert still
    assert still.is_pending


def test_a_draft_that_waits_opens_as_a_card_with_what_it_rests_on(world: World) -> None:
    world.slack.say(PRIYA, "Write Falkenried IT a check-in")
    card = world.told(PRIYA, "draft_approve")
    view = opened(world, PRIYA, "home_draft_0")
    world.slack.click(PRIYA, view, "home_draft_0")
    dm = world.slack.dm(PRIYA)
    world.slack.wait_for(lambda: sum("draft_approve" in shown(one) for one in world.slack.messages(dm)) == 2)
    again = world.told(PRIYA, "draft_approve")
    assert (again.ts, again.blocks[1]) != (card.ts, None)
    assert "rests on" in shown(again)
    world.slack.click(PRIYA, again, "draft_dismiss")
    home(world, PRIYA, lambda said: "home_draft_0" not in said)


def test_a_draft_that_was_put_aside_elsewhere_is_told(world: World) -> None:
    world.slack.say(PRIYA, "Write Falkenried IT a check-in")
    view = opened(world, PRIYA, "home_draft_0")
    button = next(one for one in view.elements() if one["action_id"] == "home_draft_0")
    world.rapport.dismiss(str(button["value"]), world.rapport.person("priya.nair@vendor.example"))
    world.slack.click(PRIYA, view, "home_draft_0", str(button["value"]))
    world.told(PRIYA, "This draft does not wait any more")


def test_only_who_may_write_to_the_partner_gets_its_draft(world: World) -> None:
    world.slack.say(PRIYA, "Write Falkenried IT a check-in")
    view = opened(world, PRIYA, "home_draft_0")
    before = {user: len(world.slack.messages(world.slack.dm(user))) for user in (ELODIE, VERA)}
    for user in before:
        world.slack.click(user, view, "home_draft_0")
    opened(world, ELODIE, "Good")
    assert {user: len(world.slack.messages(world.slack.dm(user))) for user in before} == before


def test_a_viewer_reads_and_changes_nothing(world: World) -> None:
    view = opened(world, VERA, "As of 31 Oct 2026")
    assert not [one for one in action_ids(view) if one.startswith(("form_", "home_draft"))]
    options = [option["value"] for one in view.elements() for option in one.get("options", ())]
    assert {value.partition(":")[0] for value in options} == {"why", "brief", "form_reminder"}


def test_a_lead_changes_between_the_own_book_and_the_team(world: World) -> None:
    mine = opened(world, TOM, "Your book: 10")
    world.slack.click(TOM, mine, "home_team")
    team = home(world, TOM, lambda said: "Everybody's partners: " in said)
    assert "form_review" in action_ids(team)
    world.slack.click(TOM, team, "home_mine")
    home(world, TOM, lambda said: "Your book: 10" in said)


def test_who_is_not_known_learns_how_to_get_in_and_a_guest_sees_nothing(world: World) -> None:
    assert action_ids(opened(world, NINA, "I do not know you yet")) == ["ask_admin"]
    assert "partner" not in words(opened(world, GUSTAV, "nothing for you"))
    world.slack.open_home(STRANGER)
    opened(world, VERA, "As of")
    with pytest.raises(KeyError):
        world.slack.home(STRANGER)


def test_what_changed_elsewhere_shows_within_minutes(world: World) -> None:
    opened(world, TOM, "Your book: 10")
    tom = world.rapport.person("tom.ashworth@vendor.example")
    world.rapport.follow_ups.add(tom, "ask about the fair", SUNDAY + timedelta(hours=4), cause="t3")
    world.at(SUNDAY + timedelta(minutes=5))
    home(world, TOM, lambda said: "ask about the fair" in said)


def test_changed_settings_show_without_opening_it_again(world: World) -> None:
    view = opened(world, TOM, "Mondays at 08:00")
    world.slack.click(TOM, view, "form_digest")
    form = world.slack.open_views(TOM)[-1]
    world.slack.submit(form, {"weekday": "2"})
    home(world, TOM, lambda said: "Wednesdays at 08:00" in said)
    with world.rapport.engine.connect() as connection:
        assert settings_of(connection, world.rapport.person("tom.ashworth@vendor.example")).weekday == 2
