"""From the asker's words to ids: partners, contacts and managers are resolved before a tool runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from assistant.toolbox.argument_types import Arguments, Ref
from assistant.toolbox.handles import Handles
from tools.facts import Findings
from tools.names import NameIndex, NameKind, Resolution


class Unresolved(Exception):
    """A name is ambiguous or unknown; `findings` asks back."""

    def __init__(self, findings: Findings) -> None:
        super().__init__("a name is ambiguous or unknown")
        self.findings = findings


@dataclass(frozen=True)
class Taken:
    """A partner of the own book, taken for a name that others have too."""

    partner_id: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class Resolver:
    """Resolves the references of one question.

    Attributes:
        names: Only what the asker may see, so that nothing hidden comes back as a suggestion.
        own_book: Partner ids that win a tie.
    """

    names: NameIndex
    handles: Handles
    own_book: frozenset[str]

    def taken(self, arguments: Arguments) -> tuple[Taken, ...]:
        """The partners among the references whom the own book alone told from others of that name."""
        found: list[Taken] = []

        def look(kind: Ref, words: str) -> str:
            if kind is Ref.PARTNER and (one := self._taken(words)) is not None:
                found.append(one)
            return words

        _replaced(arguments, look)
        return tuple(dict.fromkeys(found))

    def without_handles(self, arguments: Arguments) -> Arguments:
        """The same arguments with what its handles stand for: ids, or words that named nobody before."""
        return _replaced(arguments, lambda kind, words: self.handles.id_of(kind.value, words) or words)

    def resolve(self, arguments: Arguments, *, certain: bool = False) -> Arguments:
        """The same arguments with ids in place of handles and words.

        Args:
            arguments: As they were given.
            certain: Ask rather than take the own partner among several of a name.

        Raises:
            Unresolved: for the first name that is ambiguous or unknown, or may not be known any more.
        """
        if certain and (taken := self.taken(self.without_handles(arguments))):
            raise Unresolved(Findings(clarify=(taken[0].partner_id, *taken[0].others)))
        return _replaced(self.without_handles(arguments), self._one)

    def _one(self, kind: Ref, words: str) -> str:
        resolution = self.names.resolve(words, (NameKind(kind),), self.own_book)
        if words in resolution.ids:
            return words
        if not resolution.ids and kind is Ref.PARTNER:
            resolution = self._by_contact(words) or resolution
        if len(resolution.ids) == 1:
            return resolution.ids[0]
        if kind is Ref.PARTNER and resolution.ids:
            ids = (*resolution.ids, *self.names.resolve(words).ids)  # the own ones first
            resolution = replace(resolution, ids=tuple(dict.fromkeys(ids)))
        if kind is Ref.CONTACT and len(employers := self._employers(resolution.ids)) > 1:
            raise Unresolved(Findings(clarify=employers))
        raise Unresolved(_asking_back(kind, resolution))

    def _taken(self, words: str) -> Taken | None:
        own = self.names.resolve(words, prefer=self.own_book).ids
        alike = self.names.resolve(words).ids if len(own) == 1 else ()
        others = tuple(one for one in alike if one not in own)
        return Taken(own[0], others) if others else None

    def _by_contact(self, words: str) -> Resolution | None:
        """The partner that a person of that name works for."""
        people = self.names.resolve(words, (NameKind.CONTACT,), self.own_book)
        return Resolution(self._employers(people.ids)) if people.ids else None

    def _employers(self, contact_ids: Sequence[str]) -> tuple[str, ...]:
        """The partners that these people work for, each once."""
        found = (self.names.owner(NameKind.CONTACT, contact_id) for contact_id in contact_ids)
        return tuple(dict.fromkeys(partner_id for partner_id in found if partner_id))


def _replaced(arguments: Arguments, meaning: Callable[[Ref, str], str]) -> Arguments:
    """The arguments with every reference replaced by its meaning."""
    changes: dict[str, Any] = {}
    for name in arguments.model_fields_set:
        kind, value = reference_of(type(arguments), name), getattr(arguments, name)
        if kind is None or value is None:
            continue
        changes[name] = (
            tuple(meaning(kind, words) for words in value)
            if isinstance(value, tuple)
            else meaning(kind, value)
        )
    return arguments.model_copy(update=changes)


def _asking_back(kind: Ref, resolution: Resolution) -> Findings:
    """A question back for a partner; for others the refusal that says what to do."""
    if kind is not Ref.PARTNER:
        return Findings(refuse=f"{'several' if resolution.ids else 'unknown'}_{kind}")
    if resolution.ids:
        return Findings(clarify=resolution.ids)
    return Findings(unknown=resolution.nearest)


def reference_of(schema: type[Arguments], name: str) -> Ref | None:
    """What the argument `name` refers to; None for a plain value, and for a name that is no argument."""
    field = schema.model_fields.get(name)
    if field is None:
        return None
    return next((item for item in field.metadata if isinstance(item, Ref)), None) or _reference(
        field.annotation
    )


def _reference(annotation: Any) -> Ref | None:  # noqa: ANN401 -- an annotation can be any object
    """The `Ref` inside an annotation such as `PartnerRef | None` or `tuple[PartnerRef, ...]`."""
    for part in get_args(annotation):
        if isinstance(part, Ref):
            return part
        if (found := _reference(part)) is not None:
            return found
    return None
