"""Attributes of partners on an earlier day, from the changes that imports have seen since."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

ATTRIBUTES_SINCE: Final = "attributes_since"
"""Column of partners: the first import of the partner. For an earlier day the first known value was taken."""


def as_they_were(partners: pd.DataFrame, later: pd.DataFrame) -> pd.DataFrame:
    """The partners with what their attributes said before `later` changes.

    Args:
        partners: Indexed by partner id, as they are now.
        later: The changes after the day in question, with the columns `partner_id`, `attribute`,
            `changed_on` and `before`. The first one of a partner and attribute tells what held on the day.

    Returns:
        The same rows and dtypes; an attribute without a later change, and one that `partners` lacks, stays.
    """
    known = later[later["partner_id"].isin(partners.index)]
    first = known.sort_values("changed_on", kind="stable").drop_duplicates(["partner_id", "attribute"])
    held: dict[str, pd.Series[Any]] = {}
    for attribute, changes in first.groupby("attribute"):
        if attribute in partners:
            now = partners[attribute]
            before = changes.set_index("partner_id")["before"].astype(now.dtype)
            held[str(attribute)] = now.mask(now.index.isin(before.index), before)
    return partners.assign(**held)
