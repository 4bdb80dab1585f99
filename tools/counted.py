"""What a count is about: two counts over different partners or rows are different facts."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b


def counted(ids: Iterable[object], subject: str) -> str:
    """The subject of a fact that counts these: what is counted, and a digest of the ids in any order."""
    digest = blake2b("\0".join(sorted(map(str, ids))).encode(), digest_size=4).hexdigest()
    return f"{subject}/{digest}"
