"""A job in Slack: everything is shown whole or not offered, and nothing that outsiders wrote is markup."""

from collections import Counter
from dataclasses import replace

import pytest

from assistant.drafting.recipients import RefusalReason
from assistant.drafting.stops import WHY_STOPPED
from assistant.jobs.listing import ON_A_PAGE, PAGE, Approved, Page, paged
from assistant.jobs.reviewing import QueueCard
from assistant.jobs.words import why_not
from assistant.jobs.writing import FAILED
from assistant.slack import limits, review_cards
from assistant.slack.outgoing import Message, sealed
from knowledge.draft_jobs import JobState, Tally
from knowledge.draft_listings import Listing
from prompts.phrases import phrases
from tests.job_worlds import ADA, AS_OF, NOW
from tools.drafts import Draft, DraftState

DRAFT = Draft(
    draft_id="d1", partner_id="P1", contact_id=None, purpose="check_in", channel="email",
    recipient="dana@globex.example", sender=ADA.email, subject="<!channel> & co",
    body="Hello <@U1>,\nhow are you?",
    language="en", fact_ids=(), note_ids=(), as_of=AS_OF, author_email=ADA.email, changed_at=NOW,
)  # fmt: skip
RUNNING = Tally(JobState.RUNNING, 500, 142, 12, Counter({"opted_out": 12}))
CARD = QueueCard("job:1", 2, 142, 100, DRAFT, "Globex <!here>", None, 7)


def buttons(message: Message) -> dict[str, str]:
    return {
        one["action_id"]: one["value"]
        for block in message.blocks
        if block["type"] == "actions"
        for one in block["elements"]
    }


def words(message: Message) -> str:
    return str(sealed(message)["blocks"])


def test_the_queue_shows_where_it_is_and_every_choice() -> None:
    message = review_cards.queue(CARD)
    assert "3 of 142: Globex &lt;!here&gt;" in words(message)
    assert "Hello <@U1>,\\nhow are you?" in words(message)
    assert list(buttons(message)) == [
        "queue_approve", "queue_edit", "queue_skip", "queue_back", "queue_next", "queue_together",
    ]  # fmt: skip
    assert review_cards.unpacked(buttons(message)["queue_approve"], 4)[:3] == ["job:1", "2", "d1"]  # type: ignore[index]  # it is one


def test_the_ends_of_the_queue_have_one_way_and_a_decided_draft_no_decision() -> None:
    first = buttons(review_cards.queue(replace(CARD, place=0, together=1)))
    last = buttons(review_cards.queue(replace(CARD, place=141, draft=replace(DRAFT, state=DraftState.SENT))))
    assert "queue_back" not in first
    assert "queue_together" not in first
    assert list(last) == ["queue_back", "queue_together"]


@pytest.mark.parametrize("reason", list(WHY_STOPPED))
def test_what_must_not_leave_cannot_be_approved(reason: RefusalReason) -> None:
    message = review_cards.queue(replace(CARD, stopped=reason))
    assert "queue_approve" not in buttons(message)
    assert "This must not leave now." in words(message)


def test_what_cannot_be_shown_whole_cannot_be_approved_or_edited() -> None:
    long = replace(DRAFT, body="x" * (limits.REVIEWABLE + 1))
    assert not {"queue_approve", "queue_edit"} & set(buttons(review_cards.queue(replace(CARD, draft=long))))


def test_a_full_page_is_never_cut() -> None:
    size = PAGE // ON_A_PAGE - 400 - len(DRAFT.subject)
    bodies = [f"{number:02d}" + "&" * (size - 2) for number in range(ON_A_PAGE)]
    made = [replace(DRAFT, draft_id=f"d{number}", body=body) for number, body in enumerate(bodies)]
    pages = paged(made)
    assert [len(page) for page in pages] == [ON_A_PAGE]
    listing = Listing("l1", "job:1", ADA.email, pages, NOW, frozenset({0}))
    page = Page(listing, 0, 1, tuple(("Globex" * 10, one) for one in made), ("Initech",) * 5)
    message = review_cards.listing(page)
    assert all(body in words(message) for body in bodies)
    assert len(message.blocks) <= limits.BLOCKS
    assert buttons(message) == {"listing_approve": '["l1"]'}


def test_a_list_hides_nothing_of_what_is_approved() -> None:
    mail = replace(
        DRAFT,
        from_address="Ada <partners@vendor.example>",
        reply_to="ada@vendor.example",
        cc=tuple(f"{'x' * 60}{number}@{'y' * 50}.example" for number in range(5)),
    )
    listing = Listing("l1", "job:1", ADA.email, ((("d1", "x"),),), NOW, frozenset())
    shown = words(review_cards.listing(Page(listing, 0, 1, (("Globex", mail),), ())))
    assert "*From* Ada &lt;partners@vendor.example&gt;" in shown
    assert all(part in shown for part in ("*Reply-To* ada@vendor.example", "*Subject*", *mail.cc))


def test_a_list_that_was_not_read_to_its_end_cannot_be_approved() -> None:
    pages = ((("d1", "x"),), (("d2", "y"),))
    listing = Listing("l1", "job:1", ADA.email, pages, NOW, frozenset({0}))
    message = review_cards.listing(Page(listing, 0, 1, (("Globex", DRAFT),), ()))
    assert list(buttons(message)) == ["listing_next"]
    assert "Not opened yet: 2." in words(message)


def progress(tally: Tally) -> Message:
    return review_cards.progress("job:1", tally, phrases())


def steps(tally: Tally) -> list[tuple[str, str]]:
    return [(one["title"], one["status"]) for one in progress(tally).blocks[0]["tasks"]]


def test_progress_offers_to_cancel_while_it_runs_and_to_review_once_there_is_something() -> None:
    assert list(buttons(progress(RUNNING))) == ["job_review", "job_cancel"]
    assert list(buttons(progress(replace(RUNNING, written=0)))) == ["job_cancel"]
    assert list(buttons(progress(replace(RUNNING, state=JobState.DONE)))) == ["job_review"]


def test_a_running_job_is_a_plan_whose_head_says_how_far_it_is() -> None:
    plan = progress(RUNNING).blocks[0]
    assert (plan["type"], plan["title"]) == ("plan", "142 of 500 written, 12 cannot be written to.")
    assert steps(RUNNING) == [
        ("500 partners chosen", "complete"),
        ("Writing, 142 of 500 so far", "in_progress"),
        ("Checking the facts and the words of each message", "in_progress"),
        ("Leaving out who cannot be written to", "in_progress"),
    ]
    why = plan["tasks"][3]["output"]["elements"][0]["elements"][0]["text"]
    assert why == "I wrote nothing to 12 partners: the contact has opted out."


def test_what_has_not_begun_is_not_ticked_off() -> None:
    begun = Tally(JobState.RUNNING, 1, 0, 0)
    assert [status for _, status in steps(begun)] == ["complete", "in_progress", "pending", "pending"]
    assert steps(begun)[0][0] == "1 partner chosen"


def test_a_job_that_is_done_says_what_came_of_each_step() -> None:
    done = replace(RUNNING, state=JobState.DONE, total=154)
    assert steps(done) == [
        ("154 partners chosen", "complete"),
        ("142 messages written", "complete"),
        ("The facts and the words of each message checked", "complete"),
        ("Left out who cannot be written to", "complete"),
    ]
    assert steps(Tally(JobState.DONE, 2, 2, 0))[3] == ("Nobody left out", "complete")
    assert [title for title, _ in steps(Tally(JobState.DONE, 12, 0, 12, Counter({"opted_out": 12})))] == [
        "12 partners chosen", "No message written", "Left out who cannot be written to",
    ]  # fmt: skip


def test_a_job_that_was_cancelled_says_where_it_stopped() -> None:
    stopped = steps(replace(RUNNING, state=JobState.CANCELLED))
    assert stopped[1] == ("Stopped after 142 messages", "complete")
    assert {status for _, status in stopped} == {"complete"}


def test_what_went_wrong_is_no_tick() -> None:
    failed = Tally(JobState.DONE, 3, 2, 1, Counter({FAILED: 1}))
    assert steps(failed)[3] == ("Left out who cannot be written to", "error")


@pytest.mark.parametrize("state", list(JobState))
def test_progress_says_the_same_without_its_blocks(state: JobState) -> None:
    message = progress(replace(RUNNING, state=state))
    said = message.text.splitlines()
    plan = message.blocks[0]
    assert said[0] == plan["title"]
    assert [line.removeprefix("• ").partition(". ")[0] for line in said[1:]] == [
        task["title"] for task in plan["tasks"]
    ]
    assert "the contact has opted out" in message.text


def test_every_edit_of_the_progress_is_of_one_plan_so_that_it_stays_as_the_reader_left_it() -> None:
    later = progress(replace(RUNNING, written=300)).blocks[0]
    assert later["block_id"] == progress(RUNNING).blocks[0]["block_id"]
    assert [one["task_id"] for one in later["tasks"]] == ["chosen", "written", "checked", "left_out"]


def test_what_was_left_out_of_a_batch_is_named_escaped_and_counted() -> None:
    message = review_cards.batch(Approved((DRAFT,), (("<!here>", "why"),) * 25))
    assert "Approved: 1. Left out: 25." in words(message)
    assert "&lt;!here&gt;: why" in words(message)
    assert "and 5 more" in words(message)


@pytest.mark.parametrize("reason", list(RefusalReason))
def test_every_reason_has_words(reason: RefusalReason) -> None:
    assert why_not(reason) != reason.replace("_", " ")


def test_values_of_buttons_are_read_strictly() -> None:
    for forged in ("", "[]", "null", "[1]", '["a","b"]', '{"a":1}', "[" * 5000, '[["a"]]'):
        assert review_cards.unpacked(forged, 1) is None
    assert review_cards.unpacked(review_cards.packed("a"), 1) == ["a"]
