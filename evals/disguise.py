"""Names of somebody's own portfolio, told in names of the frozen world: the same for the same thing."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from typing import Final

from assistant.planner.models import shipped_head
from assistant.toolbox.argument_types import Ref
from evals.frozen import PEOPLE, tables
from prompts.words import ordinary_words, word_list
from tools.mentions import Mention, spot
from tools.names import NameEntry, NameIndex, NameKind
from tools.spelling import LEGAL_FORMS, Word, fold, tokens_of, without_legal_form, words_of

SECRET: Final = (NameKind.PARTNER, NameKind.CONTACT, NameKind.MANAGER, NameKind.CUSTOMER)
UNKNOWN: Final = "Quorvane"  # nobody in the frozen world is called so
NOTE: Final = "they want a second training day"
NUMBER: Final = "1042"
_ALIKE: Final = "Acme"  # several partners of the frozen world are called so
_LONGEST: Final = 6  # words of a name
_SHORTEST_PART: Final = 4  # letters
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK: Final = re.compile(r"(?:https?://|www\.)\S+")
_NUMBER: Final = re.compile(r"(?<![\w-])(?:[A-Za-z]{1,8}[- ]?)?(?!(?:19|20)\d\d(?!\d))\d{4,}\b")


@dataclass(frozen=True)
class Secrets:
    """Every way to write a name that must not get out.

    Attributes:
        own: Everybody and everything in the portfolio that has a name.
        ways: Folded words of a name, or of a telling part of one, to whom it names.
    """

    own: NameIndex
    ways: dict[tuple[str, ...], NameEntry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        secret = [entry for entry in self.own.entries if entry.kind in SECRET]
        shared = Counter(token for entry in secret for token in set(tokens_of(entry.name)))
        for entry in secret:
            for way in _ways(entry, shared):
                self.ways.setdefault(way, entry)

    def spotted(self, text: str) -> list[Mention]:
        """Every name in the text: where a name would stand, and wherever one of these ways is written."""
        found = [one for one in spot(text, self.own, _everyday()) if one.kind in SECRET]
        words, at = words_of(text), 0
        while at < len(words):
            mention = self._longest(text, words[at : at + _LONGEST])
            free = mention and all(mention.end <= one.start or one.end <= mention.start for one in found)
            if mention and free:
                found.append(mention)
            at += len(words_of(mention.text)) if mention and free else 1
        return sorted(found, key=lambda one: one.start)

    def holds(self, name: str) -> bool:
        """Whether a name, or a word of it, is one that must not get out."""
        tokens = tokens_of(name)
        return self.own.knows(name) or any((token,) in self.ways for token in tokens)

    def _longest(self, text: str, words: Sequence[Word]) -> Mention | None:
        for count in range(len(words), 0, -1):
            start, end = words[0].start, words[count - 1].end
            entry = self.ways.get(tuple(word.folded for word in words[:count]))
            if entry and not (count == 1 and words[0].folded in word_list("fillers")):
                return Mention(start, end, entry.kind, (entry.id,), text[start:end])
        return None


@cache
def _everyday() -> frozenset[str]:
    """Words of questions that name nothing by themselves, folded."""
    return shipped_head().ordinary | ordinary_words()


def _ways(entry: NameEntry, shared: Counter[str]) -> Iterator[tuple[str, ...]]:
    """The whole name, and each word of it that is no everyday word and that not many names hold."""
    for name in (entry.name, *entry.aliases):
        tokens = tokens_of(name)
        yield from {tokens, without_legal_form(tokens)} - {()}
        people = entry.kind in {NameKind.CONTACT, NameKind.MANAGER}
        telling = (token for token in tokens if people or token == tokens[0] or shared[token] <= 1)
        parts = (token for token in telling if len(token) >= _SHORTEST_PART or people)
        yield from ((token,) for token in parts if token not in _everyday() and token not in LEGAL_FORMS)


def world_entries() -> tuple[NameEntry, ...]:
    """Partners, people and customers of the frozen world."""
    text = {name: tables()[name].read_text(encoding="utf-8") for name in _NAMED_IN}
    rows = {name: list(csv.DictReader(lines.splitlines())) for name, lines in text.items()}
    customers = sorted({row["customer"] for name in ("deals", "projects") for row in rows[name]} - {""})
    return (
        *(NameEntry(NameKind.PARTNER, row["partner_id"], row["name"]) for row in rows["partners"]),
        *(
            NameEntry(NameKind.CONTACT, row["contact_id"], row["name"], (), row["partner_id"])
            for row in rows["contacts"]
        ),
        *(NameEntry(NameKind.MANAGER, row["email"], row["name"]) for row in rows["managers"]),
        *(NameEntry(NameKind.CUSTOMER, name, name) for name in customers),
    )


_NAMED_IN: Final = ("partners", "contacts", "managers", "deals", "projects")


@dataclass
class Disguise:
    """What one candidate's people and partners are called in the frozen world.

    Attributes:
        world: Whom they can be called after.
        unknown: Words that named nobody in the portfolio.
    """

    secrets: Secrets
    world: Sequence[NameEntry]
    unknown: tuple[str, ...] = ()
    _given: dict[tuple[NameKind, str], NameEntry] = field(default_factory=dict)

    def words(self, text: str) -> str:
        """The text with every name, address and long number replaced."""
        plain = _MAIL.sub(PEOPLE["paula"], _LINK.sub("https://www.example", text))
        pieces, at = list[str](), 0
        for mention in self.secrets.spotted(plain):
            if mention.start >= at:
                pieces += [plain[at : mention.start], self._called(mention)]
                at = mention.end
        told = "".join((*pieces, plain[at:]))
        for words in self.unknown:
            told = re.sub(re.escape(words), UNKNOWN, told, flags=re.IGNORECASE)
        return _NUMBER.sub(NUMBER, told)

    def reference(self, kind: Ref, identifier: str) -> str:
        """The id of whom it stands for; words that name nobody stay words."""
        known = NameKind(kind.value)
        if self.secrets.own.named(known, identifier) is None:
            return self.words(identifier)
        return self._entry(known, identifier).id

    def _called(self, mention: Mention) -> str:
        if len(mention.ids) > 1 and mention.kind is NameKind.PARTNER:
            self._alike(mention.ids)
            return _cased(_ALIKE, mention.text)
        name = self._entry(mention.kind, mention.ids[0]).name
        own = self.secrets.own.named(mention.kind, mention.ids[0]) or ""
        whole = fold(mention.text) == fold(own)
        short = len(tokens_of(mention.text)) == 1 and mention.kind in {NameKind.CONTACT, NameKind.MANAGER}
        return _cased(name.split()[0] if short else name if whole else _short(name), mention.text)

    def _alike(self, identifiers: Sequence[str]) -> None:
        """Let partners that are called alike be so in the frozen world too."""
        family = [one for one in self.world if one.kind is NameKind.PARTNER and one.name.startswith(_ALIKE)]
        for identifier, entry in zip(identifiers, family, strict=False):
            self._given.setdefault((NameKind.PARTNER, identifier), entry)

    def _entry(self, kind: NameKind, identifier: str) -> NameEntry:
        key = (kind, identifier)
        if key not in self._given:
            self._given[key] = self._chosen(kind, identifier)
        return self._given[key]

    def _chosen(self, kind: NameKind, identifier: str) -> NameEntry:
        """One of the kind that nobody else is called after, and that is none of their own names."""
        taken = {entry.id for entry in self._given.values()}
        of_kind = [one for one in self.world if one.kind is kind and not one.name.startswith(_ALIKE)]
        free = [one for one in of_kind if not self.secrets.holds(one.name)] or of_kind
        if employer := self.secrets.own.owner(kind, identifier) if kind is NameKind.CONTACT else None:
            partner = self._entry(NameKind.PARTNER, employer)
            free = [one for one in free if one.partner_id == partner.id] or free
        left = [one for one in free if one.id not in taken] or free
        return left[int.from_bytes(blake2b(identifier.encode(), digest_size=4).digest()) % len(left)]


def _short(name: str) -> str:
    """The name without its legal form, as people write it."""
    kept = len(without_legal_form(tokens_of(name)))
    words = words_of(name)
    return name[: words[kept - 1].end] if 0 < kept <= len(words) else name


def _cased(name: str, written: str) -> str:
    return name.lower() if written.islower() else name
