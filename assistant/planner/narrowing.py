"""The last call with what a half sentence puts in: another place, name, value, or somebody left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import to_jsonable_python

from assistant.planner.common_slots import Slots
from assistant.planner.leftover import bare_slots
from assistant.planner.network_slots import expires_until
from assistant.planner.reading import Reading
from assistant.planner.slots import slots_for
from assistant.planner.thread import Call
from assistant.toolbox.arguments import ARGUMENTS
from prompts.words import shape
from tools.spelling import fold

_PLACES: Final = frozenset(("region", "country"))
_WHOM: Final = frozenset(("partner", "partners", "contact"))
_WHOSE: Final = frozenset(("manager", "scope"))
_WHICH: Final = _PLACES | _WHOSE | {"type", "tier"}
_OF_LISTS: Final = _WHICH | {
    *("sector", "excluding", "limit", "by", "order", "phase", "stuck", "left", "direction", "snoozed"),
}
"""Of no use once one partner is meant."""
_DROPS: Final = shape("drops")


def narrowed(reading: Reading, last: Call, fields: frozenset[str]) -> Call | None:
    """The last call with what the message says; None when that changes nothing or does not fit.

    Args:
        reading: A half sentence.
        last: The call just answered.
        fields: Names of its arguments.
    """
    said = _said(reading, last, fields)
    if not said or (last.tool == "digest_settings" and said == {"action": "show"}):
        return None
    args = put_in(last.args, said, of_one=_of_one(last.tool))
    return Call(last.tool, args) if _changes(last, args) else None


def put_in(args: Mapping[str, Any], said: Slots, *, of_one: bool = False) -> Slots:
    """The arguments with those said in place of what they rule out; the others stay.

    Args:
        of_one: Whether the tool is always about one partner.
    """
    gone = set[str]()
    for group in (_PLACES, _WHOM, _WHOSE):
        gone |= group if group & set(said) else set()
    if _WHOM & set(said) and not _WHOM & set(args):
        gone |= _OF_LISTS
    if _WHICH & set(said) and not _WHOM & set(said) and not of_one:
        gone |= _WHOM
    kept = {name: value for name, value in args.items() if name not in gone}
    if "excluding" in said:
        said = {**said, "excluding": tuple(dict.fromkeys((*args.get("excluding", ()), *said["excluding"])))}
    return {**kept, **said}


def _said(reading: Reading, last: Call, fields: frozenset[str]) -> Slots:
    """What the message says of the arguments of the last call."""
    if "excluding" in fields and reading.partners and _DROPS.match(fold(reading.masked)):
        return {"excluding": reading.partners}
    said = slots_for(last.tool, reading, fields)
    said.pop("query", None)
    bare = bare_slots(reading, last.tool)
    said |= bare
    if last.tool == "certifications" and not bare and reading.word("certificates") is None:
        said.pop("show", None)
        said |= expires_until(reading) if last.args.get("show") == "expiring" else {}
    if last.tool == "compare_partners" and reading.partners:
        said["partners"] = tuple(dict.fromkeys((*last.args.get("partners", ()), *reading.partners)))
    return said


def _of_one(tool: str) -> bool:
    """Whether the tool is always about one partner."""
    field = ARGUMENTS[tool].model_fields.get("partner")
    return field is not None and field.is_required()


def _changes(last: Call, args: Slots) -> bool:
    """Whether the arguments fit the tool and differ from the last ones."""
    try:
        ARGUMENTS[last.tool].model_validate(args)
    except ValidationError:
        return False
    return bool(to_jsonable_python(args) != to_jsonable_python(last.args))
