"""What is said from the installation to the first own data; hostile names stay words."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from syrupy.assertion import SnapshotAssertion

from assistant.demo_data import Demo
from assistant.slack.installing import upload_messages as uploading
from assistant.slack.installing import welcome
from assistant.slack.outgoing import Message, sealed
from assistant.uploads import OpenQuestion, Preview, TablePreview
from assistant.uploads.questions import OfferedChoice, which_table
from evals.slack_standin.rules import breaches
from knowledge.restoring import Undone

UPLOAD = "upload:D0000001:1795375928.000006:F0000005"
HOSTILE = "<!channel> *Acme* <https://evil.example|x> \u202e=HYPERLINK(1) " + "long " * 80
TABLE = TablePreview("deals", 120, 100, 15, 2, 3, ("Segment", "Region X"), unchanged=False, whole_file=False)
KEPT_OUT = TablePreview("partners", 0, 0, 0, 0, 0, (), unchanged=False, whole_file=True)
PREVIEW = Preview(
    name="deals.csv",
    tables=(TABLE,),
    problems=("line 7, amount: found 'many', expected a number",),
    more_problems=1,
    remarks=("column created_on: dates read with the day first",),
    merged=0,
    questions=(),
    sample=False,
    undoable=True,
)
QUESTION = OpenQuestion(
    key="0123456789abcdef",
    column="created_on",
    text="Which comes first in 03/04/2026, the day or the month?",
    samples=("03/04/2026", "05/06/2026"),
    choices=(OfferedChoice(value="day_first", label="the day"), OfferedChoice(value="m", label="the month")),
    proposed=0,
)


def changed(**values: object) -> Preview:
    """The preview with other values."""
    return Preview(**{**vars(PREVIEW), **values})


def hostile() -> Preview:
    table = TablePreview("deals", 1, 1, 0, 0, 0, (HOSTILE, HOSTILE), unchanged=False, whole_file=False)
    return changed(name=HOSTILE, tables=(table,) * 3, problems=(HOSTILE,) * 5, remarks=(HOSTILE,) * 9)


MESSAGES: Mapping[str, Message] = {
    "welcome": welcome.welcome(has_data=False),
    "welcome with data": welcome.welcome(has_data=True),
    "not begun": welcome.not_begun(),
    "how to import": welcome.how_to_import(),
    "demo loaded": welcome.demo_loaded(Demo(40, "Élodie Garnier", 9)),
    "demo cleared": welcome.demo_cleared(),
    "empty for an admin": Message("empty", welcome.empty_blocks(administers=True)),
    "empty for others": Message("empty", welcome.empty_blocks(administers=False)),
    "questions": uploading.asking(UPLOAD, "deals.csv", (QUESTION,)),
    "which table": uploading.asking(UPLOAD, "export.csv", (which_table("export.csv"),)),
    "preview with bad rows": uploading.previewing(UPLOAD, PREVIEW),
    "preview": uploading.previewing(UPLOAD, changed(problems=(), more_problems=0, tables=(TABLE,))),
    "preview beside the demo data": uploading.previewing(UPLOAD, changed(sample=True)),
    "preview of too much for an undo": uploading.previewing(UPLOAD, changed(undoable=False)),
    "no table": uploading.previewing(UPLOAD, changed(tables=(), problems=(), more_problems=0)),
    "nothing can come in": uploading.previewing(UPLOAD, changed(tables=(KEPT_OUT,), sample=True)),
    "imported": uploading.imported(UPLOAD, changed(merged=1)),
    "unusable": uploading.unusable(UPLOAD, "The file is not there any more. Please drop it here again."),
    "taken back": uploading.taken_back("deals.csv", Undone(100, {})),
    "taken back in part": uploading.taken_back("deals.csv", Undone(98, {"partners": 1, "deals": 2})),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_what_is_said(name: str, snapshot: SnapshotAssertion) -> None:
    message = sealed(MESSAGES[name])
    assert json.dumps(message, indent=1, ensure_ascii=False) == snapshot


@pytest.mark.parametrize(
    "message",
    [
        uploading.previewing(UPLOAD, hostile()),
        uploading.imported(UPLOAD, hostile()),
        uploading.taken_back(HOSTILE, Undone(1, {"deals": 1})),
        uploading.asking(
            UPLOAD,
            HOSTILE,
            (
                QUESTION.model_copy(
                    update={
                        "text": HOSTILE,
                        "samples": (HOSTILE,) * 5,
                        "choices": (OfferedChoice(value=HOSTILE, label=HOSTILE),) * 120,
                    }
                ),
            )
            * 10,
        ),
        welcome.demo_loaded(Demo(1, HOSTILE, 1)),
    ],
)
def test_names_from_outside_ping_nobody_link_nowhere_and_fit(message: Message) -> None:
    payload = sealed(message)
    shown = json.dumps([block for block in payload["blocks"] if "mrkdwn" in json.dumps(block)])
    assert "<!channel>" not in shown.replace('"plain_text", "text": "<!channel>', "")
    assert "<https://" not in json.dumps([_markup(payload)])
    assert "\u202e" not in json.dumps(payload, ensure_ascii=False)
    assert not breaches({**payload, "unfurl_links": False, "unfurl_media": False})


def test_a_question_names_its_column_once() -> None:
    about = QUESTION.model_copy(update={"text": "What stands in the column “created_on”?"})
    said = [
        uploading.asking(UPLOAD, "deals.csv", (one,)).blocks[1]["text"]["text"] for one in (about, QUESTION)
    ]
    assert said[0].startswith("*What stands in the column “created_on”?*")
    assert said[1].startswith("*In the column “created_on”: Which comes first")


def _markup(payload: Mapping[str, object]) -> list[str]:
    """Every piece of Slack's markup in a message."""
    found: list[str] = [str(payload["text"])]

    def walk(node: object) -> None:
        if isinstance(node, dict):
            if node.get("type") == "mrkdwn":
                found.append(node["text"])
            for item in node.values():
                walk(item)
        elif isinstance(node, list):
            for item in node:
                walk(item)

    walk(payload["blocks"])
    return found
