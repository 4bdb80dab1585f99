"""The token that opens a file goes to Slack alone, and only a file of bearable size is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from slack_sdk import WebClient

from assistant.errors import FileUnusable
from assistant.slack.installing.fetching import Fetcher
from evals.slack_standin import SlackStandin, User

OWNER = "UOWNER00"


class Described(WebClient):
    """Slack's description of one file, whatever it says; any further call would go nowhere."""

    def __init__(self, file: Mapping[str, Any]) -> None:
        super().__init__("xoxb-secret", base_url="https://slack.com/api/")
        self._file = file

    def files_info(self, **_arguments: object) -> dict[str, Any]:  # type: ignore[override]  # all that is read of it
        """The description."""
        return {"file": dict(self._file)}


def described(**changed: object) -> Described:
    file = {"mimetype": "text/csv", "mode": "hosted", "size": 10}
    return Described({**file, "url_private_download": "https://files.slack.com/a.csv", **changed})


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/a.csv",
        "https://files.slack.com.evil.example/a.csv",
        "https://files.slack.com@evil.example/a.csv",
        "http://files.slack.com/a.csv",
        "https://files.slack.com:8443/a.csv",
        "https://me@slack.com/a.csv",
        "https://me@files.slack.com/a.csv",
        "https://files.slack.com:none/a.csv",
        "https://[files.slack.com/a.csv",
        "file:///etc/passwd",
    ],
)
def test_an_address_outside_slack_is_never_asked(url: str) -> None:
    with pytest.raises(FileUnusable, match="outside Slack"):
        Fetcher(described(url_private_download=url), lambda _: None).read("F1")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"mode": "tombstone"}, "not there any more"),
        ({"is_external": True}, "outside Slack"),
        ({"size": 21 * 1024 * 1024}, "more than 20 MB"),
    ],
)
def test_what_is_gone_elsewhere_or_too_large_is_told(changed: dict[str, Any], told: str) -> None:
    with pytest.raises(FileUnusable, match=told):
        Fetcher(described(**changed), lambda _: None).read("F1")


def test_a_file_is_read_but_no_more_of_it_than_is_bearable() -> None:
    with SlackStandin.start() as slack:
        slack.add_user(User(OWNER, "o@example.com", "O"))
        file = slack.add_file(OWNER, "deals & co.csv", b"a,b\n1,2\n")
        lying = slack.add_file(OWNER, "big.csv", b"x" * 100, length=10)
        page = slack.add_file(OWNER, "page.csv", b"<!DOCTYPE html><html>sign in")
        slack.share_file(OWNER, file, lying, page)
        client = WebClient(slack.environment["SLACK_BOT_TOKEN"], base_url=slack.environment["SLACK_API_URL"])
        fetcher = Fetcher(client, lambda _: None, largest=50)
        assert fetcher.read(file.id) == b"a,b\n1,2\n"
        with pytest.raises(FileUnusable, match="more than"):
            fetcher.read(lying.id)
        with pytest.raises(FileUnusable, match="files:read"):
            fetcher.read(page.id)
        slack.remove_file(file)
        with pytest.raises(FileUnusable, match="not there any more"):
            fetcher.read(file.id)
