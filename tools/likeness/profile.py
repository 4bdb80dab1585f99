"""What of a partner tells whether another row is the same company, as given and as compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from tools.likeness.company_names import CompanyName, company_name
from tools.likeness.domains import registrable_domain
from tools.likeness.places import city_name, country_code


@dataclass(frozen=True)
class Profile:
    """One partner, with what is already known to be part of it. Texts are empty when not given.

    Attributes:
        merged_ids: Ids in other systems that are part of it.
        mails: E-mail addresses of its contacts.
        attributes: Label and cell of further columns; one may hold another system's id.
    """

    partner_id: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    city: str = ""
    website: str = ""
    merged_ids: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def ids(self) -> tuple[str, ...]:
        """All ids that it goes by."""
        return (self.partner_id, *self.merged_ids)

    @cached_property
    def systems(self) -> frozenset[str]:
        """Where it is known: `hubspot`, …; empty text for our own files."""
        return frozenset(system_of(one) for one in self.ids)

    @cached_property
    def named(self) -> CompanyName:
        """Its name, taken apart."""
        return company_name(self.name)

    @cached_property
    def other_names(self) -> tuple[CompanyName, ...]:
        """Its aliases, taken apart."""
        return tuple(company_name(alias) for alias in self.aliases)

    @cached_property
    def site(self) -> str:
        """The domain of its website, if that says whose it is."""
        return registrable_domain(self.website)

    @cached_property
    def mail_domains(self) -> frozenset[str]:
        """The domains of its contacts' addresses, those of providers left out."""
        return frozenset(filter(None, map(registrable_domain, self.mails)))

    @cached_property
    def country_code(self) -> str:
        """Its country as a code."""
        return country_code(self.country)

    @cached_property
    def city_name(self) -> str:
        """Its city under one name."""
        return city_name(self.city)


def system_of(partner_id: str) -> str:
    """The system that an id comes from: `hubspot` of `hubspot:17`; empty text for our own."""
    system, colon, _ = partner_id.partition(":")
    return system if colon else ""


def local_id(partner_id: str) -> str:
    """The id as its own system writes it: `17` of `hubspot:17`."""
    return partner_id.partition(":")[2] if system_of(partner_id) else partner_id
