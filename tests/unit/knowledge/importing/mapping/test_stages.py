"""Whether a deal is won, however its system says so."""

import pytest

from tests.unit.knowledge.importing.mapping.kit import Folder, Person, feed_of, rows_of

OPPORTUNITY = ("Id", "Name", "AccountId", "PartnerAccountId", "StageName", "CloseDate")


@pytest.mark.parametrize(
    ("stage", "flags", "read"),
    [
        ("7 - Signed", {"IsClosed": "true", "IsWon": "true"}, "won"),
        ("Closed - Won", {}, "won"),
        ("9 - Dropped", {"IsClosed": "1", "IsWon": "0"}, "lost"),
        ("Closed Won", {"IsClosed": "true"}, "won"),
        ("Verbal yes", {"IsClosed": "false", "IsWon": "false"}, "open"),
    ],
)
def test_the_flags_of_an_opportunity_come_before_its_stage(
    folder: Folder, stage: str, flags: dict[str, str], read: str
) -> None:
    folder.write(
        "Opportunity.csv",
        (*OPPORTUNITY, *flags),
        ("O1", "N", "A9", "A1", stage, "2026-03-31", *flags.values()),
    )
    (row,) = rows_of(feed_of(folder.plan(), "deals"))
    assert row["stage"] == read


@pytest.mark.parametrize(
    ("stage", "flags", "read"),
    [
        ("Closed Won (Partner Pipeline)", ("", ""), "won"),
        ("7 - Closed - Won", ("", ""), "won"),
        ("closed_lost", ("", ""), "lost"),
        ("Contract signed", ("true", "false"), "won"),
        ("Gone", ("FALSE", "Yes"), "lost"),
        ("Contract Sent (Partner Pipeline)", ("false", "false"), "open"),
        ("Contract signed", ("", ""), "open"),
    ],
)
def test_flags_and_then_the_plain_words_of_a_stage_say_whether_it_is_won(
    folder: Folder, stage: str, flags: tuple[str, str], read: str
) -> None:
    header = ("Record ID", "Deal Name", "Deal Stage", "Is Closed Won", "Is closed lost", "Partner")
    folder.write("deals.csv", header, ("1", "X", stage, *flags, "P1"))
    (row,) = rows_of(feed_of(folder.plan(ask=Person({"Partner": "Partner"})), "deals"))
    assert row["stage"] == read


def test_stages_that_nobody_mapped_are_named_and_a_person_can_say_what_they_are(folder: Folder) -> None:
    header = ("Record ID", "Deal Name", "Deal Stage", "Partner")
    stages = ("Contract signed", "Closed Won", "Contract sent", "Dormant")
    rows = [(str(place), "X", stage, "P1") for place, stage in enumerate(stages)]
    folder.write("deals.csv", header, *rows, ("9", "X", "Direct only", ""))
    feed = feed_of(folder.plan(ask=Person({"Partner": "Partner"})), "deals")
    assert feed.noted() == ()
    rows_of(feed)
    assert feed.noted() == (
        (
            "column Deal Stage: Contract signed, Dormant read as open; to say otherwise, write "
            "`Contract signed: VALUE` under sources.deals.feeds.deals.values.stage in "
            f"{folder.mappings / 'hubspot.yaml'}"
        ),
    )
    said = "sources: {deals: {feeds: {deals: {chosen: {partner_id: Partner}, values: {stage: {%s}}}}}}"
    folder.say("hubspot.yaml", said % "contract signed: won, Dormant: lost")
    told = feed_of(folder.plan(), "deals")
    assert [row["stage"] for row in rows_of(told)] == ["won", "won", "open", "lost"]
    assert told.noted() == ()
    assert told.digest != feed.digest
