import pytest

from tests.unit.knowledge.importing.mapping.kit import Folder, Person, feed_of, rows_of

PIPEDRIVE = """
title: Pipedrive
also: {Organization: [Firma]}
sources:
  organizations:
    labels: [Organization, Pipedrive ID]
    feeds:
      partners:
        columns:
          partner_id: Pipedrive ID
          name: Organization
          status: {from: Label, values: {yes: active, 7: paused}, otherwise: ended}
"""


def test_a_system_of_the_users_own_is_one_like_the_packaged(folder: Folder) -> None:
    folder.say("pipedrive.yaml", PIPEDRIVE)
    folder.write(
        "x.csv", ("Pipedrive ID", "Firma", "Label"), ("1", "A", "Yes"), ("2", "B", "7"), ("3", "C", "z")
    )
    plan = folder.plan()
    assert [(row["partner_id"], row["status"]) for row in rows_of(feed_of(plan, "partners"))] == [
        ("pipedrive:1", "active"),
        ("pipedrive:2", "paused"),
        ("pipedrive:3", "ended"),
    ]
    assert plan.remarks == ("read as exports of Pipedrive: x.csv (organizations)",)
    assert folder.plan("pipedrive").feeds


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sources: [", "a mapping in YAML"),
        ("- a\n- b", "a mapping that begins with `sources:`"),
        (
            "sorces: {}",
            "prefix, also, short_ids, sources; did you mean sources?",
        ),
        (
            "sources: {deals: {feeds: {deals: {columns: {amont: X}}}}}",
            "column sources.deals.feeds.deals: found 'amont', expected one of deal_id",
        ),
        ("sources: {deals: {feeds: {dels: {columns: {}}}}}", "did you mean deals"),
        (
            "sources: {deals: {feeds: {deals: {columns: {amount: {form: X}}}}}}",
            "column sources.deals.feeds.deals.columns.amount: found 'form', expected one of from, constant",
        ),
        (
            "sources: {deals: {feeds: {deals: {columns: {amount: {from: X, unit: pence}}}}}}",
            "found 'pence', expected",
        ),
        (
            "sources: {deals: {feeds: {deals: {columns: {amount: {from: A, constant: B}}}}}}",
            "expected one of from, constant, join, key_of, either, or ask alone",
        ),
        (
            (
                "sources: {deals: {feeds: {deals: {columns: {amount: "
                "{from: A, lookup: {source: dels, key: k, value: v}}}}}}}"
            ),
            "found 'dels', expected one of companies, deals, tickets",
        ),
        ("sources: {deals: 7}", "column sources.deals: found '7'"),
        ("x: &a [*a]", "found 'x', expected one of"),
        ("\x00", "a mapping in YAML"),
    ],
)
def test_a_broken_mapping_is_told_with_file_and_path(folder: Folder, text: str, said: str) -> None:
    file = folder.say("hubspot.yaml", text)
    folder.write("partners.csv", ("partner_id", "name"))
    plan = folder.plan()
    assert plan.feeds == ()
    assert str(plan.problems[0]).startswith(f"{file}")
    assert said in str(plan.problems[0])


def test_a_mapping_that_is_no_text_is_told(folder: Folder) -> None:
    folder.say("own.yaml", "").write_bytes(b"\xff\xfe\x00\x81")
    assert "a text file in UTF-8" in folder.plan().problems[0].expected


def test_an_unknown_system_is_told_with_the_valid_ones(folder: Folder) -> None:
    (problem,) = folder.plan("hubspt").problems
    assert str(problem) == (
        "--from: found 'hubspt', expected one of dub, hubspot, partnerstack, salesforce; "
        "did you mean hubspot?"
    )


def test_a_system_without_any_of_its_files_says_what_it_looks_for(folder: Folder) -> None:
    folder.write("x.csv", ("a", "b"))
    plan = folder.plan("Dub")
    assert plan.ignored == ("x.csv",)
    assert "partners (ID, Name, Email, Enrolled at)" in plan.problems[0].expected


def test_complete_files_of_ours_count_beside_a_given_system(folder: Folder) -> None:
    folder.write("fx.csv", ("currency", "rate_to_base"), ("USD", "0.9"))
    folder.write("deals.csv", ("key", "partner_key", "account_name", "stage"), ("1", "p", "a", "won"))
    plan = folder.plan("partnerstack")
    assert [(feed.table.name, feed.system) for feed in plan.feeds] == [("fx", ""), ("deals", "partnerstack")]


def test_what_may_be_of_two_systems_is_a_problem(folder: Folder) -> None:
    folder.say("alpha.yaml", PIPEDRIVE.replace("Pipedrive\n", "Alpha\n"))
    folder.say("beta.yaml", PIPEDRIVE.replace("Pipedrive\n", "Beta\n"))
    folder.write("x.csv", ("Pipedrive ID", "Firma"), ("1", "A"))
    (problem,) = folder.plan().problems
    assert problem.expected == (
        "to be told what it is with --from; it may be organizations of Alpha or organizations of Beta"
    )
    assert folder.plan("beta").feeds


def test_two_exports_of_one_table_are_fine(folder: Folder) -> None:
    header = ("key", "partner_key", "account_name", "stage")
    folder.write("deals-2025.csv", header, ("1", "p", "a", "won"))
    folder.write("deals-2026.csv", header, ("2", "p", "a", "won"))
    plan = folder.plan()
    assert [feed.source.name for feed in plan.feeds] == ["deals-2025.csv", "deals-2026.csv"]
    assert plan.problems == ()


def test_remembering_keeps_what_the_user_wrote(folder: Folder) -> None:
    file = folder.say(
        "own.yaml", "# mine\nsources: {deals: {feeds: {deals: {columns: {sector: Branche}}}}}\n"
    )
    folder.write("deals.csv", ("deal_id", "partner_id", "Phase"), ("1", "p", "won"))
    folder.plan(ask=Person({"Phase": "stage"}))
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# mine\n")
    assert "Branche" in text
    assert "Phase" in text
    assert [path.name for path in folder.mappings.iterdir()] == ["own.yaml"]
