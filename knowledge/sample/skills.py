"""Certifications of a partner's people."""

from __future__ import annotations

from typing import Final

from knowledge.sample.casting import Part
from knowledge.sample.draws import Draws
from knowledge.sample.profiles import Team
from knowledge.sample.rhythm import Span
from knowledge.sample.rows import Certification

_VALID_DAYS: Final = 548  # 18 months
_LEVELS: Final = {"associate": 0.5, "professional": 0.38, "expert": 0.12}


def certification_rows(
    draws: Draws, part: Part, team: Team, span: Span, signed: int, first_id: int
) -> list[Certification]:
    """Valid certifications earned since signing, then those that lapsed or soon will.

    Twists decide about expiry: without one, every certification stays valid for at least 90 days more.
    """
    agos = [
        draws.between(min(20, signed), max(1, min(_VALID_DAYS - 95, signed - 8))) for _ in _count(draws, part)
    ]
    agos += [_VALID_DAYS + draws.between(15, 45)] * ("certification_lapsed" in part.twists)
    agos += [_VALID_DAYS - draws.between(16, 52)] * ("certification_expiring" in part.twists)
    people = [team.primary, *team.others] if len(team.others) > 1 else [*team.others, team.primary]
    seen: set[tuple[str, str]] = set()
    rows: list[Certification] = []
    for ago in sorted(agos, reverse=True):
        holder, technology = draws.pick(people).name, draws.pick(part.technologies)
        level = draws.weighted(_LEVELS)
        if (holder, f"{technology}{level}") not in seen:
            seen.add((holder, f"{technology}{level}"))
            rows.append(_row(part, span, f"CRT-{first_id + len(rows)}", ago, (holder, technology, level)))
    return rows


def _count(draws: Draws, part: Part) -> range:
    return range(draws.between(*part.story.certified))


def _row(part: Part, span: Span, key: str, ago: int, held: tuple[str, str, str]) -> Certification:
    person, technology, level = held
    return Certification(
        certification_id=key,
        partner_id=part.partner_id,
        person=person,
        technology=technology,
        name=" ".join(word[0].upper() + word[1:] for word in (*technology.split(), level)),
        level=level,
        earned_on=span.workday(ago),
        expires_on=span.day(ago - _VALID_DAYS),
    )
