"""`ask --json`: a shape that others build on. What changes here breaks them."""

import json
from datetime import date

import pytest
from pydantic import ValidationError

from assistant.contract import Answer, Call, ShownDraft, ShownFact, ShownTable

FULL = Answer(
    calls=[Call(tool="draft_message", args={"partners": ["ACC-1"]})],
    text="Here it is.",
    facts=[
        ShownFact(
            id="f1",
            partner_id="ACC-1",
            kind="deals.last_won_on",
            label="last won deal",
            value=date(2026, 9, 2),
            unit="date",
            as_of=date(2026, 10, 31),
            rows=["deal:D9"],
            more_rows=2,
        ),
        ShownFact(id="f2", kind="attention.partners", value=3, unit="count", as_of=date(2026, 10, 31)),
    ],
    table=ShownTable(title="Who", columns=["partner"], rows=[["Kestrel"]]),
    drafts=[
        ShownDraft(
            id="d1",
            partner_id="ACC-1",
            to="dana@kestrel.example",
            channel="email",
            subject="Hello",
            body="Dear Dana",
            language="en",
            fact_ids=["f1"],
            note_ids=[],
        )
    ],
    suggestions=["Brief me on Kestrel"],
    clarify=["ACC-1", "ACC-2"],
    unknown=[],
    refuse="not_allowed",
    pending="change:1",
    undo="change:2",
)


def test_the_whole_shape() -> None:
    assert json.loads(FULL.to_json()) == {
        "calls": [{"tool": "draft_message", "args": {"partners": ["ACC-1"]}}],
        "text": "Here it is.",
        "facts": [
            {
                "id": "f1",
                "partner_id": "ACC-1",
                "kind": "deals.last_won_on",
                "label": "last won deal",
                "value": "2026-09-02",
                "unit": "date",
                "as_of": "2026-10-31",
                "rows": ["deal:D9"],
                "more_rows": 2,
            },
            {"id": "f2", "kind": "attention.partners", "value": 3, "unit": "count", "as_of": "2026-10-31"},
        ],
        "table": {"title": "Who", "columns": ["partner"], "rows": [["Kestrel"]]},
        "drafts": [
            {
                "id": "d1",
                "partner_id": "ACC-1",
                "to": "dana@kestrel.example",
                "channel": "email",
                "subject": "Hello",
                "body": "Dear Dana",
                "language": "en",
                "fact_ids": ["f1"],
                "note_ids": [],
            }
        ],
        "suggestions": ["Brief me on Kestrel"],
        "clarify": ["ACC-1", "ACC-2"],
        "unknown": [],
        "refuse": "not_allowed",
        "pending": "change:1",
        "undo": "change:2",
    }


def test_absent_keys_are_left_out_and_an_empty_list_of_nearest_is_not() -> None:
    assert json.loads(Answer(text="No.").to_json()) == {"calls": [], "text": "No."}
    assert json.loads(Answer(text="Who?", unknown=[]).to_json())["unknown"] == []


def test_what_was_kept_reads_back_as_the_same_answer() -> None:
    assert Answer.model_validate_json(FULL.to_json()).to_json() == FULL.to_json()


def test_a_key_that_is_not_in_the_contract_is_refused() -> None:
    with pytest.raises(ValidationError):
        Answer.model_validate({"text": "x", "prose": "y"})
