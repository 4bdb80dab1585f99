"""The bytes of a file in Slack, read with our token and from nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http.client import HTTPException
from typing import Any, Final
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from assistant.errors import FileUnusable
from assistant.slack.calling import patiently
from assistant.uploads import LARGEST

FILES_HOST: Final = "files.slack.com"
_TRIES: Final = 5
_PAUSE: Final = 1.0  # seconds; Slack looks through a file before it says of what type it is
_MEGABYTE: Final = 1024 * 1024
_GONE: Final = "The file is not there any more. Please drop it here again."
_ELSEWHERE: Final = "The file lies outside Slack, where I do not look. Please upload the file itself."
_SIGN_IN: Final = (
    "Slack does not let me read files: the app lacks the scope files:read. "
    "An admin of the workspace can reinstall it; rapport check says what is missing."
)
_UNREADABLE: Final = "Slack did not give me the file. Please drop it here again in a minute."


_WHY: Final = {302: _SIGN_IN, 403: _GONE, 404: _GONE, 410: _GONE}
"""By the status that Slack answers with; it redirects whom it does not know to its sign-in page."""


class _NoRedirects(HTTPRedirectHandler):
    """The token goes nowhere else."""

    def redirect_request(self, *_redirect: object) -> None:
        """Follow nothing."""


@dataclass(frozen=True)
class Fetcher:
    """Reads files that people shared with us.

    Attributes:
        client: Whose token opens the file.
        largest: Bytes of a file.
        seconds: How long reading may take.
    """

    client: WebClient
    sleep: Callable[[float], None]
    largest: int = LARGEST
    seconds: float = 30.0

    def read(self, file_id: str) -> bytes:
        """All of the file.

        Raises:
            FileUnusable: It is gone, too large, or lies somewhere else than in Slack.
        """
        try:
            file = self._described(file_id)
        except SlackApiError as error:
            unallowed = error.response.get("error") == "missing_scope"
            raise FileUnusable(_SIGN_IN if unallowed else _GONE) from error
        if file.get("mode") == "tombstone" or not file.get("url_private_download"):
            raise FileUnusable(_GONE)
        if file.get("is_external") or not self._is_slack(str(file["url_private_download"])):
            raise FileUnusable(_ELSEWHERE)
        if int(file.get("size") or 0) > self.largest:
            raise FileUnusable(self._too_large())
        return self._fetched(str(file["url_private_download"]))

    def _described(self, file_id: str) -> dict[str, Any]:
        for _ in range(_TRIES):
            look = partial(self.client.files_info, file=file_id)
            file: dict[str, Any] = patiently(look, self.sleep)["file"]
            if file.get("mimetype") or file.get("mode") == "tombstone":
                return file
            self.sleep(_PAUSE)
        return file

    def _is_slack(self, url: str) -> bool:
        try:
            address, port = urlsplit(url), urlsplit(url).port
        except ValueError:
            return False
        if address.username is None and (address.scheme, address.hostname) == ("https", FILES_HOST):
            return port in (None, 443)
        api = urlsplit(self.client.base_url)
        ours = (address.scheme, address.hostname, port) == (api.scheme, api.hostname, api.port)
        return ours and address.username is None

    def _fetched(self, url: str) -> bytes:
        address = urlsplit(url)
        plain = address._replace(path=quote(address.path, safe="/%")).geturl()  # names may hold anything
        request = Request(plain, headers={"Authorization": f"Bearer {self.client.token}"})  # noqa: S310 - checked above
        try:
            with build_opener(_NoRedirects).open(request, timeout=self.seconds) as reply:
                content: bytes = reply.read(self.largest + 1)
                kind = reply.headers.get_content_type()
        except HTTPError as error:
            raise FileUnusable(_WHY.get(error.code, _UNREADABLE)) from error
        except (OSError, HTTPException) as error:
            raise FileUnusable(_UNREADABLE) from error
        if len(content) > self.largest:
            raise FileUnusable(self._too_large())
        if kind == "text/html" or content[:512].lstrip().lower().startswith((b"<!doctype html", b"<html")):
            # what Slack shows to whom it does not know; as a table it would be nonsense
            raise FileUnusable(_SIGN_IN)
        return content

    def _too_large(self) -> str:
        size = f"{self.largest // _MEGABYTE} MB"
        return f"The file has more than {size}. Please split it, or on the server run: rapport import FOLDER"
