"""The one partner that somebody's words name: as they are understood, or exactly."""

from __future__ import annotations

from sqlalchemy import Engine

from assistant.access import Access
from assistant.errors import UnknownPartner
from knowledge.partners import partner_cards
from tools.names import Closeness, NameIndex, NameKind


def named_partner(engine: Engine, words: str, access: Access, names: NameIndex) -> str:
    """The id of the partner that `words` name, among those that the person may see.

    Raises:
        UnknownPartner: They name nobody, or several; the text says whom they may mean.
    """
    found = names.resolve(words, (NameKind.PARTNER,), access.charge)
    if len(found.ids) == 1:
        return found.ids[0]
    with engine.connect() as connection:
        cards = partner_cards(connection, found.ids or found.nearest)
    near = " or ".join(card.name for card in cards.values())
    if found.ids:
        raise UnknownPartner(f"{words!r} may be {near}. Give the full name.")
    raise UnknownPartner(f"No partner is called {words!r}." + (f" Do you mean {near}?" if near else ""))


def exactly_named(engine: Engine, words: str, access: Access, names: NameIndex) -> str:
    """The id of the one partner that is called so; case, accents and legal forms may differ.

    For what changes something: there a typo or half a name is asked about and never guessed.

    Raises:
        UnknownPartner: Nobody is called exactly so, or several are; the text says whom they may mean.
    """
    found = names.resolve(words, (NameKind.PARTNER,))
    exact = found.closeness is not None and found.closeness <= Closeness.ALIAS
    if exact and len(found.ids) == 1:
        return found.ids[0]
    with engine.connect() as connection:
        cards = partner_cards(connection, [one for one in found.ids or found.nearest if access.may_see(one)])
    near = " or ".join(card.name for card in cards.values())
    if exact:
        raise UnknownPartner(f"Several partners are called {words!r}: {near}. Give the full name or the id.")
    raise UnknownPartner(f"No partner is called {words!r}." + (f" Did you mean {near}?" if near else ""))
