"""One thing that is due and cannot be told keeps no other from its moment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.slack.due import Due, what_is_due


class Reminders:
    def due(self) -> list[Due]:
        return [("one", "follow_ups.deliver", ["1"])]


class Broken:
    def due(self) -> Iterator[Due]:
        yield "two", "digests.put", ["secret"]
        raise RuntimeError("secret")


def test_what_fails_is_named_without_its_words_and_the_rest_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    assert [one for part in (Broken(), Reminders()) for one in what_is_due(part)] == Reminders().due()
    assert "Broken" in caplog.text
    assert "secret" not in caplog.text
