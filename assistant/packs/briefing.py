"""What somebody takes into a talk: the brief before a call, the pack for a business review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.access import Access
from assistant.errors import NoSuchQuarter
from assistant.named_partner import named_partner
from assistant.packs.making import make_pack
from assistant.packs.written import WrittenPack, written
from assistant.tongues import tongue_of
from assistant.toolbox.brief import call_brief
from assistant.toolbox.money_arguments import CallBrief
from assistant.toolbox.turn import Office, Turn
from prompts.phrases import Phrases
from tools.facts import Audience, Findings
from tools.names import NameIndex
from tools.qbr import Quarter, last_closed


@dataclass(frozen=True)
class Briefing:
    """Finds the partner by name and makes what is asked for."""

    office: Office
    phrases: Phrases

    def brief(self, words: str, access: Access, names: NameIndex, as_of: date) -> Findings:
        """One screen before a call; see `pack` for the arguments and what is raised."""
        partner_id = named_partner(self.office.engine, words, access, names)
        turn = self._turn(partner_id, access, names, as_of)
        return call_brief(CallBrief(partner=partner_id), turn, self.office)

    def pack(
        self,
        words: str,
        access: Access,
        names: NameIndex,
        as_of: date,
        audience: Audience,
        period: str = "",
    ) -> WrittenPack:
        """The pack for one quarter.

        Args:
            words: The partner's name, as people say it.
            access: Whose eyes it is made for; only partners that they may see are found.
            names: What the person may name.
            as_of: The day at whose end the data is read.
            audience: Who will read it.
            period: The quarter, as `2026-Q3`; the last that had ended by `as_of` if empty.

        Raises:
            UnknownPartner: The words name nobody, or several.
            NoSuchQuarter: The period is no quarter, or one that had not ended.
        """
        quarter = _quarter(period, as_of)
        partner_id = named_partner(self.office.engine, words, access, names)
        turn = self._turn(partner_id, access, names, as_of)
        pack = make_pack(partner_id, quarter, audience, turn, self.office)
        return written(pack, self.phrases, tongue_of(access.person, self.phrases, as_of), as_of)

    def _turn(self, partner_id: str, access: Access, names: NameIndex, as_of: date) -> Turn:
        return Turn(f"brief:{partner_id}", "", as_of, as_of, f"brief:{partner_id}", access, names)


def _quarter(period: str, as_of: date) -> Quarter:
    last = last_closed(as_of)
    if not period:
        return last
    try:
        asked = Quarter.of(period.upper())
    except ValueError as error:
        raise NoSuchQuarter(f"{error}: write it like {last.period}.") from error
    if asked > last:
        raise NoSuchQuarter(f"{asked.label} had not ended by {as_of}; the last that had is {last.period}.")
    return asked
