"""Asks about introductions on the sample, one question after the other."""

from datetime import UTC, date, datetime

from sqlalchemy import Executable

from assistant.rapport import Rapport
from assistant.toolbox import changing
from assistant.toolbox.introducing import suggest_introduction
from assistant.toolbox.play_arguments import SuggestIntroduction
from assistant.toolbox.turn import Turn
from knowledge.introductions import introductions
from tools.facts import Findings
from tools.introductions import Consent, State

DAY = date(2026, 10, 31)
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
PRIYA, TOM, ELODIE = "priya.nair", "tom.ashworth", "elodie.garnier"
LINDWERK, KESTREL, COPPERBECK = "ACC-1004", "ACC-1010", "ACC-1021"  # Priya's, Priya's, Tom's
POLDERKRACHT = "ACC-1032"  # Elodie's


class Asked:
    """Asks one after the other, each as a question of its own."""

    def __init__(self, rapport: Rapport) -> None:
        self.rapport, self.number = rapport, 0

    def change(self, statement: Executable) -> None:
        with self.rapport.engine.begin() as connection:
            connection.execute(statement)

    def __call__(self, who: str, words: str, day: date | None = None, **arguments: object) -> Findings:
        self.number += 1
        office = self.rapport.asking.office
        access = self.rapport.roster.access(self.rapport.person(f"{who}@vendor.example"))
        until = day or access.person.today(office.now())
        turn = Turn(f"q{self.number}", words, DAY, until, "thread", access, self.rapport.roster.names(access))
        return suggest_introduction(SuggestIntroduction.model_validate(arguments), turn, office)

    def undone(self, who: str, found: Findings) -> bool:
        access = self.rapport.roster.access(self.rapport.person(f"{who}@vendor.example"))
        with self.rapport.engine.begin() as connection:
            return changing.undo(connection, found.undo or "", access, NOW) is not None

    def confirmed(self, who: str, found: Findings) -> bool:
        access = self.rapport.roster.access(self.rapport.person(f"{who}@vendor.example"))
        with self.rapport.engine.begin() as connection:
            return changing.confirm(connection, found.pending or "", access, NOW) is not None

    def kept(self) -> list[tuple[State, Consent, Consent]]:
        with self.rapport.engine.connect() as connection:
            found = introductions(connection)
        return [(one.state, one.first.consent, one.second.consent) for one in found]


def said(found: Findings) -> list[str]:
    return [line.key.removeprefix("introductions.") for line in found.statements]


def values(found: Findings, kind: str) -> set[object]:
    return {fact.value for fact in found.facts() if fact.kind.name == f"introduction.{kind}"}


def proposed(ask: Asked, who: str = TOM, first: str = LINDWERK, second: str = KESTREL) -> Findings:
    names = ask.rapport.asking.office.standings.at(DAY).portfolio.partners["name"]
    words = f"introduce {names[first]} to {names[second]}"
    return ask(who, words, action="propose", partner=first, other=second)
