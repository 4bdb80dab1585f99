"""Changes, drafts and jobs: what waits for a decision, and how it goes on."""

from __future__ import annotations

from typing import Final

from evals.gallery.tour.guide import Guide
from evals.sample_workspace import PRIYA, TOM
from evals.slack_standin import Fault, Message


def changes(guide: Guide) -> None:
    """What is asked before it is done, done at once, taken back."""
    dm = guide.world.slack.dm(PRIYA)
    asked = guide.ask(PRIYA, "Snooze Moosbach Systeme until 20 November")[-1]
    label = "Confirm" if "Confirm" in guide.labels(asked) else "Undo"
    guide.show(f"Priya clicks {label}", guide.posted(dm, guide.press(PRIYA, asked, label)))
    noted = guide.ask(PRIYA, "Note for Nebelhorn: Dana wants the price list as a PDF by Friday")[-1]
    label = "Confirm" if "Confirm" in guide.labels(noted) else "Undo"
    guide.show(f"Priya clicks {label}", guide.posted(dm, guide.press(PRIYA, noted, label)))
    guide.ask(PRIYA, "Mute Aurora Cloud in my digest")


def a_draft(guide: Guide) -> None:
    """The card, what the verifier has against an edit, the approval, the mail to copy."""
    slack = guide.world.slack
    card = guide.ask(PRIYA, "Write Falkenried IT a check-in", count=2)[-1]
    editor = guide.modal("Priya clicks Edit", PRIYA, guide.press(PRIYA, card, "Edit"))
    body = "Hello,\nyour score is 17, we call you a dementor. We paid €1,234,567."
    answer = slack.submit(editor, {"body": body})
    guide.show_modal("… and saves words that must not leave", editor, answer["errors"])
    slack.close(editor)
    guide.changed("Priya approves it", card, guide.press(PRIYA, card, "Approve"))
    guide.changed("… and later clicks what came of it", card, guide.press(PRIYA, card, guide.labels(card)[0]))


def a_draft_by_mail(guide: Guide) -> None:
    """Who gets a copy, and the approved mail to send by hand."""
    slack, dm = guide.world.slack, guide.world.slack.dm(PRIYA)
    card = guide.ask(PRIYA, "Write Moosbach Systeme a check-in by mail", count=2)[-1]
    copies = next(one for one in guide.labels(card) if one.startswith("Cop"))
    slack.close(guide.modal(f"Priya clicks {copies}", PRIYA, guide.press(PRIYA, card, copies)))
    handed = guide.posted(dm, guide.press(PRIYA, card, "Approve"))
    guide.show("Priya approves the mail; it is handed over", handed)
    guide.changed(
        "… and sent by hand", handed[-1], guide.press(PRIYA, handed[-1], guide.labels(handed[-1])[0])
    )


def a_draft_for_another_partner(guide: Guide) -> None:
    """An edit that names a partner: the reason, the lead's decision; then a draft that is dismissed."""
    slack = guide.world.slack
    card = guide.ask(PRIYA, "Write Nebelhorn a check-in", count=2)[-1]
    editor = guide.modal("Priya edits", PRIYA, guide.press(PRIYA, card, "Edit"))
    body = "Hello Dana,\nFalkenried IT would like to meet you.\nBest, Priya"
    slack.submit(editor, {"body": body})
    asked = guide.show_modal("… names another partner, and has to say why", slack.open_views(PRIYA)[-1])
    reason = {"body": body, "reason": "Both agreed last week"}
    toms = slack.dm(TOM)
    told = guide.posted(toms, lambda: slack.submit(asked, reason))
    guide.show("Tom, her lead, is asked", told)
    dm = slack.dm(PRIYA)
    decided = guide.posted(dm, guide.press(TOM, told[0], guide.labels(told[0])[0]))
    guide.show("Tom lets the name stand; Priya reads", decided)
    guide.changed("Priya dismisses it", decided[0], guide.press(PRIYA, decided[0], "Dismiss"))


def many_messages(guide: Guide) -> None:
    """A job: its progress while it runs and when it is done, the queue."""
    slack, dm = guide.world.slack, guide.world.slack.dm(PRIYA)
    words = "Nudge everyone with no deal in 90 days"
    told = guide.posted(dm, lambda: slack.say(PRIYA, words), 2)
    progress = next(one for one in told if any(block["type"] == "plan" for block in one.blocks))
    guide.show(f"Priya asks: “{words}”", [one for one in told if one is not progress])
    guide.before_its_last_edit("… while it is written", progress)
    guide.show("… and when all is written", [progress])
    queue = guide.posted(dm, guide.press(PRIYA, progress, guide.labels(progress)[0]))[0]
    guide.show("Priya opens the queue", [queue])
    guide.changed("… and skips the first", queue, guide.press(PRIYA, queue, "Skip"))


def trouble(guide: Guide) -> None:
    """What is said when something does not work."""
    slack, dm = guide.world.slack, guide.world.slack.dm(PRIYA)
    answer = guide.posted(dm, lambda: slack.say(PRIYA, "How is Falkenried doing?"))[0]
    slack.fail(Fault("views.open", error="expired_trigger_id"))
    late: list[Message] = guide.posted(dm, guide.press(PRIYA, answer, "Log note"))
    guide.show("Priya clicks “Log note”, and Slack is slow", late)
    fact = guide.posted(dm, lambda: slack.say(PRIYA, "asdf qwer zxcv"))
    guide.show("Priya types something that is no question", fact)


STEPS: Final = (changes, a_draft, a_draft_by_mail, a_draft_for_another_partner, many_messages, trouble)
