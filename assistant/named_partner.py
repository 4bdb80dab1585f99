"""The one partner that somebody's words name."""

from __future__ import annotations

from sqlalchemy import Engine

from assistant.access import Access
from assistant.errors import UnknownPartner
from knowledge.partners import partner_cards
from tools.names import NameIndex, NameKind


def named_partner(engine: Engine, words: str, access: Access, names: NameIndex) -> str:
    """The id of the partner that `words` name, among those that the person may see.

    Raises:
        UnknownPartner: They name nobody, or several; the text says whom they may mean.
    """
    found = names.resolve(words, (NameKind.PARTNER,), access.book)
    if len(found.ids) == 1:
        return found.ids[0]
    with engine.connect() as connection:
        cards = partner_cards(connection, found.ids or found.nearest)
    near = " or ".join(card.name for card in cards.values())
    if found.ids:
        raise UnknownPartner(f"{words!r} may be {near}. Give the full name.")
    raise UnknownPartner(f"No partner is called {words!r}." + (f" Do you mean {near}?" if near else ""))
