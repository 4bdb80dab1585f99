"""One question as the embedded planner reads it: its words, the names in it, and the day it is about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Final

from assistant.planner.features import MASKS, masked
from assistant.planner.leaving_out import ASIDE, EXCLUSION, leaves_out
from assistant.planner.longer_names import without_parts
from assistant.planner.trade_words import of_the_trade, spelled_out
from prompts.words import shape, value_patterns, words_for
from tools.mentions import Mention, of_kind, spot
from tools.names import Closeness, NameIndex, NameKind
from tools.spelling import fold

_UNKNOWN: Final = tuple(
    shape(f"unknown_{where}") for where in ("firm", "after", "possessive", "capitals", "subject")
)
_MASKS: Final = re.compile("|".join(MASKS.values()))
_NOT_NAMES: Final = shape("not_names")
_POSSESSED: Final = re.compile(r"['\u2019]s\s")
_TOPIC: Final = shape("leads_to_topic")
_WRITTEN_OF: Final = shape("written_of")
_BESIDE: Final = shape("unknown_beside")
_PARTICLE: Final = re.compile(r"\s+(?:as|ab|an|sa|se|so)$")  # in lower case
_ENGLISH: Final = re.compile(
    r"(?i)(?:how|why|brief|tell|what|prep|status|profile|c[o\u00f3]mo|comment|pourquoi|por qu[e\u00e9])\b"
)


@dataclass(frozen=True)
class Reading:
    """A question, or one clause of it.

    Attributes:
        text: The asker's own words.
        mentions: Names found in it.
        as_of: The day that relative dates count from.
        guesses: Whether words that name nothing known may be taken for a partner's name.
        stated: Closed arguments that are likelier than what the word lists say; empty for not stated.
    """

    text: str
    mentions: tuple[Mention, ...]
    as_of: date
    ordinary: frozenset[str] = frozenset()
    guesses: bool = True
    stated: Mapping[str, str] = field(default_factory=dict)

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
            text = ASIDE.sub("", EXCLUSION.sub("", text))
        return text.replace(unknown, "partnerx") if unknown else text

    @cached_property
    def partners(self) -> tuple[str, ...]:
        """Partner names as written, in order, each partner once, without those to leave out."""
        found = [
            mention for mention in of_kind(self.mentions, NameKind.PARTNER) if not self._left_out(mention)
        ]
        said = tuple(mention.text for mention in _each_once(found))
        return said or ((self.unknown_name,) if self.unknown_name else ())

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
            if pattern.search(self.without_names):
                return value
        return None

    @cached_property
    def unaccented(self) -> str:
        """Folded text with names blanked, and umlauts typed as two letters as one."""
        return spelled_out(self.without_names)

    def choice(self, argument: str, ruled: str | None) -> str | None:
        """What the question states for a closed argument, if likelier than what the word lists say."""
        return (self.stated[argument] or None) if argument in self.stated else ruled

    def says(self, slot: str) -> bool:
        """Whether the question holds words of a yes-or-no slot."""
        return bool(words_for(slot).search(self.without_names))

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
        for pattern in _UNKNOWN:
            for match in pattern.finditer(self.text):
                group = match.lastgroup or "name"
                name = self._without_verb(_POSSESSED.split(match[group])[0].rstrip("?.!,'"))
                inside = any(start < match.end(group) and match.start(group) < end for start, end in spans)
                leads = pattern is _UNKNOWN[0] or bool(_ENGLISH.match(match[0]))
                spelled = name[:1].isupper() and leads and not _NOT_NAMES.match(name)
                if not inside and (spelled or not self._everyday(name)):
                    return name
        return None

    @cached_property
    def asks_what_notes_say(self) -> bool:
        """Whether a name that nothing known has is what is looked for: `what do they say about Quellwerk`."""
        unknown = self.unknown_name
        if unknown is None:
            return False
        leads = _TOPIC.search(self.text[: self.text.find(unknown)])
        return bool(leads or _WRITTEN_OF.search(self.text.replace(unknown, "namex")))

    def _without_verb(self, name: str) -> str:
        """`Brockhaus & Daughters` of `Ist Brockhaus & Daughters`, where the first word opens the question."""
        first, _, rest = name.partition(" ")
        opens = self.text.lstrip(" \u00bf\u00a1").startswith(name) and fold(first) in self.ordinary
        return rest if opens and len(rest.split()) > 1 else name

    def _everyday(self, name: str) -> bool:
        """Whether words in a name's place are no name: pronouns, or everyday words in lower case."""
        if _NOT_NAMES.match(name) or len(name) < 3:  # noqa: PLR2004  too short
            return True
        if any(words.fullmatch(fold(name)) for words in value_patterns("nationality").values()):
            return True
        return all(fold(word) in self.ordinary for word in name.split())

    @cached_property
    def without_names(self) -> str:
        """Folded text with names of partners and people blanked: `Growth Hackers Ltd` is no tier."""
        named = {NameKind.PARTNER, NameKind.CONTACT, NameKind.CUSTOMER}
        kept = [mention for mention in self.mentions if mention.kind in named]
        return fold(masked(self.text, kept))

    def _left_out(self, mention: Mention) -> bool:
        earlier = [other for other in self.mentions if other.end <= mention.start]
        before = fold(masked(self.text[: mention.start], earlier))
        return leaves_out(before, fold(self.text[mention.end :]))


def read(text: str, names: NameIndex, as_of: date, ordinary: frozenset[str]) -> Reading:
    """Find the names in a question."""
    spotted = spot(text, names, ordinary)
    found = [_without_particle(mention) for mention in spotted if not _is_nationality(mention)]
    mentions = sorted([*found, *of_the_trade(text, found, names)], key=lambda mention: mention.start)
    return Reading(text, without_parts(text, mentions, ordinary), as_of, ordinary)


def _is_nationality(mention: Mention) -> bool:
    """Whether `norvégien` was taken for a typo of `Norvège`: whose nationality it is, its place tells."""
    if mention.kind is not NameKind.COUNTRY or mention.closeness is not Closeness.TYPO:
        return False
    return any(words.fullmatch(fold(mention.text)) for words in value_patterns("nationality").values())


def _without_particle(mention: Mention) -> Mention:
    """`keep Acme as …` and `lehne Acme ab` hold no legal form, though `AS` and `AB` are some."""
    match = _PARTICLE.search(mention.text)
    if match is None:
        return mention
    return replace(mention, end=mention.start + match.start(), text=mention.text[: match.start()])


def hiding_names(reading: Reading, folded: str) -> str:
    """A text of the same length with every partner's name as `partnerx`, padded so that no span moves."""
    for mention in reading.mentions:
        mask = "partnerx" if mention.end - mention.start >= len("partnerx") else "x"
        length = mention.end - mention.start
        folded = folded[: mention.start] + mask.ljust(length) + folded[mention.end :]
    return folded


def _each_once(found: Sequence[Mention]) -> list[Mention]:
    """The mentions without those that another says as exactly before, or more exactly."""
    kept: list[Mention] = []
    for mention in found:
        ids = set(mention.ids)
        if any(set(other.ids) <= ids for other in kept):
            continue
        kept = [*(other for other in kept if not ids <= set(other.ids)), mention]
    return kept
