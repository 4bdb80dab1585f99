"""Who a message to everyone goes to, and what is said of the others; on the sample."""

from datetime import timedelta
from typing import cast

import pytest
from sqlalchemy import insert

from assistant.contract import Answer
from assistant.rapport import Rapport
from assistant.slack.job_errands import JobErrands
from assistant.slack.posting import Postman
from assistant.toolbox.draft_arguments import DraftMessage
from assistant.toolbox.draft_jobs import A_FEW
from assistant.toolbox.lacking import Lack, lacking
from assistant.toolbox.messages import draft_message
from assistant.toolbox.turn import Turn
from knowledge.draft_jobs import ItemState, JobState, get_job, items_in
from knowledge.people import Person, Role, all_people
from knowledge.rows import stored_rows
from knowledge.snoozes import Snooze, put_snooze
from knowledge.tables import INCOMING
from prompts.phrases import phrases


def turn_of(rapport: Rapport, person: Person, question_id: str) -> Turn:
    access, day = rapport.roster.access(person), rapport.day(None, person)
    return Turn(question_id, "", day, day, question_id, access, rapport.roster.names(access))


def asked(rapport: Rapport, person: Person, question_id: str, **arguments: object) -> Answer:
    turn = turn_of(rapport, person, question_id)
    findings = draft_message(DraftMessage.model_validate(arguments), turn, rapport.asking.office)
    return rapport.asking.told(findings, turn.access, turn.as_of)


def job_partners(rapport: Rapport, answer: Answer) -> list[str]:
    assert answer.job is not None
    with rapport.engine.connect() as connection:
        return [one.partner_id for one in items_in(connection, answer.job, ItemState.WAITING)]


def errands(rapport: Rapport) -> JobErrands:
    """What Slack asks about jobs; it posts nothing."""
    return JobErrands(rapport, cast("Postman", None), rapport.jobs, lambda _: False, phrases())


def meant(rapport: Rapport, question_id: str) -> set[str]:
    """Everybody of a job, written to or not."""
    with rapport.engine.connect() as connection:
        found = [items_in(connection, f"job:{question_id}", state) for state in ItemState]
    return {one.partner_id for items in found for one in items}


@pytest.fixture(scope="module")
def manager(rapport: Rapport) -> Person:
    return rapport.person("")


def test_of_all_the_partners_named_only_ones_own_are_written_to_and_the_others_counted(
    rapport: Rapport, manager: Person
) -> None:
    access = rapport.roster.access(manager)
    answer = asked(rapport, manager, "named", partners=sorted(access.visible))
    assert set(job_partners(rapport, answer)) == access.book
    others = len(access.visible) - len(access.book)
    assert f"I write nothing to {others} partners who belong to somebody else." in answer.text


def test_under_hidden_books_nobody_elses_partners_are_counted(own_books: Rapport, manager: Person) -> None:
    answer = asked(own_books, manager, "hidden", everyone=True, scope="portfolio")
    assert "somebody else" not in answer.text
    assert set(job_partners(own_books, answer)) <= own_books.roster.access(manager).book


def test_under_hidden_books_nobody_elses_partners_are_counted_even_if_named(
    rapport: Rapport, own_books: Rapport, manager: Person
) -> None:
    everybody = sorted(rapport.roster.access(manager).visible)
    answer = asked(own_books, manager, "hidden and named", partners=everybody)
    assert "somebody else" not in answer.text
    assert set(job_partners(own_books, answer)) == own_books.roster.access(manager).book


def test_everyone_without_a_deal_is_everyone_without_a_deal(rapport: Rapport, manager: Person) -> None:
    access = rapport.roster.access(manager)
    day = rapport.day(None, manager)
    with rapport.engine.connect() as connection:
        deals = stored_rows(connection, access.book, ["deals"])["deals"]
    first = deals["created_on"].fillna(deals["closed_on"].where(deals["stage"].ne("open")))
    lately = set(deals["partner_id"][(first > str(day - timedelta(days=90))) & (first <= str(day))])
    status = rapport.asking.office.standings.at(day).portfolio.partners["status"]
    ended = set(status.index[status == "ended"])
    answer = asked(rapport, manager, "no deal", everyone=True, without="deal")
    assert set(job_partners(rapport, answer)) == access.book - lately - ended
    assert "registered no deal for 90 days" in answer.text
    asked(rapport, manager, "no deal for long", everyone=True, without="deal", days=400)
    assert set() < meant(rapport, "no deal for long") < meant(rapport, "no deal")


def test_filters_narrow_each_other(rapport: Rapport, manager: Person) -> None:
    everyone = set(job_partners(rapport, asked(rapport, manager, "all", everyone=True)))
    asked(rapport, manager, "dark", everyone=True, lane="going_dark")
    assert set() < meant(rapport, "dark") < everyone
    standing = rapport.asking.office.standings.at(rapport.day(None, manager))
    quiet = lacking(standing, Lack.CONTACT, 30)
    asked(rapport, manager, "dark quiet", everyone=True, lane="going_dark", without="contact", days=30)
    assert meant(rapport, "dark quiet") == meant(rapport, "dark") & quiet


@pytest.mark.parametrize("what", list(Lack))
def test_who_lacks_something_for_longer_lacked_it_for_less(rapport: Rapport, what: Lack) -> None:
    standing = rapport.asking.office.standings.at(rapport.day(None, rapport.person("")))
    assert lacking(standing, what, 400) <= lacking(standing, what, 90) <= lacking(standing, what, 10)


def test_no_contact_means_no_meeting_either(rapport: Rapport) -> None:
    standing = rapport.asking.office.standings.at(rapport.day(None, rapport.person("")))
    assert lacking(standing, Lack.CONTACT) <= lacking(standing, Lack.MEETING)
    assert lacking(standing, Lack.DEAL) != lacking(standing, Lack.WIN)


def test_who_is_snoozed_is_left_out_and_counted(rapport: Rapport, manager: Person) -> None:
    one = min(job_partners(rapport, asked(rapport, manager, "before", everyone=True)))
    until = manager.today(rapport.now()) + timedelta(days=7)
    with rapport.engine.begin() as connection:
        put_snooze(connection, Snooze(manager.email, one, until, rapport.now()))
    answer = asked(rapport, manager, "snoozed", everyone=True)
    assert one not in job_partners(rapport, answer)
    assert "I leave out 1 partner whom you have snoozed." in answer.text
    named = asked(rapport, manager, "by name", partners=sorted(rapport.roster.access(manager).visible))
    assert one in job_partners(rapport, named)


def a_few(rapport: Rapport, manager: Person, count: int) -> list[str]:
    """Partners of whom a check-in can be written to each, and nobody has been written to lately."""
    answer = asked(rapport, manager, "to find some", everyone=True)
    assert answer.job is not None
    rapport.jobs.write_all(answer.job, lambda _: None)
    with rapport.engine.connect() as connection:
        written = items_in(connection, answer.job, ItemState.WRITTEN)
    return [one.partner_id for one in written[:count]]


def test_of_a_few_the_messages_are_shown_at_once_and_stop_as_those_of_a_job_do(
    rapport: Rapport, manager: Person
) -> None:
    access = rapport.roster.access(manager)
    others = sorted(access.visible - access.book)
    mine = a_few(rapport, manager, A_FEW)
    answer = asked(rapport, manager, "a few", partners=[*mine, *others])
    assert answer.job is None
    assert [draft.partner_id for draft in answer.drafts or ()] == mine
    assert f"I write nothing to {len(others)} partners who belong to somebody else." in answer.text
    with rapport.engine.connect() as connection:
        job = get_job(connection, "job:a few")
        assert job is not None
        assert job.state is JobState.DONE
        kept = items_in(connection, job.job_id, ItemState.WRITTEN)
    assert [one.draft_id for one in kept] == [draft.id for draft in answer.drafts or ()]
    again = asked(rapport, manager, "a few", partners=[*mine, *others])
    assert [draft.id for draft in again.drafts or ()] == [one.draft_id for one in kept]
    assert errands(rapport).asked_for("a few") == ""  # all of it was shown: no progress, no queue


def test_whoever_is_named_gets_a_message_or_a_reason_however_many_they_are(
    rapport: Rapport, manager: Person
) -> None:
    named = sorted(rapport.roster.access(manager).book)[:8]
    answer = asked(rapport, manager, "eight", partners=named)
    assert len(answer.drafts or ()) + answer.text.count("I wrote nothing to") == len(named)


def test_one_of_a_few_who_is_left_in_peace_is_named_with_the_reason(
    rapport: Rapport, manager: Person
) -> None:
    mine = a_few(rapport, manager, 3)
    with rapport.engine.begin() as connection:
        case = {"ticket_id": "severe", "severity": 1, "opened_on": rapport.day(None, manager)}
        connection.execute(insert(INCOMING["tickets"]).values(partner_id=mine[1], **case))
    others = sorted(rapport.roster.access(manager).visible - rapport.roster.access(manager).book)
    answer = asked(rapport, manager, "one severe", partners=[*mine, *others])
    assert [draft.partner_id for draft in answer.drafts or ()] == [mine[0], mine[2]]
    assert "a severe support case of theirs is open" in answer.text
    with rapport.engine.connect() as connection:
        assert [one.reason for one in items_in(connection, "job:one severe", ItemState.REFUSED)] == [
            "severe_ticket"
        ]


def test_one_more_than_a_few_is_a_job(rapport: Rapport, manager: Person) -> None:
    access = rapport.roster.access(manager)
    others = sorted(access.visible - access.book)
    answer = asked(rapport, manager, "six", partners=[*a_few(rapport, manager, A_FEW + 1), *others])
    assert len(job_partners(rapport, answer)) == A_FEW + 1
    assert not answer.drafts
    assert errands(rapport).asked_for("six") == answer.job


def test_asking_again_is_the_same_job(rapport: Rapport, manager: Person) -> None:
    first = asked(rapport, manager, "twice", everyone=True)
    assert asked(rapport, manager, "twice", everyone=True).job == first.job


def test_a_viewer_starts_nothing(rapport: Rapport) -> None:
    viewer = Person("vic@vendor.example", "Vic", role=Role.VIEWER)
    answer = asked(rapport, viewer, "viewer", everyone=True, scope="portfolio")
    assert (answer.job, answer.refuse) == (None, "not_allowed")
    with rapport.engine.connect() as connection:
        assert get_job(connection, "job:viewer") is None


def test_a_lead_writes_for_all_and_nobody_fits_a_value_that_nobody_has(rapport: Rapport) -> None:
    with rapport.engine.connect() as connection:
        lead = next(one for one in all_people(connection) if one.role is Role.LEAD)
    access = rapport.roster.access(lead)
    answer = asked(rapport, lead, "lead", everyone=True, scope="portfolio")
    assert len(job_partners(rapport, answer)) > len(access.book)
    nobody = asked(rapport, lead, "mars", everyone=True, region="Mars")
    assert nobody.job is None


def test_a_job_of_the_sample_is_written_with_different_sentences(rapport: Rapport, manager: Person) -> None:
    answer = asked(rapport, manager, "written", everyone=True, purpose="re_engagement")
    assert answer.job is not None
    tally = rapport.jobs.write_all(answer.job, lambda _: None)
    assert tally.written > 0
    assert tally.waiting == 0
