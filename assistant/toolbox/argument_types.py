"""What arguments of the toolbox are made of: references to people and partners, sets of words, scope."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Ref(StrEnum):
    """What the words of an argument refer to; code resolves them before a tool runs."""

    PARTNER = "partner"
    CONTACT = "contact"
    MANAGER = "manager"


PartnerRef = Annotated[str, Ref.PARTNER]
ContactRef = Annotated[str, Ref.CONTACT]
ManagerRef = Annotated[str, Ref.MANAGER]

LaneName = Literal["money_at_risk", "going_dark", "rising", "due"]
PhaseName = Literal["interest", "recruitment", "activation", "investment", "devotion"]
TierName = Literal["key_partner", "unpolished_diamond", "growth_hacker", "dementor"]
CategoryName = Literal["contribution", "consumption", "coverage", "capability", "commitment"]
PartnerType = Literal["reseller", "referral", "si", "isv", "msp", "agency", "distributor", "affiliate"]
Language = Literal["en", "de", "fr", "es"]


class Arguments(BaseModel):
    """Base of all: unknown names are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Scope(Arguments):
    """Which partners a question is about; with none of these, the asker's own book."""

    scope: Literal["book", "portfolio"] = Field("book", description="portfolio: everybody's partners")
    manager: ManagerRef | None = Field(None, description="only this colleague's book")
    region: str | None = None
    country: str | None = None
    sector: str | None = None
    technology: str | None = None
    type: PartnerType | None = None
    tier: TierName | None = None
    excluding: tuple[PartnerRef, ...] = Field((), description="partners to leave out")
    partly: bool = Field(
        default=False, description="true if the question narrows down in a way that no argument here carries"
    )


class CompanyScope(Scope):
    """For money and planning: without a scope, a manager's own book, and everybody's for leads and admins."""

    @property
    def whole(self) -> bool:
        """Whether the answer is about whole books rather than one partner, invoice or colleague."""
        one = ("manager", "partner", "invoice", "customer")
        return not any(getattr(self, name, None) for name in one)
