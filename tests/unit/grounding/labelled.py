"""Labelled texts for the verifier: what it must stop, with the piece marked, and what it must let through.

A file of `corpus/` names the kinds of problem that count as caught and holds groups of one language. In a
group every line is a case: what stands between `⟦` and `⟧` is the piece that no fact backs; a harmless line
has none. `⏎` stands for a line break, `⍽` for a no-break space and `␣` for a narrow one. The facts are those
of `WORLD`; `with` changes some of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import yaml

from tools.facts import Fact, Kind, Unit
from tools.grounding.internal_words import internal_index
from tools.grounding.names import NameIndex
from tools.grounding.problems import ProblemKind
from tools.grounding.verifier import Grounds

AS_OF: Final = date(2026, 10, 31)
FOLDER: Final = Path(__file__).parent / "corpus"
_FOREIGN: Final = (
    "Globex", "Harbor", "Northwind Traders", "Target", "Umbrella", "Cardinal", "Beltane Systems",
    "Müller Datentechnik", "Lakeside Group",
)  # fmt: skip
_TABOOS: Final = ("Never mention the outage", "Bitte nicht auf die Kündigung ansprechen")
_ALLOWED: Final = ("Lakeside", "Priya", "Priya Nair", "Dana", "priya.nair@vendor.example")
_WRITTEN: Final = str.maketrans({"⏎": "\n", "⍽": "\u00a0", "␣": "\u202f"})
_KINDS: Final = {
    "partner": (Kind("partner", Unit.NAME, "partner"), ""),
    "contact": (Kind("contact", Unit.NAME, "contact"), ""),
    "customer": (Kind("deal.customer", Unit.NAME, "customer"), ""),
    "certification": (Kind("certification.name", Unit.NAME, "certification"), ""),
    "won": (Kind("deals.won", Unit.COUNT, "deals won, 12 months"), ""),
    "seats": (Kind("seats", Unit.COUNT, "users"), ""),
    "revenue": (Kind("deals.revenue", Unit.MONEY, "revenue, 12 months"), "EUR"),
    "open": (Kind("deals.open", Unit.MONEY, "open deal"), "USD"),
    "commission": (Kind("commission", Unit.MONEY, "commission"), "EUR"),
    "growth": (Kind("revenue.growth", Unit.SHARE, "change of revenue"), ""),
    "usage": (Kind("usage.growth", Unit.SHARE, "change of usage"), ""),
    "closed": (Kind("deal.closed", Unit.DATE, "closed"), ""),
    "met": (Kind("activity.met", Unit.DATE, "talked"), ""),
    "signed": (Kind("partner.signed", Unit.DATE, "signed"), ""),
    "expires": (Kind("certification.expires", Unit.DATE, "expires"), ""),
    "event": (Kind("offer.starts", Unit.DATE, "event"), ""),
}
WORLD: Final[dict[str, object]] = {
    "partner": "Lakeside Group",
    "contact": "Dana Weber",
    "customer": "Stadtwerke Auental",
    "certification": "Falcon Data Engineer",
    "won": 3,
    "revenue": 12_400.0,
    "open": 1_250_000.0,
    "commission": 3_480.5,
    "growth": -0.18,
    "usage": 0.25,
    "closed": date(2026, 10, 3),
    "met": date(2026, 10, 20),
    "signed": date(2023, 3, 12),
    "expires": date(2026, 12, 15),
    "event": date(2026, 11, 12),
}


@dataclass(frozen=True)
class Case:
    """One text and what is to be found in it.

    Attributes:
        kinds: Any of which counts as caught.
        span: Where the piece stands, end exclusive; None for a harmless text.
    """

    subject: str
    language: str
    text: str
    kinds: frozenset[ProblemKind]
    span: tuple[int, int] | None
    changed: tuple[tuple[str, object], ...]

    @property
    def grounds(self) -> Grounds:
        """What the text may rest on."""
        world = WORLD | dict(self.changed)
        return Grounds(
            facts=tuple(
                Fact(_KINDS[name][0], "P1", value, AS_OF, currency=_KINDS[name][1])
                for name, value in world.items()
            ),
            as_of=AS_OF,
            language=self.language,
            allowed_names=_ALLOWED,
            foreign=NameIndex.build(_FOREIGN),
            internal=internal_index(),
            taboos=_TABOOS,
        )


def labelled_cases() -> Iterator[Case]:
    """Every case of the corpus, in the order of the files."""
    for path in sorted(FOLDER.glob("*.yaml")):
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
        kinds = loaded["kind"] if isinstance(loaded["kind"], list) else [loaded["kind"]]
        found = frozenset(ProblemKind(kind) for kind in kinds)
        for group in loaded["groups"]:
            for line in "".join(group.get(what, "") for what in ("caught", "harmless")).splitlines():
                yield _case(path.stem, group, line.translate(_WRITTEN), found)


def _case(subject: str, group: dict[str, object], line: str, kinds: frozenset[ProblemKind]) -> Case:
    before, opened, rest = line.partition("⟦")
    piece, _, after = rest.partition("⟧")
    changed = group.get("with", {})
    assert isinstance(changed, dict)
    return Case(
        subject=subject,
        language=str(group["language"]),
        text=before + piece + after,
        kinds=kinds,
        span=(len(before), len(before) + len(piece)) if opened else None,
        changed=tuple(changed.items()),
    )
