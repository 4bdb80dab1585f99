"""What the app answers to forms: response actions and options, checked as Slack checks them."""

from __future__ import annotations

from typing import Final

from evals.slack_standin.carriers import Acknowledgement
from evals.slack_standin.kit.composition import OPTION
from evals.slack_standin.rules import Refused
from evals.slack_standin.shapes import items, record
from evals.slack_standin.surfaces import push, replace_body
from evals.slack_standin.workspace import Json, View, Workspace

OPTIONS: Final = 100
_OFFER: Final = record({"options": items(OPTION, 0, OPTIONS)})


def follow(workspace: Workspace, view: View, action: Json) -> None:
    """Do what the app answered to a submission; raises `Refused` for an answer that Slack does not take."""
    kind = action.get("response_action")
    if kind == "failed":
        return
    if kind == "errors":
        _check_errors(view, action)
    elif kind == "update":
        replace_body(workspace, view, action["view"])
    elif kind == "push":
        push(workspace, view, action["view"])
    elif kind == "clear":
        close(workspace, view, all_of_them=True)
    elif kind is None and not action:
        view.open = False
    else:
        raise Refused("invalid_response_action", [f"unknown answer {action}"])


def close(workspace: Workspace, view: View, all_of_them: bool) -> None:
    """A modal goes away, or the whole stack that it stands in."""
    root = view.root or view.id
    for one in workspace.views.values():
        if one is view or (all_of_them and root in (one.id, one.root)):
            one.open = False


def offered(answer: Acknowledgement) -> list[Json]:
    """The options of an answer to `block_suggestion`, which must come within three seconds."""
    if not answer.status:
        raise Refused("no_options_in_time")
    body, wrong = answer.json(), list[str]()
    _OFFER(body, "", wrong)
    if wrong:
        raise Refused("invalid_options", wrong)
    found: list[Json] = body["options"]
    return found


def _check_errors(view: View, action: Json) -> None:
    inputs = {block.get("block_id") for block in view.body["blocks"] if block["type"] == "input"}
    errors = action.get("errors")
    if not isinstance(errors, dict) or not errors:
        raise Refused("invalid_response_action", ["errors must be an object that is not empty"])
    wrong = [f"{key!r} is no input of this view" for key in errors.keys() - inputs]
    wrong += [
        f"the error of {key!r} says nothing" for key, text in errors.items() if not text or text.isspace()
    ]
    if wrong:
        raise Refused("invalid_response_action", wrong)
