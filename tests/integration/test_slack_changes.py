"""What Slack told one process is seen by every other one, and nothing is passed over."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Engine

from knowledge.slack_changes import tell, told_since, told_version


def test_whatever_was_told_after_a_version_is_told_with_its_own(engine: Engine) -> None:
    for slack_id in ("C1", "U1", "C1"):
        with engine.begin() as connection:
            tell(connection, slack_id)
    with engine.connect() as connection:
        assert told_version(connection) == 3
        assert told_since(connection, 0) == {"U1": 2, "C1": 3}
        assert told_since(connection, 2) == {"C1": 3}
        assert told_since(connection, 3) == {}


def test_before_anything_was_told_there_is_nothing(engine: Engine) -> None:
    with engine.connect() as connection:
        assert (told_version(connection), told_since(connection, 0)) == (0, {})


def test_a_reader_that_goes_on_from_the_last_version_misses_nobody(engine: Engine) -> None:
    def tell_one(number: int) -> None:
        with engine.begin() as connection:
            tell(connection, f"U{number}")

    seen: set[str] = set()
    version = 0
    with ThreadPoolExecutor(4) as pool:
        told = [pool.submit(tell_one, number) for number in range(40)]
        last = False
        while not last:
            last = all(one.done() for one in told)  # before the look: then nothing comes after it
            with engine.connect() as connection:
                news = told_since(connection, version)
            seen |= news.keys()
            version = max([version, *news.values()])
    assert seen == {f"U{number}" for number in range(40)}
