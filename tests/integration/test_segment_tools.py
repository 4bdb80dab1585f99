"""Finding, coverage, comparing and attention on the sample: ids of facts, hidden books, words on file."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Literal

from assistant.rapport import Rapport
from assistant.toolbox.argument_types import Arguments
from assistant.toolbox.arguments import ComparePartners, CoverageMap, FindPartners, PartnersNeedingAttention
from assistant.toolbox.attention import partners_needing_attention
from assistant.toolbox.comparing import compare_partners
from assistant.toolbox.coverage import coverage_map
from assistant.toolbox.finding import find_partners
from assistant.toolbox.turn import Turn
from tools.facts import Fact, Findings, Quote

DAY = date(2026, 10, 31)
LANES: tuple[Literal["due", "money_at_risk", "going_dark"], ...] = ("due", "money_at_risk", "going_dark")
PRIYA, LEAD = "priya.nair@vendor.example", "tom.ashworth@vendor.example"
HIDDEN = "ACC-1018"
CALLS: tuple[Arguments, ...] = (
    PartnersNeedingAttention(),
    PartnersNeedingAttention(scope="portfolio", limit=20),
    *(
        PartnersNeedingAttention(scope="portfolio", lane=lane)
        for lane in ("due", "money_at_risk", "going_dark")
    ),
    CoverageMap(),
    CoverageMap(show="single"),
    CoverageMap(show="empty", limit=30),
    CoverageMap(region="DACH"),
    CoverageMap(sector="manufacturing"),
    FindPartners(sector="manufacturing"),
    FindPartners(technology="Kubernetes"),
    FindPartners(sector="manufacturing", technology="Kubernetes"),
    FindPartners(sector="manufacturing", person=True),
    FindPartners(language="French", person=True),
    ComparePartners(sector="manufacturing"),
    ComparePartners(technology="Kubernetes"),
)
ASKED = (*((one, LEAD) for one in CALLS), (CALLS[0], PRIYA), (CALLS[5], PRIYA))
TOOLS = {
    PartnersNeedingAttention: partners_needing_attention,
    CoverageMap: coverage_map,
    FindPartners: find_partners,
    ComparePartners: compare_partners,
}


def told(rapport: Rapport, arguments: Arguments, who: str = LEAD) -> Findings:
    access = rapport.roster.access(rapport.person(who))
    turn = Turn("q", "", DAY, DAY, "t", access, rapport.roster.names(access))
    return TOOLS[type(arguments)](arguments, turn, rapport.asking.office)  # type: ignore[operator]  # each takes its own


def test_a_fact_id_stands_for_one_value_whatever_was_asked(rapport: Rapport) -> None:
    values: dict[str, set[object]] = defaultdict(set)
    for fact in (fact for one, who in ASKED for fact in every(told(rapport, one, who))):
        values[fact.id].add((fact.kind.name, fact.value))
    assert [found for found in values.values() if len(found) > 1] == []


def every(found: Findings) -> Iterator[Fact]:
    """Every fact as it is used, also two with one id."""
    for statement in found.statements:
        yield from statement.facts()
    for row in found.table.rows if found.table else ():
        yield from (cell for cell in row if cell)


def test_nothing_of_other_books_is_named_counted_or_opened(own_books: Rapport) -> None:
    access = own_books.roster.access(own_books.person(PRIYA))
    standing = own_books.asking.office.standings.at(DAY)
    hidden = set(standing.portfolio.partners.index) - access.visible
    names = {str(name) for name in standing.portfolio.partners["name"][sorted(hidden)]}
    assert HIDDEN in hidden
    for arguments in (CALLS[1], *CALLS[6:8], *CALLS[12:15], CALLS[15]):
        facts = list(every(told(own_books, arguments, PRIYA)))
        assert not {fact.partner_id for fact in facts} & hidden
        assert not {fact.value for fact in facts} & names
        for kind in ("attention.of_partners", "find.fitting", "segments.counted", "find.partners_read"):
            assert all(fact.value <= len(access.visible) for fact in facts if fact.kind.name == kind)  # type: ignore[operator]  # counts


def test_coverage_counts_only_the_demand_of_partners_that_may_be_seen(
    rapport: Rapport, own_books: Rapport
) -> None:
    asked = CoverageMap(limit=30)
    whole, own = demand(told(rapport, asked)), demand(told(own_books, asked, PRIYA))
    both = whole.keys() & own.keys()
    assert all(own[cell] <= whole[cell] for cell in both)
    assert any(own[cell] < whole[cell] for cell in both)


def demand(found: Findings) -> dict[tuple[object, ...], float]:
    """Demand of every pair of sector and technology in the table."""
    rows = found.table.rows if found.table else ()
    return {
        tuple(cell and cell.value for cell in row[:2]): float(str(row[2].value)) for row in rows if row[2]
    }


def test_a_late_promise_is_told_in_its_own_words_and_the_draft_is_about_it(rapport: Rapport) -> None:
    found = told(rapport, PartnersNeedingAttention(scope="portfolio"))
    keys = [statement.key for statement in found.statements]
    words = found.statements[keys.index("attention.words")]
    assert keys[keys.index("attention.words") - 1].startswith("attention.promise_")
    quoted = words.slots["words"]
    assert isinstance(quoted, Quote)
    assert quoted.note_id
    assert found.suggestions[0].key == "suggest.draft_promise"


def test_commissions_on_hold_name_the_reason_on_file(rapport: Rapport) -> None:
    found = told(rapport, PartnersNeedingAttention(scope="portfolio", lane="due", limit=50))
    reasons = [fact for fact in every(found) if fact.kind.name == "commissions.hold_reason"]
    held = [one for one in found.statements if one.key.startswith("attention.commission_held")]
    assert bool(reasons) is bool(held)
    assert all(fact.rows for fact in reasons)
