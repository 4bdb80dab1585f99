"""Rows for tests of one partner in several systems: two that are one, with a row in every table."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime

from sqlalchemy import JSON, Connection, Select, Table, Text, cast, insert, select

from knowledge.tables import INCOMING, digest_settings, drafts, metadata, plays_done, readings, vectors

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
DAY = date(2026, 8, 31)
OURS, THEIRS = "P1", "hubspot:17"


def add_partner(connection: Connection, partner_id: str, name: str, **columns: object) -> None:
    """One partner; columns not given are NULL, lists too."""
    given = {"aliases": [], "sectors": [], "technologies": [], "languages": [], **columns}
    connection.execute(insert(INCOMING["partners"]).values(partner_id=partner_id, name=name, **given))


def add_row(connection: Connection, table: str, **columns: object) -> None:
    """One row of an incoming table."""
    connection.execute(insert(INCOMING[table]).values(**columns))


def fill_world(connection: Connection) -> None:
    """Our partner without website and amounts, the same one in another system, and rows about both."""
    add_partner(connection, OURS, "Norvanta GmbH", country="DE", attributes={"Tier": "A"})
    add_partner(
        connection,
        THEIRS,
        "NORVANTA",
        aliases=["Norvanta Nord"],
        website="norvanta.example",
        signed_on=date(2024, 2, 29),
        share_of_wallet=0.25,
        languages=["de", "en"],
        annual_revenue=1250.5,
        annual_revenue_base=1150.46,
        currency="USD",
        attributes={"Tier": "Gold", "Owner": "Ana"},
    )
    add_partner(connection, "P2", "Somebody Else", website="else.example")
    for partner_id in (OURS, THEIRS, "P2"):
        _add_rows(connection, partner_id)
    add_row(connection, "usage", partner_id=THEIRS, month=date(2026, 6, 30), active=3.0)
    _add_work(connection)


def contents(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, NULL told from the JSON `null`; without decisions and the data's version."""
    left_out = {"settings", "changed_partners", "partner_matches"}
    return {
        table.name: sorted((_as_written(table, row) for row in connection.execute(_texts(table))), key=repr)
        for table in metadata.sorted_tables
        if table.name not in left_out
    }


def _texts(table: Table) -> Select[tuple[object, ...]]:
    columns = (cast(one, Text) if isinstance(one.type, JSON) else one for one in table.columns)
    return select(*columns)


def _as_written(table: Table, row: Iterable[object]) -> tuple[object, ...]:
    cells = zip(table.columns, row, strict=True)
    return tuple(
        json.dumps(json.loads(cell)) if isinstance(one.type, JSON) and isinstance(cell, str) else cell
        for one, cell in cells
    )


def _add_rows(connection: Connection, partner_id: str) -> None:
    about = {"partner_id": partner_id}
    add_row(connection, "contacts", contact_id=f"c-{partner_id}", name="Ana Ruiz", **about)
    add_row(connection, "deals", deal_id=f"d-{partner_id}", stage="won", amount=10.0, **about)
    add_row(connection, "leads", lead_id=f"l-{partner_id}", created_on=DAY, **about)
    add_row(connection, "usage", month=date(2026, 7, 31), active=5.0, **about)
    add_row(connection, "projects", project_id=f"p-{partner_id}", people=["Ana"], **about)
    add_row(connection, "activities", activity_id=f"a-{partner_id}", date=DAY, **about)
    add_row(connection, "tickets", ticket_id=f"t-{partner_id}", opened_on=DAY, **about)
    add_row(connection, "costs", cost_id=f"k-{partner_id}", date=DAY, amount=1.0, **about)
    add_row(connection, "surveys", survey_id=f"s-{partner_id}", date=DAY, score=7.0, **about)
    add_row(connection, "notes", note_id=f"n-{partner_id}", date=DAY, text="We talked.", **about)
    add_row(connection, "commissions", commission_id=f"m-{partner_id}", period="2026-08", amount=2.0, **about)
    certificate = {"person": "Ana", "name": "Expert", "earned_on": DAY}
    add_row(connection, "certifications", certification_id=f"e-{partner_id}", **certificate, **about)
    kept = {"note_id": f"n-{partner_id}", **about}
    vector = {"text_digest": "x", "encoder": "words", "vector": b"1234"}
    connection.execute(insert(vectors).values(**kept, **vector))
    span = {"reading_id": f"r-{partner_id}", "kind": "taboo", "start": 0, "end": 4}
    connection.execute(insert(readings).values(**kept, **span))


def _add_work(connection: Connection) -> None:
    words = dict.fromkeys(("purpose", "channel", "recipient", "sender", "subject", "body", "language"), "x")
    lists: dict[str, list[str]] = {name: [] for name in ("fact_ids", "note_ids", "sentences", "cc")}
    empty = dict.fromkeys(("play", "offer_id", "other_id", "from_address", "reply_to", "in_reply_to"), "")
    draft = {"draft_id": "w1", "partner_id": THEIRS, "as_of": DAY, **lists, **empty, **words}
    state = {"state": "proposed", "version": 1, "author_email": "m@ours.example", "changed_at": NOW}
    connection.execute(insert(drafts).values(**draft, **state))
    for partner_id in (OURS, THEIRS):
        done = {
            "play_done_id": f"play-{partner_id}",
            "play": "win_back",
            "done_on": DAY,
            "words": "we called",
        }
        row = {**done, "partner_id": partner_id, "done_by": "m@ours.example", "recorded_at": NOW}
        connection.execute(insert(plays_done).values(**row))
    for email, muted in (("a@ours.example", ["P2", THEIRS]), ("b@ours.example", [OURS, THEIRS])):
        at = {"weekday": 0, "hour": 8, "timezone": "UTC", "items": 5, "lanes": [], "monthly": True}
        connection.execute(insert(digest_settings).values(manager_email=email, muted_partner_ids=muted, **at))
