"""The partners of a team, as its channel reads of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistant.tongues import tongue_of
from assistant.writing.rendering import Tongue
from knowledge.people import Person
from knowledge.team_channels import TeamChannel
from prompts.phrases import Phrases

ITEMS: Final = 7


@dataclass(frozen=True)
class Team:
    """Whose partners a channel reads of.

    Attributes:
        region: Partners that lie in it; all, where it is empty.
        items: Partners at most.
    """

    region: str
    items: int = ITEMS

    @classmethod
    def of(cls, channel: TeamChannel) -> Team:
        """The team of a registered channel."""
        return cls(channel.region)

    def partners(
        self, books: Mapping[str, str], people: Mapping[str, Person], regions: Mapping[str, str]
    ) -> frozenset[str]:
        """Ids of the team's partners.

        A partner is in its own region where that is a team's, else in its manager's: partners may be told
        apart more finely than teams are.

        Args:
            books: The owner of each partner.
            people: Everybody by e-mail.
            regions: Each partner's own region; those without one may be left out.
        """
        if not (wanted := _folded(self.region)):
            return frozenset(books)
        of_people = {email: _folded(one.region) for email, one in people.items()}
        teams = frozenset(of_people.values()) - {""}

        def lies_in(partner_id: str) -> str:
            own = _folded(regions.get(partner_id, ""))
            return own if own in teams else of_people.get(books[partner_id], "")

        return frozenset(one for one in books if lies_in(one) == wanted)

    def tongue(self, phrases: Phrases, as_of: date) -> Tongue:
        """In which a channel is written to: nobody's own."""
        return tongue_of(Person("", ""), phrases, as_of)


def _folded(region: str) -> str:
    return region.strip().casefold()
