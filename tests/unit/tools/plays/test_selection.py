"""Which plays fit, by hand, and what holds of every playbook."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.plays import shipped_plays
from tests.unit.tools.plays.playbooks import TODAY, done, matter, play, playbook
from tools.attention import AttentionItem, Lane, Reading
from tools.facts import Statement
from tools.journey import Phase
from tools.plays import Doing, Play, PlayPolicy, Reason, Situation, listed, matters_of, selected
from tools.tiers import Tier

POLICY = PlayPolicy()


def names(situation: Situation, *plays: Play) -> list[str]:
    return [fit.play.name for fit in selected(playbook(*plays), situation, POLICY).fits]


def test_a_reason_weighs_more_than_phase_and_tier_together_and_is_added_up_by_hand() -> None:
    plays = playbook(
        play("for_reason", reasons={Reason.STUCK}),
        play("for_both", tiers={Tier.DEMENTOR}, phases={Phase.ACTIVATION}),
        play("for_phase", phases={Phase.ACTIVATION}),
        play("for_tier", tiers={Tier.DEMENTOR}),
        play("for_all"),
    )
    here = Situation(TODAY, Tier.DEMENTOR, Phase.ACTIVATION, (matter(Reason.STUCK, "for_reason"),))
    fits = selected(plays, here, POLICY).fits
    # reason 4 + first 2 + suggested 1; phase 2 + tier 1; phase 2; tier 1; nothing
    assert [(fit.play.name, fit.points) for fit in fits] == [
        ("for_reason", 7),
        ("for_both", 3),
        ("for_phase", 2),
        ("for_tier", 1),
        ("for_all", 0),
    ]
    assert (fits[0].matter, fits[1].by_phase, fits[1].by_tier) == (here.matters[0], True, True)


def test_a_play_for_others_or_for_a_reason_that_has_not_come_up_does_not_fit() -> None:
    assert (
        names(
            Situation(TODAY, Tier.KEY_PARTNER, Phase.DEVOTION),
            play("reason", reasons={Reason.STUCK}),
            play("tier", tiers={Tier.DEMENTOR}),
            play("phase", phases={Phase.INTEREST}),
        )
        == []
    )


def test_a_partner_without_tier_and_phase_is_none_of_those_that_a_play_names() -> None:
    assert names(Situation(TODAY), play("tier", tiers={Tier.DEMENTOR}), play("all")) == ["all"]


def test_what_attention_names_for_this_very_partner_fits_whatever_its_tier() -> None:
    named = play("talk", tiers={Tier.KEY_PARTNER}, reasons={Reason.GOING_DARK})
    here = Situation(TODAY, Tier.DEMENTOR, matters=(matter(Reason.GOING_DARK, "talk"),))
    assert names(here, named) == ["talk"]
    assert names(replace(here, matters=(matter(Reason.GOING_DARK, "other"),)), named) == []


def test_whoever_attention_would_part_ways_with_gets_that_play_whatever_their_tier() -> None:
    told = Statement("attention.parting_untouched")
    reading = Reading(Lane.PART_WAYS, 0.0, (told,), "play.part_ways")
    matters = matters_of(AttentionItem("a", (reading,), (told,), 0.0, None))
    assert [(one.reason, one.play) for one in matters] == [(Reason.NOTHING_COMES, "part_ways")]
    for tier in Tier:
        fits = selected(shipped_plays(), Situation(TODAY, tier, matters=matters), POLICY).fits
        assert (fits[0].play.name, fits[0].matter) == ("part_ways", matters[0])


def test_a_play_that_attention_names_for_one_matter_is_no_answer_to_its_like_unless_the_asker_says_so() -> (
    None
):
    ours = play("keep_promise", reasons={Reason.PROMISE_BROKEN})
    theirs = play("remind_them", reasons={Reason.PROMISE_BROKEN})
    here = Situation(TODAY, matters=(matter(Reason.PROMISE_BROKEN, "keep_promise"),))
    assert names(here, ours, theirs) == ["keep_promise"]
    said = Situation(TODAY, matters=(matter(Reason.PROMISE_BROKEN, ""),))
    assert names(said, ours, theirs) == ["keep_promise", "remind_them"]


def test_a_play_rests_for_its_quiet_days() -> None:
    plays = playbook(play("lunch", quiet_days=30))
    here = Situation(TODAY, tried=(done("lunch", 29), done("lunch", 80)))
    found = selected(plays, here, POLICY)
    assert found.fits == ()
    (resting,) = found.resting
    assert (resting.done_on, resting.until) == (TODAY - timedelta(29), TODAY + timedelta(1))
    assert names(replace(here, tried=(done("lunch", 30),)), play("lunch", quiet_days=30)) == ["lunch"]


def test_after_three_tries_without_a_sign_the_next_play_comes_first() -> None:
    call = play("call", tries=3, then="autopilot", quiet_days=5, tiers={Tier.DEMENTOR})
    plays = (call, play("autopilot"), play("other", tiers={Tier.DEMENTOR}))
    tries = tuple(done("call", days) for days in (10, 40, 70))
    here = Situation(TODAY, Tier.DEMENTOR, tried=tries)
    found = selected(playbook(*plays), here, POLICY)
    assert [(one.play.name, one.tries, one.last_on) for one in found.stopped] == [
        ("call", 3, TODAY - timedelta(10))
    ]
    assert [(fit.play.name, fit.follows) for fit in found.fits] == [("autopilot", "call"), ("other", "")]
    answered = replace(
        here, last_sign=TODAY - timedelta(40)
    )  # on the day of the second try: two tries count no more
    assert names(answered, *plays)[0] == "call"
    assert selected(playbook(*plays), replace(here, tried=tries[:2]), POLICY).stopped == ()


def test_tries_of_more_than_a_year_ago_count_no_more() -> None:
    plays = playbook(play("call", tries=1, quiet_days=5))
    assert selected(plays, Situation(TODAY, tried=(done("call", 366),)), POLICY).stopped == ()
    assert selected(plays, Situation(TODAY, tried=(done("call", 365),)), POLICY).stopped != ()


def test_what_took_place_lately_comes_later() -> None:
    plays = (play("a_call", doing=Doing.CALL), play("b_mail", doing=Doing.EMAIL))
    here = Situation(TODAY, lately={Doing.CALL: TODAY - timedelta(21)})
    assert names(here, *plays) == ["b_mail", "a_call"]
    assert names(replace(here, lately={Doing.CALL: TODAY - timedelta(22)}), *plays) == ["a_call", "b_mail"]


def test_a_plan_on_file_counts_for_as_long_as_plans_rest() -> None:
    plan = play("a_plan", doing=Doing.PLAN, quiet_days=270)
    here = Situation(TODAY, lately={Doing.PLAN: TODAY - timedelta(200)})
    assert names(here, plan, play("b_mail")) == ["b_mail", "a_plan"]


def test_of_equals_the_one_for_fewer_then_the_shorter_then_by_name() -> None:
    one, two = {Tier.DEMENTOR}, {Tier.DEMENTOR, Tier.GROWTH_HACKER}
    found = listed(
        playbook(
            play("wide", tiers=two),
            play("long", tiers=one, hours=3),
            play("b", tiers=one),
            play("a", tiers=one),
        ),
        tier=Tier.DEMENTOR,
    )
    assert [one.name for one in found] == ["a", "b", "long", "wide"]


@pytest.mark.parametrize(
    "sought", [{}, {"tier": Tier.DEMENTOR}, {"phase": Phase.DEVOTION}, {"reason": Reason.STUCK}]
)
def test_a_list_of_an_empty_playbook_is_empty(sought: dict[str, object]) -> None:
    assert listed({}, **sought) == ()  # type: ignore[arg-type]  # one of the three by name


situations = st.builds(
    Situation,
    today=st.just(TODAY),
    tier=st.none() | st.sampled_from(Tier),
    phase=st.none() | st.sampled_from(Phase),
    matters=st.lists(
        st.builds(matter, st.sampled_from(Reason), st.sampled_from(["p0", "p1", "win_back", ""])), max_size=3
    ).map(tuple),
    tried=st.lists(st.builds(done, st.sampled_from(["p0", "p1", "p2"]), st.integers(0, 500)), max_size=5).map(
        tuple
    ),
    lately=st.dictionaries(
        st.sampled_from(Doing), st.integers(0, 60).map(lambda days: TODAY - timedelta(days))
    ),
    last_sign=st.none() | st.dates(date(2025, 1, 1), TODAY),
)
books = st.lists(
    st.builds(
        play,
        st.just("p"),
        tiers=st.frozensets(st.sampled_from(Tier), max_size=2),
        phases=st.frozensets(st.sampled_from(Phase), max_size=2),
        reasons=st.frozensets(st.sampled_from(Reason), max_size=2),
        tries=st.integers(0, 2),
        quiet_days=st.integers(0, 90),
        then=st.sampled_from(["", "p0", "p9"]),
    ),
    max_size=4,
).map(lambda plays: playbook(*(replace(one, name=f"p{at}") for at, one in enumerate(plays))))


@given(books, situations)
def test_every_play_is_in_one_place_and_the_order_follows_the_points(
    plays: dict[str, Play], situation: Situation
) -> None:
    found = selected(plays, situation, POLICY)
    places = [fit.play.name for fit in found.fits]
    places += [one.play.name for one in (*found.resting, *found.stopped)]
    assert set(places) <= set(plays)
    followed = {fit.play.name for fit in found.fits if fit.follows}
    assert len(set(places)) == len(places) or followed
    points = [fit.points for fit in found.fits]
    assert points == sorted(points, reverse=True)
    assert all(one.until > situation.today >= one.done_on for one in found.resting)
    assert selected(dict(reversed(plays.items())), situation, POLICY).fits == found.fits
