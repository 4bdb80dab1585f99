"""An import that is taken back leaves everything as it was."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, func, insert, select, update

from knowledge.database import writing
from knowledge.importing import ImportOptions, ImportReport, import_folder, import_within
from knowledge.people import Role
from knowledge.reassigning import assign, give_role
from knowledge.replacing import Recorder
from knowledge.restoring import Undone, take_back
from knowledge.stored_settings import data_version, stored_setting
from knowledge.tables import (
    INCOMING,
    covers,
    digest_settings,
    metadata,
    reassignments,
    replaced_rows,
    review_decisions,
    role_changes,
    snoozes,
)

NOW = datetime(2026, 10, 5, 12, tzinfo=UTC)
DERIVED = {"imports", "import_runs", "changed_partners", "replaced_rows", "settings", "vectors", "readings"}
PARTNERS = (
    "partner_id,name,country,status,manager_email,Segment\nP1,Acme,DE,active,,gold\nP2,Globex,FR,active,,\n"
)
DEALS = (
    "deal_id,partner_id,created_on,closed_on,stage,amount,currency\nD1,P1,2026-01-02,2026-02-03,won,100,EUR\n"
)


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def standing(engine: Engine) -> dict[str, list[str]]:
    """Every row of every table that an import writes for people to see."""
    with engine.connect() as connection:
        found = {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in metadata.sorted_tables
            if table.name not in DERIVED
        }
        return found | {"through": [repr(stored_setting(connection, "through"))]}


def bring(engine: Engine, folder: Path, most: int = 1000) -> ImportReport:
    recorder = Recorder("upload:1", most)
    with engine.connect() as connection, writing(connection):
        report = import_within(
            connection, folder, base_currency="EUR", now=NOW, options=ImportOptions(), stages=recorder
        )
        recorder.finish(connection)
    return report


def undo(engine: Engine, report: ImportReport) -> Undone:
    with engine.begin() as connection:
        return take_back(connection, "upload:1", report.run_id, NOW)


@pytest.fixture
def known(engine: Engine, tmp_path: Path) -> Engine:
    first = write(tmp_path / "first", partners=PARTNERS, deals=DEALS)
    report = import_folder(engine, first, base_currency="EUR", now=NOW)
    assert not report.problems
    return engine


CASES = {
    "new rows": {"deals": DEALS.replace("D1", "D2") + "D3,P2,2026-03-04,,open,5,EUR\n"},
    "changed rows": {"deals": DEALS.replace("100", "250")},
    "other columns": {
        "deals": "deal_id,partner_id,created_on,closed_on,stage,Region X\nD1,P1,2026-01-02,2026-02-03,won,x\n"
    },
    "tracked attributes": {
        "partners": "partner_id,name,status,Segment\nP1,Acme Ltd,ended,\nP3,New,prospect,a\n"
    },
    "rates": {"fx": "currency,rate_to_base\nUSD,0.5\n"},
    "a partner that is one already": {
        "partners": "partner_id,name,country,website\nhubspot:7,Acme,DE,acme.example\n",
    },
    "several tables": {
        "partners": "partner_id,name\nP9,Nine\n",
        "contacts": "contact_id,partner_id,name,email\nC1,P9,Zoë,zoe@nine.example\n",
        "notes": "note_id,partner_id,date,text\nN1,P9,2026-09-01,They promised a list by 2026-10-01\n",
        "usage": "partner_id,month,licensed,active\nP1,2026-09,10,5\nP9,2026-09,1,1\n",
    },
}


@pytest.mark.parametrize("files", CASES.values(), ids=CASES)
def test_an_import_that_is_taken_back_leaves_everything_as_it_was(
    known: Engine, tmp_path: Path, files: dict[str, str]
) -> None:
    before = standing(known)
    report = bring(known, write(tmp_path / "second", **files))
    assert not report.problems
    assert standing(known) != before

    undone = undo(known, report)

    assert standing(known) == before
    assert undone.rows_left == 0
    again = bring(known, tmp_path / "second")
    assert again.rows_changed == report.rows_changed  # the files count as never read


def test_what_was_changed_since_stays_and_is_told(known: Engine, tmp_path: Path) -> None:
    files = {
        "deals": DEALS.replace("100", "250") + "D2,P2,2026-03-04,,open,5,EUR\nD3,P2,2026-03-05,,open,6,EUR\n"
    }
    report = bring(known, write(tmp_path / "second", **files))
    with known.begin() as connection:
        deals = INCOMING["deals"]
        connection.execute(update(deals).where(deals.c.deal_id == "D2").values(amount=7.0))

    undone = undo(known, report)

    assert undone.left == {"deals": 1}
    assert undone.restored == 2
    with known.connect() as connection:
        left = dict(connection.execute(select(deals.c.deal_id, deals.c.amount)).all())
    assert left == {"D1": 100.0, "D2": 7.0}


def test_a_new_partner_whom_others_name_stays(known: Engine, tmp_path: Path) -> None:
    report = bring(known, write(tmp_path / "second", partners="partner_id,name\nP8,Eight\nP9,Nine\n"))
    later = write(tmp_path / "later", notes="note_id,partner_id,date,text\nN1,P9,2026-09-01,Hello\n")
    import_folder(known, later, base_currency="EUR", now=NOW)

    assert undo(known, report).left == {"partners": 1}
    with known.connect() as connection:
        ids = set(connection.scalars(select(INCOMING["partners"].c.partner_id)))
    assert ids == {"P1", "P2", "P9"}


def test_partners_that_an_import_made_one_are_two_again(known: Engine, tmp_path: Path) -> None:
    first = "partner_id,name,website,country\nP1,Acme Consulting GmbH,acme.example,DE\n"
    import_folder(known, write(tmp_path / "again", partners=first), base_currency="EUR", now=NOW)
    before = standing(known)
    twin = "partner_id,name,website,country\nhubspot:7,ACME Consulting,www.acme.example,DE\n"
    people = "contact_id,partner_id,name,email\nhubspot:c1,hubspot:7,Zoë,zoe@acme.example\n"
    report = bring(known, write(tmp_path / "twin", partners=twin, contacts=people))
    assert report.merged == 1

    undo(known, report)

    after = standing(known)
    for name in ("partners", "contacts", "deals", "merged_partners"):
        assert after[name] == before[name]


def test_an_import_that_breaks_off_leaves_nothing_of_any_table(known: Engine, tmp_path: Path) -> None:
    class Breaking(Recorder):
        def before_match(self, connection: Connection) -> None:
            super().before_match(connection)
            raise RuntimeError("the power is gone")

    before = standing(known)
    folder = write(tmp_path / "second", **CASES["several tables"])
    with known.connect() as connection, pytest.raises(RuntimeError), writing(connection):
        import_within(
            connection,
            folder,
            base_currency="EUR",
            now=NOW,
            options=ImportOptions(),
            stages=Breaking("u", 99),
        )
    assert standing(known) == before
    with known.connect() as connection:
        assert not connection.scalar(select(func.count()).select_from(replaced_rows))


def test_beyond_the_limit_nothing_is_kept_for_an_undo(known: Engine, tmp_path: Path) -> None:
    bring(known, write(tmp_path / "second", **CASES["several tables"]), most=2)
    with known.connect() as connection:
        assert not connection.scalar(select(func.count()).select_from(replaced_rows))


def test_the_version_of_the_data_grows_with_an_undo(known: Engine, tmp_path: Path) -> None:
    report = bring(known, write(tmp_path / "second", **CASES["new rows"]))
    with known.connect() as connection:
        version = data_version(connection)
    undo(known, report)
    with known.connect() as connection:
        assert data_version(connection) == version + 1


def test_rows_that_went_since_are_not_kept_as_they_were_before(known: Engine, tmp_path: Path) -> None:
    def kept() -> str:
        with known.connect() as connection:
            return str(connection.execute(select(replaced_rows.c.before)).all())

    bring(known, write(tmp_path / "second", partners=PARTNERS.replace("Acme", "Acme Ltd")))
    assert "'Acme'" in kept()
    full = write(tmp_path / "full", partners="partner_id,name\nP2,Globex\n", deals=DEALS.replace("P1", "P2"))
    report = import_folder(known, full, base_currency="EUR", now=NOW, options=ImportOptions(full=True))
    assert not report.problems
    assert "'Acme'" not in kept()


TWINS = (
    "partner_id,name,website,country,manager_email\n"
    "P1,Acme Consulting GmbH,acme.example,DE,ann@us.example\n"
    "hubspot:7,Other Works,other.example,FR,ann@us.example\n"
)
PEOPLE = "email,name,role\nann@us.example,Ann,manager\nben@us.example,Ben,manager\ncy@us.example,Cy,manager\n"


@pytest.fixture
def decided(engine: Engine, tmp_path: Path) -> Engine:
    """Two partners of Ann given to Ben, who leads now; covered, muted, snoozed and reviewed."""
    first = write(tmp_path / "first", managers=PEOPLE, partners=TWINS)
    assert not import_folder(engine, first, base_currency="EUR", now=NOW).problems
    day, ids = date(2026, 10, 5), ["P1", "hubspot:7"]
    digest = {"weekday": 0, "hour": 9, "timezone": "UTC", "items": 5, "lanes": [], "monthly": True}
    cover = {"cover_id": "C", "absent_email": "ann@us.example", "cover_email": "cy@us.example"}
    review = {"decision": "overridden", "proposed": "gold", "tier": "silver", "reason": "so"}
    with engine.begin() as connection:
        assert assign(connection, ids, "ben@us.example", "cy@us.example", day, NOW) == ids
        assert give_role(connection, "ben@us.example", Role.LEAD, "cy@us.example", NOW)
        connection.execute(
            insert(covers).values(cover | {"starts_on": day, "ends_on": day, "set_by": "x", "set_at": NOW})
        )
        connection.execute(
            insert(digest_settings).values(
                digest | {"manager_email": "ben@us.example", "muted_partner_ids": ids}
            )
        )
        for one in ids:
            until = {"person_email": "ben@us.example", "partner_id": one, "until": day, "snoozed_at": NOW}
            connection.execute(insert(snoozes).values(until))
            said = {"partner_id": one, "review_on": day, "decided_by": "cy@us.example", "decided_at": NOW}
            connection.execute(insert(review_decisions).values(review | said))
    return engine


def test_what_people_decided_and_the_import_dropped_stands_again(decided: Engine, tmp_path: Path) -> None:
    before = standing(decided)
    newer = TWINS.replace("ann@", "cy@").replace("Other Works", "ACME Consulting")
    newer = newer.replace("other.example,FR", "acme.example,DE")  # one partner now, each with a new owner
    roles = PEOPLE.replace("Ben,manager", "Ben,viewer")
    report = bring(decided, write(tmp_path / "second", partners=newer, managers=roles))
    assert report.merged == 1
    with decided.connect() as connection:
        assert not connection.execute(select(reassignments)).all()
        assert not connection.execute(select(role_changes)).all()

    undo(decided, report)

    assert standing(decided) == before
    again = import_folder(
        decided,
        write(tmp_path / "third", partners=TWINS.replace("GmbH", "AG"), managers=PEOPLE),
        base_currency="EUR",
        now=NOW,
    )
    assert not again.problems
    with decided.connect() as connection:  # and a file that says what it said before keeps them
        partners, managers = INCOMING["partners"], INCOMING["managers"]
        assert set(connection.scalars(select(partners.c.manager_email))) == {"ben@us.example"}
        ben = select(managers.c.role).where(managers.c.email == "ben@us.example")
        assert connection.scalar(ben) == "lead"


def test_a_decision_does_not_come_back_against_a_newer_word(decided: Engine, tmp_path: Path) -> None:
    report = bring(decided, write(tmp_path / "second", partners=TWINS.replace("ann@", "cy@")))
    later = write(tmp_path / "later", partners="partner_id,name,manager_email\nP1,Acme,ann@us.example\n")
    assert not import_folder(decided, later, base_currency="EUR", now=NOW).problems

    assert undo(decided, report).left == {"partners": 1}

    with decided.connect() as connection:
        assert connection.scalars(select(reassignments.c.partner_id)).all() == ["hubspot:7"]


def test_a_decision_made_after_the_import_is_kept(decided: Engine, tmp_path: Path) -> None:
    report = bring(decided, write(tmp_path / "second", partners=TWINS.replace("ann@", "cy@")))
    with decided.begin() as connection:
        assign(connection, ["P1"], "ann@us.example", "cy@us.example", date(2026, 10, 6), NOW)

    undo(decided, report)

    with decided.connect() as connection:
        kept = dict(connection.execute(select(reassignments.c.partner_id, reassignments.c.to_email)).all())
    assert kept == {"P1": "ann@us.example", "hubspot:7": "ben@us.example"}
