"""What stands over the columns of a file."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from tools.schema.types import Table

_BETWEEN: Final = re.compile(r"[\W_]+")
_MARK: Final = "attribute: "


def squeezed(label: str) -> str:
    """The label without case, spaces and signs, by which labels are compared."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", label).casefold())


def attribute_label(attribute: str, table: Table) -> str:
    """The label over an attribute: its name, marked if it would be read as a column of the table.

    `Shoe size` stays as it is; `Region` of a deal becomes `attribute: Region`. `attribute_name` is the way
    back.
    """
    taken = squeezed(attribute) in {squeezed(column.name) for column in table.columns}
    return f"{_MARK}{attribute}" if taken or attribute.startswith(_MARK) else attribute


def attribute_name(label: str, table: Table) -> str:
    """The attribute under a label that `attribute_label` made; never the very name of a column."""
    name = label.removeprefix(_MARK)
    return label if name in {column.name for column in table.columns} else name
