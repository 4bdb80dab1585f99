"""What-if on a form: one partner and the tier it should reach, or other weights and thresholds for all."""

from __future__ import annotations

from typing import Final, Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.asking import Asking
from assistant.contract import Answer, Call
from assistant.errors import FieldInvalid
from assistant.toolbox.arguments import TierWhatIf
from assistant.toolbox.tiers import tier_what_if
from assistant.toolbox.turn import Office, Turn

TIMES: Final = {0.0: "nothing", 0.5: "half", 2.0: "double", 3.0: "three times"}
"""How much accepted leads or relevance may count instead, and what that is called."""

_MOST_PERCENT: Final = 100
_MOST: Final = {"leads_threshold": 10_000, "relevance_threshold": 100, "more_leads": 1000}


class WhatIf(BaseModel):
    """What is assumed; None: as it is.

    Attributes:
        target: The tier that the partner should reach.
        leads_times, relevance_times: How much they count, times what they count now.
        leads_threshold: Leads a year, or the percentile, to be many.
        relevance_threshold: 0 to 100, to be high.
        basis: Of both thresholds.
        more_leads: Leads that the partner had more.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    partner_id: str = ""
    target: str | None = None
    leads_times: float | None = None
    relevance_times: float | None = None
    leads_threshold: float | None = None
    relevance_threshold: float | None = None
    basis: Literal["absolute", "percentile"] | None = None
    more_leads: int | None = None

    @classmethod
    def read(cls, fields: dict[str, str]) -> Self:
        """What was filled in, checked.

        Raises:
            FieldInvalid: of the first field that does not fit.
        """
        given = {name: value.strip() for name, value in fields.items() if value.strip()}
        for name, most in _MOST.items():
            if name in given:
                given[name] = _number(name, given[name], most)
        try:
            wanted = cls.model_validate(given)
            wanted.arguments()
        except ValidationError as error:
            first = error.errors()[0]
            field = str(first["loc"][0]) if first["loc"] else "leads_threshold"
            said = "Choose from the list." if first["loc"] else f"A percentile is 0 to {_MOST_PERCENT}."
            raise FieldInvalid(field, said) from error
        wanted.check()
        return wanted

    def check(self) -> None:
        """Whether anything is asked.

        Raises:
            FieldInvalid: What is missing.
        """
        rules = (self.leads_times, self.relevance_times, self.leads_threshold, self.relevance_threshold)
        if not self.partner_id and (self.target or self.more_leads is not None):
            raise FieldInvalid("partner", "Choose the partner that should reach it.")
        if not self.partner_id and all(one is None for one in rules):
            raise FieldInvalid(
                "partner",
                "Choose a partner and, for example, 5 more leads. Or change a weight or threshold below, "
                "for example: accepted leads count double.",
            )

    def arguments(self) -> TierWhatIf:
        """For the toolbox."""
        given = self.model_dump(exclude_none=True, exclude={"partner_id"})
        partner = {"partner": self.partner_id} if self.partner_id else {}
        return TierWhatIf.model_validate({**given, **partner})

    def in_words(self) -> str:
        """The question, for the memory of the conversation; whom it is about stands in the call."""
        parts = ["one partner were to move"] if self.partner_id else []
        parts += [f"its tier were {self.target.replace('_', ' ')}"] if self.target else []
        parts += [f"there were {self.more_leads} more leads"] if self.more_leads is not None else []
        for what, times in (("leads", self.leads_times), ("relevance", self.relevance_times)):
            parts += [f"{what} counted {TIMES.get(times, times)}"] if times is not None else []
        for what, least in (("leads", self.leads_threshold), ("relevance", self.relevance_threshold)):
            parts += [f"{what} were high from {least:g}"] if least is not None else []
        return f"What if {', '.join(parts)}?"


def assumed(wanted: WhatIf, turn: Turn, office: Office, asking: Asking) -> Answer:
    """The answer of `tier_what_if`, told as if it had been asked in words."""
    arguments = wanted.arguments()
    answer = asking.told(tier_what_if(arguments, turn, office), turn.access, turn.as_of)
    call = Call(tool="tier_what_if", args=arguments.model_dump(mode="json", exclude_unset=True))
    return answer.model_copy(update={"calls": [call]})


def _number(name: str, typed: str, most: int) -> str:
    try:
        number = float(typed)
    except ValueError as error:
        raise FieldInvalid(name, f"“{typed[:20]}” is no number. Write, for example, 10.") from error
    least = -most if name == "more_leads" else 0
    if not least <= number <= most or (name == "more_leads" and number != int(number)):
        raise FieldInvalid(name, f"“{typed[:20]}” does not fit. Write a number from {least} to {most}.")
    return str(int(number)) if name == "more_leads" else typed
