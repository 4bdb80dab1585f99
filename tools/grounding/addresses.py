"""Links, addresses, mentions and markup in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tools.grounding.problems import ProblemKind

_TLDS: Final = (
    "com|net|org|info|biz|io|ai|app|dev|cloud|co|eu|de|at|ch|fr|es|uk|us|ca|nl|be|it|pl|se|no|dk|fi|ie|pt|cz|in|jp|cn|ru"
    "|br|mx|au|xyz|online|site|shop|top|link|click|me|tv|cc|ly|gl|to|example|test|invalid|local|localhost|onion"
)
_PLAIN_TLDS: Final = "com|net|org|info|biz|io|eu|co|app|cloud|example"
"""Endings of domains that are no words of our languages."""

_SPELLED_ENDS: Final = "|".join(
    (
        rf"punkt (?:de|at|ch|{_PLAIN_TLDS})",
        rf"point (?:fr|be|ch|{_PLAIN_TLDS})",
        rf"punto (?:{_PLAIN_TLDS}|es(?=\s*(?:[.,;/)]|$)))",
    )
)
_AT: Final = r"[(\[{](?:at|arobase|arroba|ät)[)\]}]"
_DOT: Final = r"[(\[{](?:\.|dot|punkt|point|punto)[)\]}]"
_PATTERNS: Final[tuple[tuple[ProblemKind, re.Pattern[str]], ...]] = tuple(
    (kind, re.compile(pattern, flags))
    for kind, pattern, flags in (
        (
            ProblemKind.ADDRESS,
            rf"[\w.+%-]+\s?(?:@|{_AT})\s?[\w-]+(?:\s?(?:\.|{_DOT})\s?[\w-]+)+",
            re.IGNORECASE,
        ),
        (
            ProblemKind.ADDRESS,
            rf"[\w.+%-]+ (?:at|arobase|arroba) [\w-]+(?: dot [\w-]+|{_DOT}[\w-]+)+",
            re.IGNORECASE,
        ),
        (
            ProblemKind.LINK,
            r"\b(?:[a-z][a-z0-9+.-]{1,12}:/{1,2}|hxxps?:|mailto:|tel:|javascript:|data:)\S+",
            re.IGNORECASE,
        ),
        (ProblemKind.LINK, r"\bwww\.\S+", re.IGNORECASE),
        (ProblemKind.LINK, rf"(?<![@\w.])(?:[^\W_][\w-]+\.)+(?:{_TLDS}|COM|ORG|EXAMPLE)\b(?:/\S*)?", 0),
        (ProblemKind.LINK, rf"(?<![@\w.])(?:[A-Za-z0-9-]{{2,}}\.)+(?:{_TLDS})/\S*", re.IGNORECASE),
        (
            ProblemKind.LINK,
            rf"\b[\w-]{{2,}}\s?(?:{_DOT}|\sdot\s)\s?(?:{_TLDS})\b",
            re.IGNORECASE,
        ),
        (
            ProblemKind.LINK,
            rf"\b[\w-]{{2,}} (?:{_SPELLED_ENDS})\b",
            re.IGNORECASE | re.MULTILINE,
        ),
        (ProblemKind.LINK, r"(?<!\d)(?:\d{1,3}\.){3}\d{1,3}(?!\d)", 0),
        (ProblemKind.MARKUP, r"<[!@#/]?[A-Za-z][^<>\n]{0,200}>|<[!@#][^\s]*|&(?:lt|gt|amp|#\d+);", 0),
        (ProblemKind.MARKUP, r"(?<!\w)@(?:channel|here|everyone|group)\b", re.IGNORECASE),
        (ProblemKind.MARKUP, r"!?\[[^\]\n]*\]\s?[(\[][^)\]\n]*[)\]]|```|\*\*|~~|__|^#{1,6}\s", re.MULTILINE),
        (ProblemKind.MARKUP, r"[{}]|%[0-9a-fA-F]{2}%?", 0),
        (
            ProblemKind.MARKUP,
            r"^\s*(?:bcc|cc|to|from|reply-to|content-type|subject)\s*:",
            re.IGNORECASE | re.MULTILINE,
        ),
        (ProblemKind.MARKUP, r"(?<!\w):[a-z_+-][a-z0-9_+-]{2,40}:|^\s*=", re.MULTILINE),
    )
)
_REASONS: Final = {
    ProblemKind.ADDRESS: "an address that is none of this partner's facts",
    ProblemKind.LINK: "a link that is none of this partner's facts",
    ProblemKind.MARKUP: "markup, a mention or a header does not belong in a message",
}
_ACTIVE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)


def addresses(text: str) -> Iterator[tuple[ProblemKind, int, int, str]]:
    """Kind, span and reason of every link, address and piece of markup in a cleaned text."""
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield kind, match.start(), match.end(), _REASONS[kind]


def active_characters(text: str) -> Iterator[tuple[int, int]]:
    """Spans of characters of the text as given that steer a terminal, the reading direction, or hide text."""
    for match in _ACTIVE.finditer(text):
        yield match.span()
