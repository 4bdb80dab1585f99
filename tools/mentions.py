"""Names inside a question: where they stand and what they may mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from tools.names import PEOPLE, Closeness, Key, NameIndex, NameKind
from tools.spelling import JOINERS, Word, fold, words_of

KeysFor = Callable[[str, Sequence[Word], NameIndex, frozenset[str]], tuple[list[Key], int]]


@dataclass(frozen=True)
class Mention:
    """A name in a text.

    Attributes:
        start, end: Span in the text, without a possessive ending.
        kind: Kind of the closest entries; a partner before a person, a person before vocabulary.
        ids: What it may mean; several when it is ambiguous.
        text: The words as written.
    """

    start: int
    end: int
    kind: NameKind
    ids: tuple[str, ...]
    text: str
    closeness: Closeness = Closeness.NAME


LONGEST: Final = 6  # words
_GENITIVE: Final = 4  # letters: the s of a shorter word is too doubtful
_TYPO_WORDS: Final = 3
_TYPO_LETTERS: Final = 5
CROWD: Final = 12  # a first word that more partners share names none of them
_KIND_ORDER: Final = {kind: place for place, kind in enumerate(NameKind)}
_LEADS_TO_NAME: Final = re.compile(
    r"(?:\bhow(?:'s| is| are| s|s)|\bwhy (?:did|has|is|was)|\bbrief(?: me)?(?: on| about| for)?|\btell me "
    r"about|"
    r"\bnotes? (?:on|for|about|to)|\bwrite(?: to)?|\bmessage(?: to| for)?|\bemail(?: to)?|\bdraft(?: \w+)? "
    r"(?:to|for)|"
    r"\bprep(?: me)? for|\bcall with|\bmeeting with|\bmute|\bunmute|\bvs\.?|\bwhat about|\bpartner|"
    r"\bwie (?:gehts|gehts|geht es|lauft es bei|steht es um)|\bwarum ist|\bbrief mich zu|"
    r"\bcomo (?:va|esta)|\bpor que (?:ha bajado|bajo|ha caido)|\bpourquoi|\bcomment (?:va|se porte))\s*$",
)
_FOLLOWS_NAME: Final = re.compile(
    r"^(?:['\u2019]s\b|\s*(?:doing|drop|dropped|dropping|fall|fell|going|slip|slipping|vs\b|or\b|[:?,]|"
    r"und\b|,|$|"
    r"bis\b|until\b|till\b|hasta\b|jusqu|(?:is|was|has|did|ist|war|hat|wird|esta|ha|est|a)\b|"
    r"this week|last week|gefallen|abgesturzt|ins minus|before|today|tomorrow|in \d+|who\b|they\b))",
)
_OWED: Final = re.compile(
    r"(?:\b(?:(?:owe|owes|paid|pay|introduce|connect|schulden wir|debemos a|devons(?:-nous)? a|presenta|"
    r"presente)|"
    r"(?:ltv|clv|roi|pac|payback|economics|profitability|lifetime value|value|cost to serve|costs?|margins?|"
    r"commissions?|payouts?|payments?|statement|load|potential|headroom|upside|proposition|pitch|taboos|"
    r"play(?:s|book)?|provision(?:en)?|auszahlung(?:en)?|abrechnung|potenzial|lebenszeitwert|comision(?:es)?|pagos?|potencial|"
    r"versements?|potentiel) "
    r"(?:of|for|at|from|to|with|von|fur|bei|de|del|para|con|pour|chez|avec)|"
    r"raise with|in it for|(?:done|do|did|run|ran|tried) (?:with|at|for|about)|"
    r"(?:introduc|connect)\w* .{1,40} (?:to|with|and)|"
    r"(?:without|except|excluding|ohne|ausser|sin|salvo|sans|sauf)(?: (?:moving|touching|counting))?))\s*$",
)
_AFTER_OWED: Final = re.compile(
    r"^(?:['\u2019]s\b|\s*(?:[:?,.!]|$)|\s+(?:for|in|and|to|with|since|from|at|by|last|this|"
    r"fur|und|im|seit|mit|por|en|y|con|desde|pour|et|avec|depuis)\b)"
)
_IS: Final = re.compile(
    r"(?:^|\b(?:is|has|have|did|does|was|could|can|might|would|will|much|more|hat|ist|wurde|lohnt sich|"
    r"ha|est|es))\s*$"
)
_PROFITABLE: Final = re.compile(
    r"^\s+(?:profitable|worth (?:it|keeping|the)|been paid|paid|owed|(?:making|losing) (?:us )?money|"
    r"cost(?:ing)? us|bring(?: in)?\b|pay (?:off|back)|agreed?|been (?:in touch|quiet)|rentabel|bezahlt|"
    r"rentable|paye\w*|cobrado|[\w ]{1,30}\b(?:commissions?|payouts?|statement|provision(?:en)?)\W*$)\b"
)
_DETERMINERS: Final = frozenset((
    "a", "an", "the", "our", "my", "your", "their", "his", "her", "its", "this", "that", "these",
    "those", "any", "each", "every", "no", "some", "which", "what", "on", "off", "of", "new", "next",
    "der", "die", "das", "den", "dem", "ein", "eine", "unser", "unsere", "mein", "meine", "el", "la",
    "los", "las", "un", "una", "nuestro", "mi", "le", "les", "une", "notre", "mon",
))  # fmt: skip
_ALSO_PREPOSITIONS: Final = frozenset(("a", "on", "of", "that"))
"""Before a capital these lead to a name as well: Spanish `a Harbor`, `of Harbor`, `that Harbor proposed`."""


def spot(text: str, names: NameIndex, ordinary: frozenset[str] = frozenset()) -> list[Mention]:
    """The names in `text`, left to right, never overlapping; the longest and closest wins.

    Args:
        text: A question as somebody typed it.
        names: Where to look.
        ordinary: Folded everyday words. A name that is one of them counts only where a name would stand.
    """
    words = words_of(text)
    capitals = _capitals_mean_names(words)
    sight = _Sight(text, words, names, ordinary, capitals)
    exact = list(sight.walk(range(len(words)), _exact_keys))
    taken = {at for start, end, _ in exact for at in range(start, end)}
    near = sight.walk([at for at in range(len(words)) if at not in taken], _near_keys)
    return [mention for _, _, mention in sorted([*exact, *near], key=lambda found: found[0])]


@dataclass(frozen=True)
class _Sight:
    """A text being searched for names."""

    text: str
    words: Sequence[Word]
    names: NameIndex
    ordinary: frozenset[str]
    capitals: bool

    def walk(self, places: Sequence[int], keys_for: KeysFor) -> Iterator[tuple[int, int, Mention]]:
        """Mentions among those word places, left to right, the longest first: first place, end, mention."""
        free, end = set(places), 0
        for at in places:
            if at < end:
                continue
            for count in range(min(LONGEST, len(self.words) - at), 0, -1):
                if not free.issuperset(range(at, at + count)):
                    continue
                mention = self._mention(self.words[at : at + count], keys_for)
                if mention:
                    end = at + count
                    yield at, end, mention
                    break

    def _mention(self, window: Sequence[Word], keys_for: KeysFor) -> Mention | None:
        if _broken(self.text, window) or JOINERS & {window[0].folded, window[-1].folded}:
            return None
        keys, end = keys_for(self.text, window, self.names, self.ordinary)
        keys = _telling(keys, window, self.names, self.ordinary)
        if not keys:
            return None
        whole = any(key.closeness < Closeness.PART for key in keys)
        if _needs_name_position(window, self.ordinary, keys, self.names) and not _in_name_position(
            self.text, window, self.capitals, whole
        ):
            return None
        return _closest_mention(self.text, window[0].start, end, keys, self.names)


def _broken(text: str, window: Sequence[Word]) -> bool:
    """Whether a comma, colon or question mark stands inside the window: no name reaches across it."""
    gaps = (text[left.end : right.start] for left, right in pairwise(window))
    return any(re.search(r"[,;:?!\n()\"]|\.\s", gap) for gap in gaps)


def _exact_keys(
    text: str, window: Sequence[Word], names: NameIndex, ordinary: frozenset[str]
) -> tuple[list[Key], int]:
    """What the words name as written, or without a genitive `s`, and where the name ends."""
    start, end, last = window[0].start, window[-1].end, window[-1].folded
    keys = names.matches(text[start:end])
    if keys or not last.endswith("s") or len(last) < _GENITIVE or last in ordinary:
        return keys, end
    return names.matches(text[start : end - 1]), end - 1


def _near_keys(
    text: str, window: Sequence[Word], names: NameIndex, ordinary: frozenset[str]
) -> tuple[list[Key], int]:
    """What the words name with a typo; everyday words are none."""
    del text
    end, folded = window[-1].end, "".join(word.folded for word in window)
    if (
        len(window) > _TYPO_WORDS
        or len(folded) < _TYPO_LETTERS
        or any(word.folded in ordinary for word in window)
    ):
        return [], end
    near = [key for key in names.typos(folded) if key.closeness < Closeness.LATER_PART]
    return [Key(key.entry, Closeness.TYPO) for key in near], end


def _telling(
    keys: Sequence[Key], window: Sequence[Word], names: NameIndex, ordinary: frozenset[str]
) -> list[Key]:
    """The keys without those parts of names that are too common to mean one."""
    alike = Counter(names.entries[key.entry].kind for key in keys)
    everyday = any(word.folded in ordinary for word in window)

    def tells(key: Key) -> bool:
        if key.closeness < Closeness.PART:
            return True
        number = alike[names.entries[key.entry].kind]
        return number <= CROWD if key.closeness is not Closeness.LATER_PART else number == 1 and not everyday

    return [key for key in keys if tells(key)]


def _needs_name_position(
    window: Sequence[Word], ordinary: frozenset[str], keys: Sequence[Key], names: NameIndex
) -> bool:
    """Whether the words are everyday ones; vocabulary (sectors, regions) may stand anywhere."""
    if any(
        names.entries[key.entry].kind not in {NameKind.PARTNER, *PEOPLE, NameKind.CUSTOMER} for key in keys
    ):
        return False
    return all(word.folded in ordinary or len(word.folded) < 3 for word in window)  # noqa: PLR2004  too short


def _in_name_position(text: str, window: Sequence[Word], capitals: bool, whole: bool) -> bool:
    """Whether a name would stand there; `whole`: the words are all of a name, not only a part of one."""
    before, after = fold(text[: window[0].start]), fold(text[window[-1].end :])
    previous = before.split()[-1:] if before.strip() else []
    capitalised = capitals and all(word.text[0].isupper() or word.text[0].isdigit() for word in window)
    if whole and _only_a_name_fits(before, after):
        return True
    allowed = _ALSO_PREPOSITIONS if capitalised and whole else frozenset()
    if previous and previous[0] in _DETERMINERS - allowed and not _LEADS_TO_NAME.search(before):
        return False
    opens = not before.strip() or before.rstrip()[-1:] in ".!?:\n"
    if capitalised and not opens:
        return True
    follows = bool(_FOLLOWS_NAME.match(after))
    if opens:
        return capitalised and follows
    return bool(_LEADS_TO_NAME.search(before)) and follows


def _only_a_name_fits(before: str, after: str) -> bool:
    """Whether the words around are such that an everyday word between them can but be a name."""
    owed = _OWED.search(before) and _AFTER_OWED.match(after)
    return bool(owed or (_IS.search(before) and _PROFITABLE.match(after)))


def _capitals_mean_names(words: Sequence[Word]) -> bool:
    """Whether capitals tell anything: not in a text where every word has one."""
    return any(word.text[0].islower() for word in words[1:]) or len(words) < 3  # noqa: PLR2004  too few


def _closest_mention(text: str, start: int, end: int, keys: Sequence[Key], names: NameIndex) -> Mention:
    closest = min(key.closeness for key in keys)
    entries = [names.entries[key.entry] for key in keys if key.closeness == closest]
    kind = min((entry.kind for entry in entries), key=lambda kind: _KIND_ORDER[kind])
    ids = tuple(dict.fromkeys(entry.id for entry in entries if entry.kind is kind))
    return Mention(start, end, kind, ids, text[start:end], closest)


def of_kind(mentions: Iterable[Mention], *kinds: NameKind) -> Iterator[Mention]:
    """The mentions of those kinds, in order."""
    return (mention for mention in mentions if mention.kind in kinds)
