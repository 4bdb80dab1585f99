"""Reasons of a digest counted again by SQL over the rows of the frozen world, without any of our measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from math import isclose
from typing import TYPE_CHECKING, Any, Final

from babel.dates import format_date

from evals.frozen import AS_OF, tables
from tools.facts import Fact

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SEVERE: Final = "from tickets where partner_id = $p and severity <= 2 and opened_on <= $day"
_OPEN: Final = f"{_SEVERE} and (closed_on is null or closed_on > $day)"
_WON: Final = "from deals where partner_id = $p and stage = 'won' and closed_on <= $day and closed_on > $day"
_HELD: Final = "from commissions where partner_id = $p and status = 'on_hold'"
_LATE: Final = (
    "from commissions where partner_id = $p and due_on < $day and approved_on <= $day"
    " and status in ('approved', 'paid') and (paid_on is null or paid_on > $day)"
)
_EMAILS: Final = (
    "from activities where partner_id = $p and kind = 'email' and direction = 'in' and date <= $day"
)
_QUERIES: Final[Mapping[str, str]] = {
    "certifications.next_expiry_on": (
        "select min(expires_on) from certifications"
        " where partner_id = $p and earned_on <= $day and expires_on >= $day"
    ),
    "tickets.open_severe": f"select count(*) {_OPEN}",
    "tickets.oldest_severe_on": f"select min(opened_on) {_OPEN}",
    "tickets.oldest_severe_days": f"select date_diff('day', min(opened_on), $day) {_OPEN}",
    "attention.last_email_in_on": f"select max(date) {_EMAILS}",
    "attention.waiting_days": f"select date_diff('day', max(date), $day) {_EMAILS}",
    "attention.won_90d": f"select count(*) {_WON} - 90",
    "attention.won_30d": f"select count(*) {_WON} - 30",
    "attention.last_quarter": f"select sum(amount) {_WON} - 90",
    "activity.last_touch_on": (
        "select max(date) from activities where partner_id = $p and date <= $day"
        " and kind in ('call', 'email', 'meeting', 'event')"
    ),
    "commissions.late": f"select count(*) {_LATE}",
    "commissions.late_amount": f"select sum(amount) {_LATE}",
    "contacts.last_left_on": "select max(left_on) from contacts where partner_id = $p and left_on <= $day",
}
_TODAY_ONLY: Final[Mapping[str, str]] = {
    "commissions.held": f"select count(*) {_HELD}",
    "commissions.held_amount": f"select sum(amount) {_HELD}",
}
"""The rows tell what is on hold on their last day, not since when."""
_PROMISED: Final = "attention.promise_due_on"
_LOCALES: Final = ("en_GB", "de", "fr", "es")
_DAYS: Final = {"en_GB": "d MMMM", "de": "d. MMMM", "fr": "d MMMM", "es": "d 'de' MMMM"}


@dataclass(frozen=True)
class Rows:
    """The frozen world's rows."""

    connection: DuckDBPyConnection

    def confirms(self, fact: Fact) -> bool | None:
        """Whether the rows say what the fact says; None where no query can tell."""
        if fact.kind.name == _PROMISED:
            return self._promised(fact)
        query = _QUERIES.get(fact.kind.name)
        if query is None and fact.as_of == AS_OF:
            query = _TODAY_ONLY.get(fact.kind.name)
        if query is None or fact.partner_id is None:
            return None
        return _same(self._one(query, p=fact.partner_id, day=fact.as_of), fact.value)

    def _promised(self, fact: Fact) -> bool:
        """Whether the note that the fact names is that partner's, was written by then, and names the day."""
        note_ids = [row.removeprefix("note:") for row in fact.rows if row.startswith("note:")]
        query = "select text from notes where partner_id = $p and date <= $day and note_id = $note"
        texts = [self._one(query, p=fact.partner_id, day=fact.as_of, note=note_id) for note_id in note_ids]
        due = fact.value if isinstance(fact.value, date) else None
        return bool(texts) and all(due and _names_day(str(text), due) for text in texts)

    def _one(self, query: str, **values: object) -> Any:  # noqa: ANN401 -- a database cell can be anything
        used = {name: value for name, value in values.items() if f"${name}" in query}
        row = self.connection.execute(query, used).fetchone()
        return row[0] if row else None


@contextmanager
def world_rows() -> Iterator[Rows]:
    """The world's tables, one view each."""
    import duckdb

    with duckdb.connect() as connection:
        for name, path in tables().items():
            connection.read_csv(str(path)).create_view(name)
        yield Rows(connection)


def _names_day(text: str, day: date) -> bool:
    written = (format_date(day, _DAYS[locale], locale) for locale in _LOCALES)
    return any(one.casefold() in text.casefold() for one in written)


def _same(counted: object, value: object) -> bool:
    if isinstance(counted, date) or isinstance(value, date):
        return counted == value
    return isinstance(counted, int | float) and isinstance(value, int | float) and isclose(counted, value)
