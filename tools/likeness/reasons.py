"""What speaks for two partners being one, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Reason(StrEnum):
    """What speaks for two partners being one, or against it."""

    SAME_ID = "same_id"
    SAME_NUMBER = "same_number"
    SAME_WEBSITE = "same_website"
    SAME_MAIL_DOMAIN = "same_mail_domain"
    SAME_NAME = "same_name"
    NAMES_ALIKE = "names_alike"
    NAME_IS_ALIAS = "name_is_alias"
    TYPO = "typo"
    PART_OF_NAME = "part_of_name"
    INITIALS = "initials"
    SAME_COUNTRY = "same_country"
    SAME_CITY = "same_city"
    NAMES_DIFFER = "names_differ"
    OTHER_FORM = "other_form"
    OTHER_WEBSITE = "other_website"
    OTHER_COUNTRY = "other_country"
    OTHER_CITY = "other_city"
    COMMON_NAME = "common_name"
    SAME_SYSTEM = "same_system"
    SEVERAL_ALIKE = "several_alike"


@dataclass(frozen=True)
class Likeness:
    """Two partners that may be one.

    Attributes:
        one, other: Their ids, the smaller first.
        sure: Whether they may be merged without asking.
        score: 0 to 1, highest for the likeliest; for the order in which a person sees them.
        reasons: What speaks for it, then what speaks against it.
    """

    one: str
    other: str
    sure: bool
    score: float
    reasons: tuple[Reason, ...]

    def doubted(self) -> Likeness:
        """The same pair, no longer sure, since others are as likely."""
        return replace(self, sure=False, reasons=(*self.reasons, Reason.SEVERAL_ALIKE))
