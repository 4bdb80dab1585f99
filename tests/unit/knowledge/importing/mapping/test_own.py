import pytest
import yaml

from knowledge.importing.mapping.labels import Header
from knowledge.importing.mapping.proposing import name_score
from knowledge.importing.source import Chunk
from tests.cost import seconds_of
from tests.unit.knowledge.importing.mapping.kit import Folder, Person, feed_of, rows_of
from tools.schema import PARTNERS

GERMAN = ("Deal-ID", "Partner-ID", "Phase", "Betrag", "Abschlussdatum", "Farbe")


def write_german(folder: Folder) -> None:
    folder.write(
        "deals.csv",
        GERMAN,
        *((f"d{row}", "p1", "won", f"{row}00,50", f"{row + 10}.03.2026", "rot") for row in range(1, 8)),
    )


def test_a_file_of_ours_is_only_renamed(folder: Folder) -> None:
    folder.write("partners.csv", ("Partner ID", "NAME", "Fax"), ("p1", "Globex", "123"))
    plan = folder.plan()
    feed = feed_of(plan, "partners")
    assert rows_of(feed) == [{"partner_id": "p1", "name": "Globex", "Fax": "123"}]
    assert feed.columns == {"partner_id": "Partner ID", "name": "NAME"}
    assert feed.attributes == feed.unknown == ("Fax",)
    assert (feed.prefix, feed.by_name, feed.skips_strangers) == ("", False, False)
    chunk = next(feed.source.chunks())
    assert feed.translate(chunk).cells["name"] is chunk.cells["NAME"]


def test_unknown_columns_are_asked_about_with_five_samples_and_remembered(folder: Folder) -> None:
    write_german(folder)
    person = Person({"Phase": "stage", "Betrag": "amount", "Abschlussdatum": "closed_on"})
    rows = rows_of(feed_of(folder.plan(ask=person), "deals"))
    assert [question.column for question in person.asked] == ["Phase", "Betrag", "Abschlussdatum"]
    assert person.asked[1].samples == ("100,50", "200,50", "300,50", "400,50", "500,50")
    assert person.asked[1].proposed == "amount"
    assert person.asked[1].choices[-1].label == "something else: just keep it"
    assert rows[0] == {
        "deal_id": "d1",
        "partner_id": "p1",
        "stage": "won",
        "amount": "100,50",
        "closed_on": "11.03.2026",
        "Farbe": "rot",
    }
    again = Person({})
    assert rows_of(feed_of(folder.plan(ask=again), "deals")) == rows
    assert again.asked == []
    kept = yaml.safe_load((folder.mappings / "own.yaml").read_text(encoding="utf-8"))
    assert kept["sources"]["deals"]["feeds"]["deals"]["columns"]["amount"] == ["Betrag"]


def test_a_column_kept_as_it_is_is_not_asked_about_again(folder: Folder) -> None:
    folder.write("partners.csv", ("partner_id", "name", "Land", "Ort"), ("p1", "Globex", "DE", "Bonn"))
    first = Person({"Land": "", "Ort": ""})
    folder.plan(ask=first)
    assert {question.column for question in first.asked} == {"Land", "Ort"}
    again = Person({})
    feed = feed_of(folder.plan(ask=again), "partners")
    assert again.asked == []
    assert feed.attributes == ("Land", "Ort")
    assert feed.unknown == ()


def test_without_an_answer_a_proposal_is_a_remark_that_says_how_to_confirm_it(folder: Folder) -> None:
    folder.write("partners.csv", ("partner_id", "name", "Land"), ("p1", "Globex", "DE"))
    plan = folder.plan()
    assert feed_of(plan, "partners").attributes == ("Land",)
    assert plan.remarks == (
        (
            "partners.csv: the column Land may be country; it was kept as it is. "
            "To confirm, import on a terminal, or "
            "write `country: Land` under sources.partners.feeds.partners.columns in "
            f"{folder.mappings / 'own.yaml'}"
        ),
    )
    folder.say("own.yaml", "sources: {partners: {feeds: {partners: {columns: {country: Land}}}}}")
    assert rows_of(feed_of(folder.plan(), "partners"))[0]["country"] == "DE"


def test_a_name_whose_cells_do_not_fit_is_not_proposed(folder: Folder) -> None:
    folder.write("partners.csv", ("partner_id", "name", "Mitarbeiter"), ("p1", "Globex", "Ann, Bo"))
    person = Person({})
    folder.plan(ask=person)
    assert person.asked == []


def test_cells_alone_can_tell_an_email(folder: Folder) -> None:
    rows = [(f"c{n}", "p1", f"N{n}", f"n{n}@x.com") for n in range(4)]
    folder.write("contacts.csv", ("contact_id", "partner_id", "name", "Feld 7"), *rows)
    person = Person({})
    folder.plan(ask=person)
    assert [(question.column, question.proposed) for question in person.asked] == [("Feld 7", "email")]


def test_many_unknown_columns_ask_nothing(folder: Folder) -> None:
    labels = tuple(f"custom_{n:03}" for n in range(300))
    folder.write("partners.csv", ("partner_id", "name", *labels), ("p1", "Globex", *labels))
    person = Person({})
    assert len(feed_of(folder.plan(ask=person), "partners").attributes) == 300
    assert person.asked == []


def test_known_partners_find_the_column_that_names_them(folder: Folder) -> None:
    folder.write("deals.csv", ("deal_id", "stage", "Zuordnung", "x"), ("d1", "won", "Globex", "1"))
    person = Person({"Zuordnung": "partner_id"})
    feed = feed_of(folder.plan(ask=person, known=["Globex"]), "deals")
    assert person.asked[0].proposed == "partner_id"
    assert feed.columns["partner_id"] == "Zuordnung"


def test_a_word_for_a_table_is_enough_if_the_columns_fit(folder: Folder) -> None:
    folder.write(
        "Provisionen.csv", ("commission_id", "partner_id", "period", "amount"), ("c", "p", "2026", "1")
    )
    folder.write("Kontakte.csv", ("Datei", "Wolke"), ("1", "2"))
    plan = folder.plan()
    assert [feed.table.name for feed in plan.feeds] == ["commissions"]
    assert plan.ignored == ("Kontakte.csv",)


def test_two_files_of_ours_for_one_table_are_a_problem(folder: Folder) -> None:
    folder.write("deals.csv", ("deal_id", "partner_id", "stage"))
    folder.write("opportunities.csv", ("deal_id", "partner_id", "stage"))
    (problem,) = folder.plan().problems
    assert str(problem) == "opportunities.csv: expected one file for deals, there is also deals.csv"


def test_a_column_that_stands_twice_is_a_problem(folder: Folder) -> None:
    folder.write("partners.csv", ("partner_id", "name", "Name"), ("p", "A", "B"))
    (problem,) = folder.plan().problems
    assert problem.expected == "each column once; it stands here twice"


@pytest.mark.parametrize("label", ["", "—", "%", "\u202e", "x" * 5000, "\udce4"])
def test_no_label_is_too_odd_to_be_compared(label: str) -> None:
    assert Header((label,)).find("name") is None
    assert name_score(label, PARTNERS, PARTNERS.columns[0]) < 50


def test_a_remembered_answer_does_not_change_the_digest(folder: Folder) -> None:
    folder.write("partners.csv", ("partner_id", "name", "Land", "Ort"), ("p1", "Globex", "DE", "Bonn"))
    unasked = feed_of(folder.plan(), "partners").digest
    answered = feed_of(folder.plan(ask=Person({"Land": "country", "Ort": ""})), "partners").digest
    assert answered != unasked
    assert feed_of(folder.plan(), "partners").digest == answered


def test_renaming_costs_next_to_nothing(folder: Folder) -> None:
    folder.write("partners.csv", ("partner_id", "name", "Fax"), ("p1", "Globex", "123"))
    feed = feed_of(folder.plan(), "partners")
    rows = 1_000_000
    chunk = Chunk(range(rows), {label: [label] * rows for label in ("partner_id", "name", "Fax")})
    assert len(feed.translate(chunk)) == rows
    assert seconds_of(lambda: feed.translate(chunk)) < 0.05


@pytest.mark.parametrize(
    "name", ["deals (1).csv", "deals_2026-09.csv", "deals-export.csv", "deals 2026 final.csv"]
)
def test_what_is_added_to_the_name_of_a_file_does_not_matter_if_its_header_fits(
    folder: Folder, name: str
) -> None:
    folder.write(name, ("deal_id", "partner_id", "stage"), ("d1", "p1", "won"))
    assert feed_of(folder.plan(), "deals").source.name == name
    folder.write(name, ("a", "b", "c"), ("d1", "p1", "won"))
    assert folder.plan().ignored == (name,)


def test_the_likeliest_label_of_a_missing_column_is_proposed(folder: Folder) -> None:
    folder.write("Partner.csv", ("Partner seit", "Partnernummer", "Firma"), ("2024-01-01", "P1", "Globex"))
    assert feed_of(folder.plan(), "partners").likely == {"partner_id": "Partnernummer", "name": "Firma"}
