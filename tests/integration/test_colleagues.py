"""Covers, partners given to others, roles, the door and the log, on the sample."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from assistant.errors import FieldInvalid, NotAllowed
from assistant.rapport import Rapport
from assistant.slack.admin.errands import told_of
from assistant.terminal.importing import load as taken_in
from knowledge import audit
from knowledge.audit import Deed, Entry
from knowledge.people import Person, Role, person_by_email
from knowledge.tables import INCOMING

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
PRIYA = "priya.nair@vendor.example"


@pytest.fixture(scope="module")
def desk(rapport: Rapport) -> Rapport:
    """The sample on a fixed day, with a clock that every part shares."""
    colleagues = replace(rapport.colleagues, now=lambda: NOON)
    colleagues.roster.now = lambda: NOON
    return replace(rapport, colleagues=colleagues)


def people(desk: Rapport) -> dict[Role, Person]:
    """Somebody of each role; made, where the sample has nobody."""
    with desk.engine.begin() as connection:
        for role in Role:
            row = {"email": f"{role}@vendor.example", "name": role.title(), "role": role.value}
            if person_by_email(connection, row["email"]) is None:
                connection.execute(INCOMING["managers"].insert().values(**row))
        found = {role: person_by_email(connection, f"{role}@vendor.example") for role in Role}
    return {role: person for role, person in found.items() if person}


def owned(desk: Rapport, email: str) -> frozenset[str]:
    return desk.roster.access(Person(email, "")).book


def owner_of(desk: Rapport, partner_id: str) -> str:
    partners = INCOMING["partners"]
    query = select(partners.c.manager_email).where(partners.c.partner_id == partner_id)
    with desk.engine.connect() as connection:
        return str(connection.scalar(query))


def load(desk: Rapport, folder: Path) -> None:
    taken_in(desk.engine, folder, "EUR", None)


def partners_file(folder: Path, partner_id: str, name: str, owner: str) -> Path:
    folder.mkdir(exist_ok=True)
    text = f"partner_id,name,manager_email\n{partner_id},{name},{owner}\n"
    (folder / "partners.csv").write_text(text, encoding="utf-8")
    return folder


def test_a_colleague_who_covers_may_write_for_the_days_agreed_and_no_longer(desk: Rapport) -> None:
    who = people(desk)[Role.MANAGER]
    priya = desk.person(PRIYA)
    theirs = next(iter(owned(desk, PRIYA)))
    assert not desk.roster.access(who).may_write(theirs)
    agreed = desk.colleagues.cover(priya, priya, who, (NOON.date(), NOON.date() + timedelta(days=3)))
    assert desk.roster.access(who).may_write(theirs)
    assert theirs in desk.roster.access(who).charge
    assert desk.roster.access(priya).may_write(theirs)
    desk.roster.now = lambda: NOON + timedelta(days=4)
    assert not desk.roster.access(who).may_write(theirs)
    desk.roster.now = lambda: NOON
    desk.colleagues.end_cover(who, agreed.cover_id)
    assert not desk.roster.access(who).may_write(theirs)


def test_a_viewer_cannot_cover_and_nobody_says_it_for_others_but_a_lead(desk: Rapport) -> None:
    who, priya = people(desk), desk.person(PRIYA)
    days = (NOON.date(), NOON.date())
    with pytest.raises(FieldInvalid, match="may only read"):
        desk.colleagues.cover(priya, priya, who[Role.VIEWER], days)
    with pytest.raises(FieldInvalid, match="Nobody can cover for themselves"):
        desk.colleagues.cover(priya, priya, priya, days)
    with pytest.raises(NotAllowed, match="Only Priya Nair, a lead or an admin"):
        desk.colleagues.cover(who[Role.MANAGER], priya, who[Role.MANAGER], days)
    agreed = desk.colleagues.cover(who[Role.LEAD], priya, who[Role.MANAGER], days)
    with pytest.raises(NotAllowed, match="Only the two of them"):
        desk.colleagues.end_cover(who[Role.VIEWER], agreed.cover_id)
    assert desk.colleagues.end_cover(who[Role.LEAD], agreed.cover_id) == agreed


def test_who_may_only_read_passes_on_no_right_to_write(desk: Rapport) -> None:
    who = people(desk)
    days = (NOON.date(), NOON.date())
    with pytest.raises(NotAllowed, match="You may read"):
        desk.colleagues.cover(who[Role.VIEWER], who[Role.VIEWER], who[Role.MANAGER], days)


def test_covering_for_a_lead_gives_that_leads_own_book_and_not_the_rights_of_a_lead(desk: Rapport) -> None:
    who, priya = people(desk), desk.person(PRIYA)
    days = (NOON.date(), NOON.date())
    for absent, covering in ((who[Role.LEAD], who[Role.MANAGER]), (priya, who[Role.LEAD])):
        desk.colleagues.cover(absent, absent, covering, days)
    access = desk.roster.access(who[Role.MANAGER])
    assert not any((access.may_review, access.may_delete_others_notes))
    assert not any(map(access.may_write, owned(desk, PRIYA))), "what the lead covers is not passed on"
    for one in desk.colleagues.covers_to_end(who[Role.ADMIN]):
        desk.colleagues.end_cover(who[Role.ADMIN], one.cover_id)


def test_a_cover_is_agreed_once_and_a_lead_may_end_everybodys(desk: Rapport) -> None:
    who, priya = people(desk), desk.person(PRIYA)
    days = (NOON.date(), NOON.date())
    agreed = desk.colleagues.cover(priya, priya, who[Role.MANAGER], days)
    later = replace(desk.colleagues, now=lambda: NOON + timedelta(minutes=1))
    assert later.cover(who[Role.LEAD], priya, who[Role.MANAGER], days) == agreed
    assert desk.colleagues.covers_to_end(who[Role.LEAD]) == [agreed]
    assert desk.colleagues.covers_to_end(who[Role.VIEWER]) == []
    desk.colleagues.end_cover(priya, agreed.cover_id)
    again = later.cover(priya, priya, who[Role.MANAGER], days)
    assert again.cover_id == agreed.cover_id
    assert told_of(again) != told_of(agreed), "both are told again"
    desk.colleagues.end_cover(priya, again.cover_id)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 11, 22), date(2026, 11, 21), "is before the first"),
        (date(2026, 11, 1), date(2026, 11, 19), "has passed"),
        (date(2026, 11, 20), date(2028, 1, 1), "a year at most"),
    ],
)
def test_a_cover_has_days_that_make_sense(desk: Rapport, first: date, last: date, said: str) -> None:
    priya = desk.person(PRIYA)
    with pytest.raises(FieldInvalid, match=said):
        desk.colleagues.cover(priya, priya, people(desk)[Role.MANAGER], (first, last))


def test_a_partner_that_was_given_away_stays_so_until_a_file_says_something_new(
    desk: Rapport, tmp_path: Path
) -> None:
    who = people(desk)
    partner_id = min(owned(desk, PRIYA))
    load(desk, partners_file(tmp_path / "first", partner_id, "Nebelhorn", PRIYA))
    assert desk.colleagues.assign(who[Role.LEAD], [partner_id], who[Role.MANAGER]) == [partner_id]
    assert owner_of(desk, partner_id) == who[Role.MANAGER].email
    assert desk.roster.access(who[Role.MANAGER]).may_write(partner_id)
    load(desk, partners_file(tmp_path / "second", partner_id, "Nebelhorn AG", PRIYA))
    assert owner_of(desk, partner_id) == who[Role.MANAGER].email, "the file says what it said before"
    load(desk, partners_file(tmp_path / "third", partner_id, "Nebelhorn AG", who[Role.LEAD].email))
    assert owner_of(desk, partner_id) == who[Role.LEAD].email, "the file says something new"
    load(desk, partners_file(tmp_path / "fourth", partner_id, "Nebelhorn", PRIYA))
    assert owner_of(desk, partner_id) == PRIYA


def test_only_a_lead_gives_partners_away_and_to_nobody_who_may_only_read(desk: Rapport) -> None:
    who, partner_id = people(desk), min(owned(desk, PRIYA))
    with pytest.raises(NotAllowed, match="Only a lead"):
        desk.colleagues.assign(who[Role.MANAGER], [partner_id], who[Role.MANAGER])
    with pytest.raises(FieldInvalid, match="may only read"):
        desk.colleagues.assign(who[Role.LEAD], [partner_id], who[Role.VIEWER])
    with pytest.raises(FieldInvalid, match="There is no partner 'P-none'"):
        desk.colleagues.assign(who[Role.LEAD], ["P-none"], who[Role.MANAGER])


def test_a_role_is_given_by_an_admin_and_survives_an_import(desk: Rapport, tmp_path: Path) -> None:
    who = people(desk)
    text = "email,name,role\nviewer@vendor.example,Viewer,viewer\n"
    (tmp_path / "managers.csv").write_text(text, encoding="utf-8")
    with pytest.raises(NotAllowed, match="Only an admin"):
        desk.colleagues.give_role(who[Role.LEAD], who[Role.VIEWER], Role.MANAGER)
    assert desk.colleagues.give_role(who[Role.ADMIN], who[Role.VIEWER], Role.MANAGER)
    load(desk, tmp_path)
    assert people(desk)[Role.VIEWER].role is Role.MANAGER
    assert desk.colleagues.give_role(who[Role.ADMIN], people(desk)[Role.VIEWER], Role.VIEWER)


def test_the_last_admin_stays_one(desk: Rapport) -> None:
    who = people(desk)
    with desk.engine.connect() as connection:
        managers = INCOMING["managers"].c
        admins = list(connection.scalars(select(managers.email).where(managers.role == "admin")))
    for email in admins:
        if email != who[Role.ADMIN].email:
            desk.colleagues.give_role(who[Role.ADMIN], desk.person(email), Role.LEAD)
    with pytest.raises(NotAllowed, match="is the only admin"):
        desk.colleagues.give_role(who[Role.ADMIN], who[Role.ADMIN], Role.LEAD)


def test_who_asks_to_be_let_in_is_decided_once_by_an_admin(desk: Rapport) -> None:
    who = people(desk)
    assert desk.colleagues.ask_to_be_let_in("UNEW", "New <!channel>", "New@vendor.example")
    assert not desk.colleagues.ask_to_be_let_in("UNEW", "New", "new@vendor.example")
    with pytest.raises(NotAllowed):
        desk.colleagues.decide(who[Role.LEAD], "UNEW", Role.MANAGER)
    assert desk.colleagues.decide(who[Role.ADMIN], "UNEW", Role.VIEWER).decision == "viewer"
    assert desk.colleagues.decide(who[Role.ADMIN], "UNEW", None).decision == "viewer"
    let_in = desk.person("new@vendor.example")
    assert (let_in.role, let_in.slack_user_id) == (Role.VIEWER, "UNEW")


def test_the_log_tells_an_admin_who_did_what_and_nobody_else(desk: Rapport) -> None:
    who, priya = people(desk), desk.person(PRIYA)
    desk.ask("Which partners need attention?", priya)
    kept = desk.ask(f"note: they call back ({PRIYA})", priya)
    assert kept.text
    partner_id = min(owned(desk, PRIYA))
    for to in (who[Role.MANAGER], priya):
        desk.colleagues.assign(who[Role.LEAD], [partner_id], to)
    with pytest.raises(NotAllowed):
        desk.colleagues.log_of(who[Role.LEAD])
    entries = desk.colleagues.log_of(who[Role.ADMIN], of=PRIYA)
    assert Deed.ASKED in {one.deed for one in entries}
    assert all("call back" not in str(one) for one in entries), "ids, never text"
    assigned = desk.colleagues.log_of(who[Role.ADMIN], deeds=[Deed.ASSIGNED])
    assert {one.actor_email for one in assigned} == {who[Role.LEAD].email}


def test_pages_of_the_log_leave_nothing_out_though_many_lines_have_one_moment(desk: Rapport) -> None:
    who = people(desk)
    subjects = [f"Q-{number:03}" for number in range(120)]
    with desk.engine.begin() as connection:
        for subject in subjects:
            audit.log(connection, Entry(subject, NOON, "paged@vendor.example", Deed.SHARED, subject))
    read: list[str] = []
    before = None
    while page := desk.colleagues.log_of(who[Role.ADMIN], of="paged@vendor.example", before=before):
        read += [one.subject for one in page]
        before = (page[-1].at, page[-1].audit_id)
    assert read == sorted(subjects, reverse=True)


def test_nobody_is_let_in_without_an_address(desk: Rapport) -> None:
    who = people(desk)
    desk.colleagues.ask_to_be_let_in("UNOMAIL", "No Mail", "")
    with pytest.raises(NotAllowed, match="no confirmed e-mail"):
        desk.colleagues.decide(who[Role.ADMIN], "UNOMAIL", Role.MANAGER)
    assert desk.colleagues.decide(who[Role.ADMIN], "UNOMAIL", None).decision == "declined"


def test_somebody_known_who_comes_with_a_new_slack_id_gets_the_role_that_was_chosen(desk: Rapport) -> None:
    who = people(desk)
    with desk.engine.begin() as connection:
        row = {"email": "Back@vendor.example", "name": "Back", "role": "lead", "slack_user_id": "UOLD"}
        connection.execute(INCOMING["managers"].insert().values(row))
    desk.colleagues.ask_to_be_let_in("UBACK", "Back", "back@vendor.example")
    desk.colleagues.decide(who[Role.ADMIN], "UBACK", Role.VIEWER)
    back = desk.person("back@vendor.example")
    assert (back.role, back.slack_user_id) == (Role.VIEWER, "UBACK")
