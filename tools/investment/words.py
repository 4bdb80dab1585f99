"""What groups of partners are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tools.facts import Kind
from tools.investment import kinds


@dataclass(frozen=True)
class Words:
    """How groups are told.

    Attributes:
        by: What is grouped by, such as `tier`.
        prefix: Of the codes that the words go by, such as `load_tier.`; empty if a group has a name.
        names: Names of groups that are told by another word than the group itself.
    """

    by: str
    prefix: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    def said(self, group: str) -> tuple[Kind, str]:
        """Kind and value of the fact that names the group; of "" that there is none on file."""
        if not group:
            return kinds.GROUP_LABEL, f"no_group.{self.by}"
        if self.prefix:
            return kinds.GROUP_LABEL, f"{self.prefix}{group}"
        return kinds.GROUP, self.names.get(group, group)
