"""Books, roles, covers, the door and the log as they are kept, on both databases."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from knowledge import admission, audit, covers, reassigning
from knowledge.admission import AccessRequest
from knowledge.audit import Deed, Entry
from knowledge.covers import Cover
from knowledge.identity import merge, unmerge
from knowledge.people import Role, person_by_email
from knowledge.reassigning import Handover
from knowledge.tables import attribute_changes
from tests.integration.incoming import NOW, Folder

ADA, BOB, CLEO = (f"{name}@vendor.example" for name in ("ada", "bob", "cleo"))
TODAY = NOW.date()


@pytest.fixture
def folder(tmp_path: Path, engine: Engine) -> Folder:
    """Ada owns P1 and P2, nobody owns P3."""
    folder = Folder(tmp_path, engine)
    folder.write(
        **{
            "managers.csv": f"email,name,role\n{ADA},Ada,admin\n{BOB},Bob,\n{CLEO},Cleo,viewer\n",
            "partners.csv": f"partner_id,name,manager_email\nP1,Acme,{ADA}\nP2,Globex,{ADA}\nP3,Initech,\n",
        }
    )
    folder.load()
    return folder


def owners(folder: Folder) -> dict[object, object]:
    return {row["partner_id"]: row["manager_email"] for row in folder.stored("partners")}


def assign(folder: Folder, to: str, *partner_ids: str) -> list[str]:
    with folder.engine.begin() as connection:
        return reassigning.assign(connection, partner_ids, to, CLEO, TODAY, NOW)


def bring(folder: Folder, *rows: str) -> None:
    folder.write(**{"partners.csv": "\n".join(("partner_id,name,manager_email", *rows, ""))})
    folder.load()


def test_what_was_given_away_stays_so_until_a_file_says_something_new_of_it(folder: Folder) -> None:
    assert assign(folder, BOB, "P1", "P2", "P3") == ["P1", "P2", "P3"]
    assert assign(folder, BOB, "P1", "P2", "P3") == []
    assert assign(folder, CLEO, "P1") == ["P1"]
    bring(folder, f"P1,Acme AG,{ADA}", f"P2,Globex,{CLEO}", "P3,Initech,")
    assert owners(folder) == {"P1": CLEO, "P2": CLEO, "P3": BOB}
    bring(folder, f"P1,Acme AG,{CLEO}", f"P2,Globex,{ADA}", f"P3,Initech,{ADA}")
    assert owners(folder) == {"P1": CLEO, "P2": ADA, "P3": ADA}
    bring(folder, f"P1,Acme AG,{ADA}")
    assert owners(folder)["P1"] == ADA, "the file had caught up, so now it is the file that says so"


def test_the_new_owner_is_to_be_told_of_what_is_theirs_still_and_nobody_of_their_own_doing(
    folder: Folder,
) -> None:
    assign(folder, BOB, "P1", "P2", "P3")
    assign(folder, ADA, "P2")
    assign(folder, CLEO, "P3")
    with folder.engine.connect() as connection:
        given = reassigning.handovers(connection, NOW)
        assert given == [Handover(ADA, CLEO, NOW, 1), Handover(BOB, CLEO, NOW, 1)]
        assert reassigning.handovers(connection, NOW + timedelta(seconds=1)) == []


def test_another_spelling_of_an_address_says_nothing_new(folder: Folder) -> None:
    assign(folder, BOB, "P1")
    bring(folder, f"P1,Acme,{ADA.upper()}")
    assert owners(folder)["P1"] == BOB


def test_what_was_given_away_survives_a_merge_with_another_record_of_the_firm(folder: Folder) -> None:
    assign(folder, BOB, "P1")
    with folder.engine.begin() as connection:
        assert merge(connection, "P2", "P1", CLEO, NOW) == "P1"
    bring(folder, f"P1,Acme,{ADA}", f"P2,Globex,{ADA}")
    assert owners(folder)["P1"] == BOB
    with folder.engine.begin() as connection:
        unmerge(connection, "P2", CLEO, NOW)
    bring(folder, f"P1,Acme,{ADA}", f"P2,Globex,{ADA}")
    assert (owners(folder)["P1"], owners(folder)["P2"]) == (BOB, ADA)


def test_history_tells_of_one_change_a_day(folder: Folder) -> None:
    assign(folder, BOB, "P1")
    assign(folder, CLEO, "P1")
    changes = attribute_changes.c
    with folder.engine.connect() as connection:
        query = select(changes.before, changes.after).where(
            changes.partner_id == "P1", changes.attribute == "manager_email", changes.changed_on == TODAY
        )
        assert connection.execute(query).all() == [(ADA, CLEO)]


def test_a_role_stays_until_a_file_says_something_new(folder: Folder) -> None:
    with folder.engine.begin() as connection:
        assert reassigning.admins_held(connection) == [ADA]
        assert reassigning.give_role(connection, BOB, Role.LEAD, ADA, NOW)
        assert not reassigning.give_role(connection, BOB, Role.LEAD, ADA, NOW)
    for said, role in (("", Role.LEAD), ("viewer", Role.VIEWER), ("", Role.MANAGER)):
        folder.write(**{"managers.csv": f"email,name,role\n{BOB},Bobby,{said}\n"})
        folder.load()
        with folder.engine.connect() as connection:
            bob = person_by_email(connection, BOB)
        assert bob is not None
        assert (bob.name, bob.role) == ("Bobby", role)


def test_somebody_is_let_in_once_and_an_import_does_not_put_them_out(folder: Folder) -> None:
    asked = AccessRequest("UNEW", "New@vendor.example", "New\0 \ud800", NOW)
    with folder.engine.begin() as connection:
        assert admission.ask(connection, asked)
        assert not admission.ask(connection, asked)
        assert admission.decide(connection, "UNEW", Role.MANAGER, ADA, NOW)
        assert not admission.decide(connection, "UNEW", None, ADA, NOW)
    folder.write(**{"managers.csv": f"email,name,role\n{BOB},Bob,\n"})
    folder.load()
    with folder.engine.connect() as connection:
        new, request = (
            person_by_email(connection, "new@vendor.example"),
            admission.get_request(connection, "UNEW"),
        )
    assert new is not None
    assert request is not None
    assert (new.role, new.slack_user_id, request.decision) == (Role.MANAGER, "UNEW", "manager")


def test_a_cover_holds_on_its_first_and_on_its_last_day(engine: Engine) -> None:
    agreed = Cover("c1", ADA, BOB, date(2026, 7, 1), date(2026, 7, 3), ADA, NOW)
    with engine.begin() as connection:
        assert covers.put_cover(connection, agreed)
        assert not covers.put_cover(connection, agreed)
        days = [date(2026, 6, 30), date(2026, 7, 1), date(2026, 7, 3), date(2026, 7, 4)]
        assert [len(covers.covered_by(connection, BOB, day)) for day in days] == [0, 1, 1, 0]
        assert [len(covers.all_covers(connection, day)) for day in days] == [1, 1, 1, 0]
        assert covers.covered_by(connection, ADA, days[1]) == frozenset(), "one way only"
        assert covers.drop_cover(connection, "c1") == agreed


def test_a_page_of_the_log_goes_on_where_the_last_one_ended(engine: Engine) -> None:
    with engine.begin() as connection:
        for name in "abc":
            entry = Entry(name, NOW, ADA, Deed.SHARED, name, {"kind": "x"})
            assert audit.log(connection, entry)
            assert not audit.log(connection, entry)
        (first, second) = audit.entries(connection, actor_email=ADA, deeds=[Deed.SHARED], limit=2)
        rest = audit.entries(connection, before=(second.at, second.audit_id))
    assert [first.subject, second.subject, *(one.subject for one in rest)] == ["c", "b", "a"]
    assert first.at == NOW
