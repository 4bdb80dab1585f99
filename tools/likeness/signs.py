"""Whether two partners are one: a few rules that a person can check, no learned weights.

Record-linkage libraries were looked at. Splink needs DuckDB or Spark and learns its weights from the data at
hand, so the same two rows may match today and not tomorrow, and nobody can say why; recordlinkage and dedupe
want labelled pairs. A merge moves money and notes between partners: it has to be explained in a sentence, so
these are rules over signs, with labelled pairs as tests. Two independent signs make a pair sure, any sign
against it makes it doubtful, and doubtful pairs wait for a person.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tools.likeness.company_names import CLOSE, WORTH, Naming
from tools.likeness.reasons import Reason

_NAMES: Final = {
    Naming.SAME: Reason.SAME_NAME,
    Naming.ALIKE: Reason.NAMES_ALIKE,
    Naming.TYPO: Reason.TYPO,
    Naming.PART: Reason.PART_OF_NAME,
    Naming.INITIALS: Reason.INITIALS,
    Naming.FORM: Reason.NAMES_ALIKE,
    Naming.UNLIKE: Reason.NAMES_DIFFER,
}


@dataclass(frozen=True)
class Signs:
    """What two partners have in common. None where one of them says nothing.

    Attributes:
        by_alias: Whether the names meet only through an alias.
        same_id: Whether one holds the other's id.
        same_number: Whether one holds a number that is the other's id, and perhaps something else's.
        domain: Same website, or a contact's address at it; False: another one.
        by_mail: Whether only contacts' addresses show the domain.
        apart: Whether the name alone tells partners apart.
        namesakes: Whether others bear the name too.
    """

    naming: Naming
    by_alias: bool
    same_id: bool
    same_number: bool
    domain: bool | None
    by_mail: bool
    country: bool | None
    city: bool | None
    apart: bool
    namesakes: bool
    same_system: bool

    @property
    def against(self) -> bool:
        """Whether anything speaks against their being one."""
        return False in (self.domain, self.country, self.city)

    @property
    def sure(self) -> bool:
        """Two independent signs agree, and none speaks against it."""
        if self.same_system or self.against:
            return False
        if self.same_id:  # it may be mistyped, or of something else
            return self.domain is True or self.naming is not Naming.UNLIKE
        if self.naming not in (*CLOSE, Naming.TYPO):
            return False
        return self.domain is True or self._by_name

    @property
    def _by_name(self) -> bool:
        """The full name in the same country, and a city where the name is made of common words."""
        own = self.naming is Naming.SAME and not (self.by_alias or self.namesakes)
        return own and self.country is True and (self.apart or self.city is True)

    @property
    def worth_asking(self) -> bool:
        """Whether a person should look, sure or not."""
        if self.same_id:
            return True
        if self.same_number and not (self.against and self.naming is Naming.UNLIKE):
            return True
        if self.same_system and self.against:
            return False  # whoever keeps that system keeps them apart
        if self.naming in CLOSE:
            return self.domain is True or self.city is not False  # branches of a chain are different
        if self.naming is Naming.UNLIKE:
            return self.domain is True and not (self.against or self.same_system)
        return self.domain is True or self._nearby

    @property
    def _nearby(self) -> bool:
        """Names almost the same, in one place, and nothing against it."""
        if self.naming not in (Naming.FORM, Naming.TYPO) or self.against:
            return False
        return self.city is True or (self.country is True and not self.same_system)

    @property
    def score(self) -> float:
        """0 to 1: half for the names, the rest for the other signs."""
        worth = 0.5 * WORTH[self.naming] + 0.25 * self.same_id + 0.1 * self.same_number
        for sign, weight in ((self.domain, 0.3), (self.country, 0.1), (self.city, 0.1)):
            worth += 0.0 if sign is None else weight if sign else -weight
        return round(min(max(worth, 0.0), 1.0), 3)

    def reasons(self) -> Iterator[Reason]:
        """What speaks for it, then what speaks against it."""
        yield from self._for()
        if self.naming is Naming.FORM:
            yield Reason.OTHER_FORM
        if self.naming is Naming.UNLIKE:
            yield Reason.NAMES_DIFFER
        contrary = (Reason.OTHER_WEBSITE, Reason.OTHER_COUNTRY, Reason.OTHER_CITY)
        signs = (self.domain, self.country, self.city)
        yield from (reason for reason, sign in zip(contrary, signs, strict=True) if sign is False)
        if self.naming in CLOSE and not (self.apart or self.domain or self.city):
            yield Reason.COMMON_NAME
        if self.same_system:
            yield Reason.SAME_SYSTEM

    def _for(self) -> Iterator[Reason]:
        if self.same_id:
            yield Reason.SAME_ID
        elif self.same_number:
            yield Reason.SAME_NUMBER
        if self.naming is not Naming.UNLIKE:
            yield Reason.NAME_IS_ALIAS if self.by_alias else _NAMES[self.naming]
        if self.domain:
            yield Reason.SAME_MAIL_DOMAIN if self.by_mail else Reason.SAME_WEBSITE
        if self.country:
            yield Reason.SAME_COUNTRY
        if self.city:
            yield Reason.SAME_CITY
