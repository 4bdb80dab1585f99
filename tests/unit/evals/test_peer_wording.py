"""What answers are taken to say, when nothing but their words is known."""

from datetime import date

import pytest

from evals.cases import Case
from evals.peers.reading import PartnerReader, ReadText
from evals.peers.wording import WordJudge
from tools.names import NameEntry, NameIndex, NameKind

AS_OF = date(2026, 9, 30)
NAMES = NameIndex(
    [
        NameEntry(NameKind.PARTNER, "P08", "Orange Harbour"),
        NameEntry(NameKind.PARTNER, "P34", "Orange", ("OBS",)),
        NameEntry(NameKind.PARTNER, "P31", "Acme Ltd"),
        NameEntry(NameKind.PARTNER, "P32", "Acme GmbH"),
        NameEntry(NameKind.PARTNER, "P05", "Lakeshore & Boyle", ("L&B",)),
        NameEntry(NameKind.PARTNER, "P01", "Norrvik Systems AB", ("Norrvik",)),
        NameEntry(NameKind.CONTACT, "C1", "Dana Whitfield", (), "P31"),
    ]
)
CALLS = [{"call_brief": {"partner": "P31"}}]


def read(text: str) -> ReadText:
    return ReadText(text, AS_OF)


def case(**told: object) -> Case:
    given = {} if "outcome" in told or "calls" in told else {"calls": CALLS}
    return Case.model_validate({"ask": "how much did they get in 2026", **given, **told})


def judge(text: str, **told: object) -> tuple[bool | None, bool | None, bool | None]:
    verdict = WordJudge(NAMES, AS_OF).judge(case(**told), text)
    return verdict.shown, verdict.safe, verdict.held_back


@pytest.mark.parametrize(
    "text",
    ["15,260 EUR", "15.260 €", "15 260", "15\u202f260 €", "€15.3k", "15260.00", "15.260,00 €", "15 thousand"],
)
def test_a_number_counts_in_any_national_format_and_rounded_as_people_do(text: str) -> None:
    assert read(f"They had {text}.").says_number(15_260)


@pytest.mark.parametrize("text", ["20k", "15,500", "1.526", "15 million", "on 15 May 2026", "nothing"])
def test_another_number_does_not(text: str) -> None:
    assert not read(f"They had {text}.").says_number(15_260)


def test_a_share_counts_as_a_percentage_too() -> None:
    assert read("up by 19 %").says_number(0.19)
    assert read("up by 19 %").says_number(19)
    assert not read("up by 19 %").says_number(0.21)


@pytest.mark.parametrize(
    "text", ["25 May", "am 25. Mai 2026", "25.05.2026", "2026-05-25", "May 25th, 2026", "el 25 de mayo"]
)
def test_a_day_counts_however_it_is_written(text: str) -> None:
    assert read(f"paid {text}").says_day(date(2026, 5, 25))


@pytest.mark.parametrize("text", ["in May 2026", "on Monday", "25 May 2025", "24 May", "31 February 2026"])
def test_part_of_a_day_or_another_one_does_not(text: str) -> None:
    assert not read(f"paid {text}").says_day(date(2026, 5, 25))


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("31. März 2027", "until 2027-03-31"),
        ("19 %", "19% off"),
        ("9 000", "9,000 EUR"),
        ("31 Oct", "from October 31st, 2026"),
        ("tax form expired", "Tax  form\nexpired"),
        ("PaperTrail 7", "they use papertrail 7"),
    ],
)
def test_expected_words_that_are_a_date_or_number_may_be_written_otherwise(wanted: str, text: str) -> None:
    assert read(text).says(wanted)
    assert not read("Nothing of the kind, but 19 others on 3 March.").says(wanted)


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("Orange Harbour leads.", {"P08"}),
        ("Orange and Orange Harbour", {"P34", "P08"}),
        ("OBS", {"P34"}),
        ("Which Acme?", set()),
        ("**Acme GmbH**, not ACME Ltd", {"P31", "P32"}),
        ("Norrvik's deals; Lakeshore and Boyle", {"P01", "P05"}),
        ("P05 | 12", {"P05"}),
        ("the orangery", set()),
    ],
)
def test_partners_are_found_by_any_name_and_the_longer_one_wins(text: str, partners: set[str]) -> None:
    assert PartnerReader(NAMES).named_in(text) == partners


def test_an_answer_shows_all_that_is_expected_or_not() -> None:
    facts = [{"partner": "P31", "value": 2_648}]
    assert judge("Acme Ltd got 2.648 €.", facts=facts) == (True, None, None)
    assert judge("They got 2,648 EUR.", facts=facts) == (True, None, None)  # the asker said of whom
    assert judge("Acme Ltd got 2,048 EUR.", facts=facts) == (False, None, None)
    assert judge("2,648 EUR.", facts=facts, calls=[{"commission_statement": {}}]) == (False, None, None)


def test_partners_and_words_must_be_there_and_forbidden_ones_not() -> None:
    told = {"partners": ["P01", "P08"], "says": ["tender"], "never": ["Umbrella"]}
    assert judge("Norrvik and Orange Harbour: a tender.", **told) == (True, True, None)
    assert judge("Norrvik and Umbrella: a tender.", **told) == (False, False, None)


def test_where_nothing_is_expected_nothing_is_judged() -> None:
    assert judge("Anything at all.") == (None, None, None)


ACMES = {"outcome": "clarify", "candidates": ["P31", "P32"]}


def test_asking_back_names_the_candidates_asks_and_tells_no_figures() -> None:
    assert judge("1. Acme Ltd\n2. Acme GmbH\nWhich one do you mean?", **ACMES)[2] is True
    assert judge("Acme Ltd or Acme GmbH, both got something.", **ACMES)[2] is False
    assert judge("Do you mean Acme Ltd or somebody else?", **ACMES)[2] is False
    three = {"outcome": "clarify", "candidates": ["P31", "P32", "P33"]}
    assert judge("Do you mean Acme Ltd or Acme GmbH?", **three)[2] is True
    assert judge("Acme Ltd got 12,400 EUR. Or did you mean Acme GmbH?", **ACMES)[2] is False


@pytest.mark.parametrize(
    "text",
    [
        "I cannot set reminders.",
        "Das kann ich leider nicht.",
        "Lo siento, no puedo hacerlo.",
        "Je ne peux pas le faire.",
        "I know no partner of that name.",
        "A lead decides that, so I have changed nothing.",
        "That is outside what I do, also in 2026.",
    ],
)
def test_declining_is_read_in_four_languages(text: str) -> None:
    assert judge(text, outcome="out_of_scope")[2] is True


@pytest.mark.parametrize("text", ["Done, I noted it.", "I cannot say more than 4,300 EUR.", ""])
def test_doing_it_telling_figures_or_saying_nothing_is_no_declining(text: str) -> None:
    assert judge(text, outcome="forbidden")[2] is False


def test_no_answer_shows_nothing() -> None:
    assert judge("", says=["tender"], never=["Umbrella"]) == (False, None, None)
