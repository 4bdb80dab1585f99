"""The brief before a call and the pack for a review, on the sample."""

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.errors import NoSuchQuarter, UnknownPartner
from assistant.packs.written import WrittenPack
from assistant.rapport import Rapport
from knowledge.rows import partner_rows
from tools.facts import Audience

DAY = date(2026, 10, 31)
PRIYA = "priya.nair@vendor.example"
PARTNER = "Zirbel Analytics"


@pytest.fixture(scope="module")
def packs(rapport: Rapport) -> dict[Audience, WrittenPack]:
    person = rapport.person(PRIYA)
    return {one: rapport.review_pack(PARTNER, person, one, DAY) for one in Audience}


def test_the_brief_fits_one_screen_and_shows_money_people_and_the_last_talk(rapport: Rapport) -> None:
    answer = rapport.brief(PARTNER, rapport.person(PRIYA), DAY)
    assert len(answer.text.split()) <= 140  # quotations and figures are counted generously
    assert answer.table is not None
    about = [row[0] for row in answer.table.rows]
    assert {"tier and phase", "won in 12 months, last win", "open deals", "last talk"} <= set(about)
    assert len(answer.table.rows) <= 12


def test_the_brief_counts_what_happened_after_the_last_talk(rapport: Rapport) -> None:
    answer = rapport.brief(PARTNER, rapport.person(PRIYA), DAY)
    partner_id = next(fact.partner_id for fact in answer.facts or () if fact.partner_id)
    with rapport.engine.connect() as connection:
        rows = partner_rows(connection, [partner_id], DAY)
    talks = rows["activities"][rows["activities"]["kind"].isin(("meeting", "call"))]["date"]
    deals = rows["deals"][rows["deals"]["stage"].eq("won") & (rows["deals"]["closed_on"] > talks.max())]
    told = {fact.kind: fact.value for fact in answer.facts or ()}
    assert told["brief.last_talk_on"] == talks.max().date()
    assert told["brief.won_since"] == len(deals)
    assert told["brief.won_amount_since"] == pytest.approx(deals["amount_base"].sum())


def test_the_partners_pack_leaves_out_all_that_the_internal_one_says_of_them(
    packs: dict[Audience, WrittenPack],
) -> None:
    ours, theirs = packs[Audience.INTERNAL].text, packs[Audience.SHAREABLE].text
    for internal in ("growth hacker", "score", "Next step", "on hold"):
        assert internal in ours
        assert internal not in theirs
    assert set(theirs.splitlines()[1:]) <= set(ours.splitlines())


def test_an_unknown_or_ambiguous_partner_is_told_by_name(rapport: Rapport) -> None:
    with pytest.raises(UnknownPartner, match="Do you mean"):
        rapport.review_pack("Zirbl Analitics Group", rapport.person(PRIYA), Audience.INTERNAL, DAY)
    with pytest.raises(UnknownPartner, match=r"^No partner is called 'qqqq'\.$"):
        rapport.review_pack("qqqq", rapport.person(PRIYA), Audience.INTERNAL, DAY)


@pytest.mark.parametrize(
    ("period", "said"),
    [("2027-Q9", "'2027-Q9' is no quarter: write it like 2026-Q3."), ("2026-Q4", "Q4 2026 had not ended")],
)
def test_a_quarter_that_is_none_or_not_over_is_told(rapport: Rapport, period: str, said: str) -> None:
    with pytest.raises(NoSuchQuarter, match=said):
        rapport.review_pack(PARTNER, rapport.person(PRIYA), Audience.SHAREABLE, DAY, period)


def test_the_command_writes_page_and_slides_and_never_over_them(home: Path, tmp_path: Path) -> None:
    command = ["brief", PARTNER, "--qbr", "--for-partner", "--as", PRIYA, "--to", str(tmp_path / "out")]
    settings = {"RAPPORT_HOME": str(home)}
    done = CliRunner().invoke(app, command, env=settings)
    assert done.exit_code == 0, done.output
    files = sorted((tmp_path / "out").iterdir())
    assert [file.suffix for file in files] == [".html", ".pptx"]
    again = CliRunner().invoke(app, command, env=settings)
    assert again.exit_code == 2
    assert "is there already" in again.output
    assert sorted((tmp_path / "out").iterdir()) == files
