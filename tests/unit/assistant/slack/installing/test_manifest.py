"""What the app asks for is what it uses, each with its reason."""

from __future__ import annotations

import re
from pathlib import Path

import assistant
from assistant.slack.scopes import SCOPES
from evals.slack_standin.methods import METHODS
from evals.slack_standin.standin import MANIFEST

_CALL = re.compile(r"(?<=\.)[a-z]+_[A-Za-z_0-9]+|(?<=\")[a-z]+\.[A-Za-z.0-9]+(?=\")")


def used_methods() -> set[str]:
    """Every method of the Web API that our code calls, by the SDK's names or by Slack's."""
    known = {name.replace(".", "_"): name for name in METHODS} | {name: name for name in METHODS}
    files = Path(assistant.__file__).parent.rglob("*.py")
    return {known[found] for file in files for found in _CALL.findall(file.read_text()) if found in known}


def test_every_method_that_we_call_has_its_scopes() -> None:
    used = used_methods()
    assert {"chat.postMessage", "files.info", "oauth.v2.access", "conversations.history"} <= used
    assert not {name: METHODS[name].scopes for name in used if not set(METHODS[name].scopes) <= SCOPES}


def test_every_scope_says_what_it_is_for() -> None:
    manifest = MANIFEST.read_text(encoding="utf-8")
    for scope in SCOPES:
        assert re.search(
            rf"^ +- {re.escape(scope)} # \w+|^ +- commands # /rapport", manifest, re.MULTILINE
        ), scope


def test_the_app_hears_of_its_own_end() -> None:
    manifest = MANIFEST.read_text(encoding="utf-8")
    assert "- app_uninstalled" in manifest
    assert "- tokens_revoked" in manifest
