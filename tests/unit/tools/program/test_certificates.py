"""Certificates of people, names and technologies that are spelled in two ways."""

from datetime import timedelta

import pandas as pd

from tests.unit.tools.event_tables import DAY, tables
from tests.unit.tools.program.programs import certificates, placed
from tools.program import expiring, lapsed
from tools.program.certificates import Filter, chosen, held_twice, people_of

SOON, LATER = DAY + timedelta(days=30), DAY + timedelta(days=400)
OLD = {"person": "José Díaz", "name": "Expert", "technology": "Azure", "certification_id": "old"}
NEW = {"person": " jose  diaz", "name": "EXPERT", "technology": "azure", "certification_id": "new"}


def rows(*given: dict[str, object]) -> pd.DataFrame:
    return tables(placed(a="Gold"), certifications=list(given))["certifications"]


def test_a_renewal_in_another_spelling_is_a_renewal() -> None:
    ends = expiring(rows(*certificates("a", SOON, **OLD), *certificates("a", LATER, **NEW)), DAY, SOON)
    assert ends[["renewed", "last_one"]].to_numpy().tolist() == [[True, False]]


def test_what_lapsed_and_was_renewed_in_another_spelling_has_not_lapsed() -> None:
    yesterday = DAY - timedelta(days=1)
    both = rows(*certificates("a", yesterday, **OLD), *certificates("a", LATER, **NEW))
    assert lapsed(both, DAY).empty
    twice = rows(*certificates("a", yesterday, **OLD), *certificates("a", yesterday, **NEW))
    assert len(lapsed(twice, DAY)) == 1


def test_one_person_in_two_spellings_is_one_person_and_is_found_by_either() -> None:
    both = rows(*certificates("a", LATER, **OLD), *certificates("a", LATER, **NEW))
    assert (people_of(both), len(held_twice(both))) == (1, 1)
    assert len(chosen(both, ["a"], Filter("JOSE DÍAZ", ("AZURE",)))) == 2
