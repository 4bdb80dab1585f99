"""The physical lines of a text file, in bounded memory even if there are none."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import partial
from io import StringIO
from itertools import chain
from typing import Final

from knowledge.importing.files.content import Content
from knowledge.importing.files.encoding import Encoding

_LONGEST: Final = 1 << 23  # characters: what is longer is no line of a table


class Lines:
    """One pass over the lines, each with the mark that ends it.

    Attributes:
        read: Bytes of the file behind the lines given so far, a block ahead at most.
        taken: Characters behind them.
    """

    def __init__(self, content: Content, encoding: Encoding) -> None:
        self.read = 0
        self.taken = 0
        self._content = content
        self._decoder = encoding.decoder()

    def __iter__(self) -> Iterator[str]:
        # StringIO ends lines at \n, \r\n and \r alone, as editors do, and iterates at the speed of C
        return chain.from_iterable(map(partial(StringIO, newline=""), self._whole_lines()))

    def _whole_lines(self) -> Iterator[str]:
        begun = ""
        for block, stored in self._content.blocks():
            self.read = stored
            text = begun + self._decoder.decode(block)
            # a \r at the very end may be the first half of \r\n
            end = max(text.rfind("\n"), text.rfind("\r", 0, -1)) + 1
            begun = _bounded(text[end:])
            self.taken += end
            yield text[:end]
        yield begun + self._decoder.decode(b"", final=True)


def _bounded(line: str) -> str:
    # beyond the longest line csv.reader is made to refuse it: a cell over its limit, whatever comes before
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "x" * (csv.field_size_limit() + 1)
