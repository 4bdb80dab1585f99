"""The asker's own words in a message: quotes, forwards and code that they pasted are somebody else's."""

from __future__ import annotations

import re
from typing import Final

_CODE: Final = re.compile(r"(```|~~~).*?(\1|\Z)|`[^`\n]*`", re.DOTALL)
_QUOTED_LINE: Final = re.compile(r"^\s*(?:>|&gt;|\u258e|\|\s)")
_FORWARD: Final = re.compile(
    r"^\W*(?:(?:begin )?forwarded message|original message|weitergeleitete nachricht|urspr\u00fcngliche "
    r"nachricht|"
    r"message transf\u00e9r\u00e9|message d'origine|mensaje reenviado|mensaje original|"
    r"anfang der weitergeleiteten)\b",
    re.IGNORECASE,
)
_MAIL_HEADER: Final = re.compile(
    r"^\s*\*?(?:from|von|de|sent|gesendet|envoy\u00e9|enviado|to|an|\u00e0|para|subject|betreff|objet|"
    r"asunto)\*?\s*:",
    re.IGNORECASE,
)
_WROTE: Final = re.compile(
    r"^\s*(?:on|am|le|el)\b.{4,120}\b(?:wrote|schrieb|a \u00e9crit|escribi\u00f3)\b[^:]{0,80}:\s*$",
    re.IGNORECASE,
)
_FWD: Final = re.compile(r"^\s*(?:fwd?|wg|tr|rv)\s*:", re.IGNORECASE)
_HIDDEN: Final = re.compile(
    r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
_BOT_MENTION: Final = re.compile(r"^\s*(?:<@[A-Z0-9]+(?:\|[^>]*)?>[\s,:]*)+")


def own_words(text: str) -> str:
    """What the asker typed, without what they pasted.

    Code, lines quoted with `>`, everything from a forwarding line or a mail's headers on, characters that
    nobody can see, and the leading mention of the assistant are cut. The rest stays as it was.
    """
    visible = _HIDDEN.sub("", _BOT_MENTION.sub("", text))
    kept: list[str] = []
    lines = _CODE.sub(" ", visible).splitlines()
    for number, line in enumerate(lines):
        if _starts_foreign_part(line, lines[number + 1 : number + 2]):
            break
        if not _QUOTED_LINE.match(line):
            kept.append(line)
    return "\n".join(kept).strip()


def _starts_foreign_part(line: str, following: list[str]) -> bool:
    """Whether a forwarded or answered mail begins here; one header line alone may be the asker's own."""
    if _FORWARD.match(line) or _WROTE.match(line) or _FWD.match(line):
        return True
    return bool(_MAIL_HEADER.match(line)) and bool(following) and bool(_MAIL_HEADER.match(following[0]))
