"""One question as the embedded planner reads it: its words, the names in it, and the day it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final

from assistant.planner.features import MASKS, masked
from prompts.words import shape, value_patterns, words_for
from tools.mentions import Mention, of_kind, spot
from tools.names import Closeness, NameIndex, NameKind
from tools.spelling import fold

_UNKNOWN_AFTER: Final = shape("unknown_after")
_UNKNOWN_CAPITALS: Final = shape("unknown_capitals")
_POSSESSIVE_CAPITALS: Final = shape("possessive_capitals")
_MASKS: Final = re.compile("|".join(MASKS.values()))
_NOT_NAMES: Final = shape("not_names")
_POSSESSED: Final = re.compile(r"['\u2019]s\s")
_BESIDE: Final = shape("unknown_beside")
_PARTICLE: Final = re.compile(r"\s+(?:as|ab|an|sa|se|so)$")  # in lower case
_ENGLISH: Final = re.compile(
    r"(?i)(?:how|why|brief|tell|what|prep|status|profile|c[o\u00f3]mo|comment|pourquoi|por qu[e\u00e9])\b"
)
_EXCLUSION: Final = re.compile(
    rf"(?i)[,\s]*\b{words_for('excluding').pattern}\s+(?:(?:for|de|a|the|der|die|das)\s+)?partnerx"
    r"(?:(?:,|\s+(?:and|und|y|et|or|oder|&))\s*partnerx)*"
)


@dataclass(frozen=True)
class Reading:
    """A question, or one clause of it.

    Attributes:
        text: The asker's own words.
        mentions: Names found in it.
        as_of: The day that relative dates count from.
        guesses: Whether words that name nothing known may be taken for a partner's name.
    """

    text: str
    mentions: tuple[Mention, ...]
    as_of: date
    ordinary: frozenset[str] = frozenset()
    guesses: bool = True

    @cached_property
    def folded(self) -> str:
        """Lower case without accents."""
        return fold(self.text)

    @cached_property
    def masked(self) -> str:
        """The text with names replaced by their kind."""
        unknown = self.unknown_name
        text = masked(self.text, self.mentions)
        if self.excluded:
            text = _EXCLUSION.sub("", text)
        return text.replace(unknown, "partnerx") if unknown else text

    @cached_property
    def partners(self) -> tuple[str, ...]:
        """Partner names as written, in order, each once, without those to leave out."""
        found = [
            mention for mention in of_kind(self.mentions, NameKind.PARTNER) if not self._left_out(mention)
        ]
        return tuple(dict.fromkeys(mention.text for mention in found)) or (
            (self.unknown_name,) if self.unknown_name else ()
        )

    @cached_property
    def partners_and_unknown(self) -> tuple[str, ...]:
        """The partners named, and a name beside one of them that nothing known has: `Acme and Blubber`."""
        beside = (match["before"] or match["after"] for match in _BESIDE.finditer(self.masked))
        unknown = (name for name in beside if not (_MASKS.search(name) or self._everyday(name)))
        return tuple(dict.fromkeys((*self.partners, *unknown))) if self.guesses else self.partners

    @cached_property
    def excluded(self) -> tuple[str, ...]:
        """Partner names that stand after `except` and the like."""
        found = (mention for mention in of_kind(self.mentions, NameKind.PARTNER) if self._left_out(mention))
        return tuple(dict.fromkeys(mention.text for mention in found))

    def first(self, *kinds: NameKind) -> Mention | None:
        """The first name of one of those kinds that is not to be left out."""
        return next(
            (mention for mention in of_kind(self.mentions, *kinds) if not self._left_out(mention)), None
        )

    def word(self, slot: str) -> str | None:
        """The closed value of a slot that the question says; None if it says none."""
        for value, pattern in value_patterns(slot).items():
            if pattern.search(self._without_names):
                return value
        return None

    def says(self, slot: str) -> bool:
        """Whether the question holds words of a yes-or-no slot."""
        return bool(words_for(slot).search(self._without_names))

    def up_to(self, end: int) -> Reading:
        """The question without what stands from there on."""
        kept = tuple(mention for mention in self.mentions if mention.end <= end)
        return replace(self, text=self.text[:end], mentions=kept)

    @cached_property
    def leaves_out_a_place(self) -> bool:
        """Whether something other than partners is to be left out: a region, a sector, a colleague's book."""
        return any(self._left_out(one) for one in self.mentions if one.kind is not NameKind.PARTNER)

    @cached_property
    def unknown_name(self) -> str | None:
        """Words that stand where a partner's name would but name nothing known."""
        if not self.guesses or any(
            mention.kind in {NameKind.PARTNER, NameKind.CONTACT, NameKind.MANAGER}
            for mention in self.mentions
        ):
            return None
        spans = [(mention.start, mention.end) for mention in self.mentions]
        for pattern in (_UNKNOWN_AFTER, _POSSESSIVE_CAPITALS, _UNKNOWN_CAPITALS):
            for match in pattern.finditer(self.text):
                name = _POSSESSED.split(match["name"])[0].rstrip("?.!,'")
                inside = any(start < match.end("name") and match.start("name") < end for start, end in spans)
                spelled = name[:1].isupper() and bool(_ENGLISH.match(match[0])) and not _NOT_NAMES.match(name)
                if not inside and (spelled or not self._everyday(name)):
                    return name
        return None

    def _everyday(self, name: str) -> bool:
        """Whether words in a name's place are no name: pronouns, or everyday words in lower case."""
        if _NOT_NAMES.match(name) or len(name) < 3:  # noqa: PLR2004  too short
            return True
        if any(words.fullmatch(fold(name)) for words in value_patterns("nationality").values()):
            return True
        return all(fold(word) in self.ordinary for word in name.split())

    @cached_property
    def _without_names(self) -> str:
        """Folded text with names of partners and people blanked: `Growth Hackers Ltd` is no tier."""
        named = {NameKind.PARTNER, NameKind.CONTACT, NameKind.CUSTOMER}
        kept = [mention for mention in self.mentions if mention.kind in named]
        return fold(masked(self.text, kept))

    def _left_out(self, mention: Mention) -> bool:
        before = fold(self.text[: mention.start])
        pattern = words_for("excluding").pattern
        return bool(
            re.search(
                rf"\b{pattern}\s+(?:(?:for|de|a|the|der|die|das)\s+)?(?:partnerx(?:,|\s+(?:and|und|y|et|or|"
                rf"oder))\s+)*$",
                self._masked_before(before, mention),
            )
        )

    def _masked_before(self, before: str, mention: Mention) -> str:
        earlier = [other for other in self.mentions if other.end <= mention.start]
        return fold(masked(self.text[: mention.start], earlier)) if earlier else before


def read(text: str, names: NameIndex, as_of: date, ordinary: frozenset[str]) -> Reading:
    """Find the names in a question."""
    spotted = (mention for mention in spot(text, names, ordinary) if mention.closeness <= Closeness.TYPO)
    found = [_without_particle(mention) for mention in spotted]
    mentions = sorted([*found, *_of_the_trade(text, found)], key=lambda mention: mention.start)
    return Reading(text, tuple(mentions), as_of, ordinary)


def _without_particle(mention: Mention) -> Mention:
    """`keep Acme as …` and `lehne Acme ab` hold no legal form, though `AS` and `AB` are some."""
    match = _PARTICLE.search(mention.text)
    if match is None:
        return mention
    return replace(mention, end=mention.start + match.start(), text=mention.text[: match.start()])


def _of_the_trade(text: str, found: Sequence[Mention]) -> Iterator[Mention]:
    """Sectors, technologies and regions that people ask for though the data may not know them."""
    folded = fold(text)
    if len(folded) != len(text):  # a letter that folds to two would shift every span
        return
    taken = [(mention.start, mention.end) for mention in found]
    for kind in (NameKind.SECTOR, NameKind.TECHNOLOGY, NameKind.REGION):
        for value, pattern in value_patterns(kind.value).items():
            for match in pattern.finditer(folded):
                if all(match.end() <= start or end <= match.start() for start, end in taken):
                    taken.append(match.span())
                    yield Mention(*match.span(), kind, (value,), text[match.start() : match.end()])
