"""What a partner may read: checked where words for them are put together, so nothing else can leave."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from tools.facts import Audience, Fact, Quote


class NotShareableError(ValueError):
    """Something for the partner holds what is internal or about another partner; the text names the kinds."""


def check_shareable(
    sources: Iterable[Fact | Quote], partner_id: str | None, well_known: Collection[str] = ()
) -> None:
    """Refuse anything internal, anything about another partner, and anything about nobody in particular.

    Args:
        sources: Facts and quotes that are to be shown.
        partner_id: Who reads them; None for somebody who is no partner yet.
        well_known: Names of kinds that may be told though they are about nobody in particular.

    Raises:
        NotShareableError: naming every kind, and every note, that may not be shown.
    """
    withheld = {_name(one) for one in sources if not _shareable(one, partner_id, well_known)}
    if withheld:
        raise NotShareableError(f"not for the partner to read: {', '.join(sorted(withheld))}")


def _shareable(source: Fact | Quote, partner_id: str | None, well_known: Collection[str]) -> bool:
    audience = source.kind.audience if isinstance(source, Fact) else source.audience
    if audience is not Audience.SHAREABLE:
        return False
    if source.partner_id is None:
        return _name(source) in well_known
    return source.partner_id == partner_id


def _name(source: Fact | Quote) -> str:
    return source.kind.name if isinstance(source, Fact) else f"note {source.note_id}"
