"""Which characters the bytes of a text file stand for."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from knowledge.importing.files.content import Content
from knowledge.importing.files.unreadable import READABLE, Unreadable

_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark is its beginning
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_HEAD: Final = 4096  # bytes in which the pattern of a wide encoding shows
_MOST, _FEW = 0.5, 0.1  # shares of zeros in the upper and the lower bytes of Latin text in UTF-16
_OUTWEIGHS: Final = 4  # a text in Windows-1252 is UTF-8 by chance in fewer than one letter of five
_DAMAGED_WORD: Final = re.compile("[\\w\udc80-\udcff]*[\udc80-\udcff][\\w\udc80-\udcff]*")
_WORD_SHOWN: Final = 30  # characters

_LONE: Final = "importing.lone_surrogate"


def _lone_surrogate(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "\udc80", error.end


# "surrogateescape" keeps single bytes, which wide encodings do not have
codecs.register_error(_LONE, _lone_surrogate)


@dataclass(frozen=True)
class Encoding:
    """How to decode a file; what cannot be decoded becomes a lone surrogate.

    Attributes:
        remark: What its reader should know; empty if there is nothing.
    """

    codec: str
    remark: str = ""

    def decoder(self) -> codecs.IncrementalDecoder:
        """A decoder for one pass, without the byte order mark."""
        wide = self.codec.startswith(("utf-16", "utf-32"))
        return codecs.getincrementaldecoder(self.codec)(_LONE if wide else "surrogateescape")


def encoding_of(content: Content) -> Encoding:
    """Find the encoding; what does not show in the first bytes is decided over the whole file.

    Raises:
        Unreadable: It is no text.
    """
    head = content.head()[:_HEAD]
    for mark, codec in _MARKS.items():
        if head.startswith(mark):
            return Encoding(codec)
    if b"\0" not in head.partition(b"\n")[0]:
        return _narrow(content)
    if codec := _wide_without_mark(head):
        return Encoding(codec)
    raise Unreadable(f"{READABLE}; this is binary")


def _wide_without_mark(head: bytes) -> str:
    pairs = max(1, len(head) // 2)
    low, high = head[1::2].count(0) / pairs, head[::2].count(0) / pairs
    if low > _MOST and high < _FEW:
        return "utf-16-le"
    return "utf-16-be" if high > _MOST and low < _FEW else ""


def _narrow(content: Content) -> Encoding:
    utf8 = Encoding("utf-8-sig")
    decoder = utf8.decoder()
    letters = damaged = 0
    word = ""
    for block, _ in content.blocks():
        text = decoder.decode(block)
        if text.isascii():
            continue
        whole = text.encode("utf-8", "ignore").decode("utf-8")
        letters += len(whole) - len(whole.encode("ascii", "ignore"))
        damaged += len(text) - len(whole)
        word = word or _damaged_word(text)
    damaged += len(decoder.decode(b"", final=True))
    return Encoding("cp1252", _assumed(word)) if damaged > _OUTWEIGHS * letters else utf8


def _damaged_word(text: str) -> str:
    found = _DAMAGED_WORD.search(text)
    if found is None:
        return ""
    return found[0][:_WORD_SHOWN].encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def _assumed(word: str) -> str:
    example = f", as in {word!r}" if word else ""
    return f"it is not UTF-8 and was read as Windows-1252{example}; if that is wrong, save it as “CSV UTF-8”"
