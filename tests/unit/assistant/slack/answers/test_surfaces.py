"""What people see of each kind of answer, to be read as text."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from assistant.contract import Answer, Call, ShownChart, ShownDraft, ShownFact, ShownSeries, ShownTable
from assistant.slack import notices
from assistant.slack.answers import Reader, answer_message, with_feedback
from assistant.slack.answers.more import rest_message, rows_message
from assistant.slack.outgoing import Message
from assistant.slack.sources import sources_view
from tests.slack_reading import read, read_view

DAY = date(2026, 10, 3)
NAMES = {"P1": "Globex GmbH", "P2": "Initech & Sons <!channel>", "P3": "شركة المستقبل", "P4": "Acme Ltd"}
OWNER = Reader(NAMES, frozenset(NAMES))
VIEWER = Reader(NAMES)


def fact(kind: str, value: Any, unit: str, partner: str | None = "P1", **more: Any) -> ShownFact:  # noqa: ANN401 - any value of a fact
    fields = {"id": f"{kind}:{partner}", "partner_id": partner, "as_of": DAY, **more}
    return ShownFact(kind=kind, value=value, unit=unit, **fields)


def tables() -> list[list[str]]:
    return [[f"table {one}", f"{one * 1_000:,}", "" if one % 2 else "1 Oct"] for one in range(37)]


def name(partner: str) -> ShownFact:
    return fact("partner.name", NAMES[partner], "name", partner)


ATTENTION = Answer(
    calls=[Call(tool="partners_needing_attention")],
    text="3 partners need you, of 14.\nGlobex GmbH used to bring €287,186 in 90 days, and brought €51,300 "
    "in the last 90. Next step: do what we promised, or agree on a new date.",
    facts=[name("P1"), name("P2"), name("P3"), fact("attention.partners", 3, "count", None)],
    table=ShownTable(
        title="Who needs you",
        columns=["partner", "lane", "why", "money in play", "last touch"],
        rows=[
            [NAMES["P1"], "due", "sales have fallen", "€235,886", "2 Oct"],
            [NAMES["P2"], "going dark", "sales collapsed", "€77,949", ""],
            [NAMES["P3"], "rising", "more wins", "€60,269", "23 Sept"],
        ],
        fact_ids=[[f"partner.name:{one}", None, None, None, None] for one in ("P1", "P2", "P3")],
    ),
    suggestions=["Write Globex GmbH about what we promised", "Why did Globex GmbH change?"],
)
PROFILE = Answer(
    calls=[Call(tool="partner_profile", args={"partner": "P1"})],
    text="Globex GmbH scores 70 of 100, rank 4 of 36.\nThey are a key partner; phase: devotion.",
    facts=[
        name("P1"),
        fact(
            "scorecard.total", 70.1, "points", label="score", rows=["usage:2026-10", "deal:D1"], more_rows=9
        ),
        fact("deals.last_won_on", date(2026, 8, 10), "date", label="last won deal", rows=["deal:D1"]),
    ],
    table=ShownTable(
        title="The 5Cs",
        columns=["category", "score", "rank"],
        rows=[["contribution", "80", "4"], ["consumption", "42", "28"], ["coverage", "", "7"]],
    ),
    charts=[
        ShownChart(
            title="Their 5Cs beside their peers' median",
            form="columns",
            categories=["contribution", "consumption"],
            series=[
                ShownSeries(label="Globex GmbH", values=[80.0, 42.0], words=["80", "42"]),
                ShownSeries(label="peers", values=[47.0, 64.0], words=["47", "64"]),
            ],
        )
    ],
    suggestions=[
        "Why did Globex GmbH change?",
        "Write Globex GmbH an answer to their last email",
        "Is Globex GmbH worth keeping?",
    ],
)
HEAT = Answer(
    text="4 pairs of sector and technology have nobody.",
    facts=[fact("coverage.pairs", 4, "count", None)],
    charts=[
        ShownChart(
            title="Qualified partners by sector and technology",
            form="heat",
            categories=["Identity", "ERP"],
            series=[
                ShownSeries(label="Energy", values=[7.0, 1.0], words=["7", "1"]),
                ShownSeries(label="Retail", values=[0.0, None], words=["0", ""]),
            ],
        )
    ],
)
TABLE = Answer(
    text="The data tells of everything until 3 Oct.",
    facts=[fact("health.rows", 73, "count", None)],
    table=ShownTable(
        title="Tables",
        columns=["table", "rows", "newest event"],
        rows=[
            [f"table {number}", f"{number * 1_000:,}", "" if number % 2 else "1 Oct"] for number in range(37)
        ],
    ),
    suggestions=["Who needs attention?"],
)
LONG = Answer(text="\n\n".join(f"Paragraph {number}. {'It says a lot. ' * 20}" for number in range(6)))
DRAFT = ShownDraft(
    id="d1", partner_id="P1", to="g@globex.example", channel="email", subject="s", body="b", language="en"
)
SURFACES = {
    "attention": (ATTENTION, OWNER),
    "attention, to somebody who may only read": (ATTENTION, VIEWER),
    "one partner, with a chart": (PROFILE, OWNER),
    "one partner, to somebody who may only read": (PROFILE, VIEWER),
    "a chart that Slack has not": (HEAT, OWNER),
    "a table": (TABLE, OWNER),
    "a wall of text": (LONG, OWNER),
    "refused": (Answer(text="That is outside what I do. I brief you.", refuse="out_of_scope"), OWNER),
    "which of them": (
        Answer(text="Do you mean Globex GmbH or Initech & Sons <!channel>?", clarify=["P1", "P2"]),
        OWNER,
    ),
    "nobody of that name": (
        Answer(text="I know no partner of that name. The nearest is Acme Ltd.", unknown=["P4"]),
        OWNER,
    ),
    "nobody near": (
        Answer(text="I know no partner or contact of that name. Check the spelling.", unknown=[]),
        OWNER,
    ),
    "shall I": (
        Answer(text="Shall I take this back? “call”", facts=[name("P1")], pending="change:1"),
        OWNER,
    ),
    "done": (Answer(text="Noted for Globex GmbH: “call”", facts=[name("P1")], undo="change:1"), OWNER),
    "drafts": (
        Answer(text="Here is a message to Globex GmbH.", facts=[name("P1")], drafts=[DRAFT]),
        OWNER,
    ),
    "nothing yet": (
        Answer(text="You look after no partner yet.", suggestions=["Who owns which partners?"]),
        OWNER,
    ),
}


@pytest.mark.parametrize("surface", SURFACES)
def test_what_people_see_of_an_answer(surface: str, snapshot: SnapshotAssertion) -> None:
    answer, reader = SURFACES[surface]
    assert read(with_feedback(answer_message(answer, reader, kept=True))) == snapshot


def test_what_people_see_when_something_went_wrong(snapshot: SnapshotAssertion) -> None:
    assert read(notices.notice(notices.FAILED)) == snapshot


@pytest.mark.parametrize(("what", "message"), [("rest", rest_message(LONG)), ("rows", rows_message(TABLE))])
def test_what_opens_in_the_thread(what: str, message: Message, snapshot: SnapshotAssertion) -> None:
    assert read(message) == snapshot(name=what)


def test_figures_stand_below_their_partner_and_none_is_about_the_answer_itself() -> None:
    figures = [
        fact("attention.told", 2, "count", None, label="partners told in words"),
        fact("attention.partners", 3, "count", None, label="partners that need attention"),
        *(fact("deals.won", 7, "count", one, label="won deals", rows=["deal:D1"]) for one in ("P2", "P1")),
        fact("deals.lost", 2, "count", "P2", label="lost deals", rows=["deal:D2"]),
    ]
    shown = read_view(sources_view([name("P1"), name("P2"), *figures]))
    order = ["need attention", "Initech", "won deals", "lost deals", "Globex", "won deals"]
    places = [shown.find(one) for one in order[:5]]
    assert places == sorted(places)
    assert -1 not in places
    assert shown.rfind("won deals") > shown.find("Globex")
    assert "told in words" not in shown
    assert shown.count("Globex") == shown.count("Initech") == 1


def test_what_the_figures_rest_on(snapshot: SnapshotAssertion) -> None:
    assert read_view(sources_view(PROFILE.facts or ())) == snapshot
