"""What two partners have in common."""

from __future__ import annotations

from tools.likeness.company_names import CLOSE, Naming, compare_names
from tools.likeness.crowd import Crowd
from tools.likeness.places import same_city
from tools.likeness.profile import Profile
from tools.likeness.reasons import Likeness
from tools.likeness.signs import Signs
from tools.likeness.stated_ids import is_bare_number, keys_of, stated_keys


def judge(one: Profile, other: Profile, crowd: Crowd) -> Likeness | None:
    """How likely two partners are one, whichever is named first; None if a person need not look."""
    naming, by_alias = _naming(one, other)
    domain, by_mail = _domain(one, other, crowd)
    stated = stated_ids(one, other) | stated_ids(other, one)
    if naming is Naming.UNLIKE and not domain and not stated:
        return None  # most pairs: no need to look further
    signs = Signs(
        naming=naming,
        by_alias=by_alias,
        same_id=not all(map(is_bare_number, stated)),
        same_number=bool(stated),
        domain=domain,
        by_mail=by_mail,
        country=_same(one.country_code, other.country_code),
        city=_city(one, other),
        apart=crowd.tells_apart(one.named) and crowd.tells_apart(other.named),
        namesakes=crowd.has_namesakes(one.named) or crowd.has_namesakes(other.named),
        same_system=not one.systems.isdisjoint(other.systems),
    )
    if not signs.sure and not signs.worth_asking:
        return None
    first, second = sorted((one.partner_id, other.partner_id))
    return Likeness(first, second, signs.sure, signs.score, tuple(signs.reasons()))


def stated_ids(one: Profile, other: Profile) -> set[str]:
    """The ids of the second that columns of the first hold, as `keys_of` writes them."""
    return set(stated_keys(one)).intersection(keys_of(other)) if one.attributes else set()


def _naming(one: Profile, other: Profile) -> tuple[Naming, bool]:
    """How the names meet, and whether only an alias does; between aliases only a close name counts."""
    direct = compare_names(one.named, other.named)
    if direct in CLOSE:
        return direct, False
    ours, theirs = (one.named, *one.other_names), (other.named, *other.other_names)
    if len(ours) + len(theirs) > 2:  # noqa: PLR2004 -- there is an alias
        met = {compare_names(mine, yours) for mine in ours for yours in theirs}
        for naming in CLOSE:
            if naming in met:
                return naming, True
    return direct, False


def _domain(one: Profile, other: Profile, crowd: Crowd) -> tuple[bool | None, bool]:
    """Whether they share a domain, and whether only contacts' addresses show it."""
    if one.site and other.site:
        if one.site != other.site:
            return False, False
        return crowd.site_counts(one.site) or None, False
    ours = frozenset((one.site,)) if one.site else one.mail_domains
    theirs = frozenset((other.site,)) if other.site else other.mail_domains
    if not ours or not theirs:
        return None, False
    shared = ours & theirs
    if not shared:
        return False, False
    return any(crowd.mail_counts(domain) for domain in shared) or None, True


def _city(one: Profile, other: Profile) -> bool | None:
    if not one.city_name or not other.city_name:
        return None
    return same_city(one.city_name, other.city_name)


def _same(one: str, other: str) -> bool | None:
    return one == other if one and other else None
