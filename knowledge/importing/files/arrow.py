"""Columns of a Parquet file as text, a whole column at once."""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from tools.spreadsheets import clear_number

if TYPE_CHECKING:
    import pyarrow as pa


def texts_of(column: pa.Array) -> list[str]:
    """Text per cell, empty for a null: days and times in ISO, numbers without exponent, lists by `;`.

    A time at midnight is a day; a nested value is JSON; bytes that are no UTF-8 are lone surrogates.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    kind, types = column.type, pa.types
    if types.is_dictionary(kind):
        return texts_of(column.dictionary_decode())
    if types.is_run_end_encoded(kind):
        return texts_of(pc.run_end_decode(column))
    for is_kind, read in (
        (_is_text, _words),
        (types.is_timestamp, _moments),
        (types.is_time, _times),
        (types.is_floating, _numbers),
        (types.is_decimal, _numbers),
        (_is_list, _lists),
        (_is_nested, _nested),
    ):
        if is_kind(kind):
            return read(column)
    return _cast(column)


def bytes_of(column: pa.Array) -> int:
    """Bytes that the column takes once every cell of it stands alone."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not (pa.types.is_dictionary(column.type) and is_long(column.type.value_type)):
        return int(column.nbytes)
    lengths = pc.binary_length(column.dictionary).take(column.indices)
    return int(column.nbytes - column.dictionary.nbytes) + (pc.sum(lengths).as_py() or 0)


def is_long(kind: pa.DataType) -> bool:
    """Whether values of the type are texts or bytes of any length."""
    from pyarrow import types

    texts = (types.is_string, types.is_large_string, types.is_string_view)
    bytes_ = (types.is_binary, types.is_large_binary, types.is_binary_view)
    return any(check(kind) for check in (*texts, *bytes_))


def _is_text(kind: pa.DataType) -> bool:
    from pyarrow import types

    return is_long(kind) or types.is_fixed_size_binary(kind)


def _is_list(kind: pa.DataType) -> bool:
    from pyarrow import types

    return any(check(kind) for check in (types.is_list, types.is_large_list, types.is_list_view))


def _is_nested(kind: pa.DataType) -> bool:
    import pyarrow as pa

    return pa.types.is_nested(kind) or pa.types.is_interval(kind) or isinstance(kind, pa.BaseExtensionType)


def _cast(column: pa.Array) -> list[str]:
    import pyarrow as pa

    texts: list[str] = column.cast(pa.string()).fill_null("").to_pylist()
    return texts


def _words(column: pa.Array) -> list[str]:
    import pyarrow as pa

    try:
        return _cast(column)
    except (pa.ArrowInvalid, UnicodeDecodeError):
        found = column.cast(pa.large_binary()).fill_null(b"").to_pylist()
        return [word.decode("utf-8", "surrogateescape") for word in found]


def _numbers(column: pa.Array) -> list[str]:
    plain = (_plain(text) if "e" in text.lower() or text == "nan" else text for text in _cast(column))
    return [clear_number(text) for text in plain]


def _plain(text: str) -> str:
    return "" if text == "nan" else format(Decimal(text), "f")


def _times(column: pa.Array) -> list[str]:
    import pyarrow as pa

    return _cast(column.cast(pa.time32("s"), safe=False))


def _moments(column: pa.Array) -> list[str]:
    import pyarrow as pa
    import pyarrow.compute as pc

    aware = column.type.tz is not None
    column = _in_known_zone(column) if aware else column
    local = pc.local_timestamp(column) if aware else column
    seconds = pc.floor_temporal(local, unit="second").cast(pa.timestamp("s"))
    days = pc.replace_substring(seconds.cast(pa.string()), " 00:00:00", "")
    texts = pc.replace_substring(days, " ", "T")
    if aware:
        offsets = pc.replace_substring_regex(pc.strftime(column, format="%z"), r"(..)$", r":\1")
        timed = pc.binary_join_element_wise(texts, offsets, "")
        texts = pc.if_else(pc.match_substring(texts, "T"), timed, texts)
    return _cast(texts)


def _in_known_zone(column: pa.Array) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    try:
        pc.local_timestamp(column[:1])
    except pa.ArrowInvalid:
        return column.cast(pa.timestamp(column.type.unit, "UTC"))
    return column


def _lists(column: pa.Array) -> list[str]:
    import pyarrow.compute as pc

    items = iter(texts_of(column.flatten()))
    lengths = pc.list_value_length(column).fill_null(0).to_pylist()
    return [";".join(filter(None, islice(items, length))) for length in lengths]


def _nested(column: pa.Array) -> list[str]:
    values = (cell.as_py() for cell in column)
    return ["" if value is None else _json(value) for value in values]


def _json(value: object) -> str:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
