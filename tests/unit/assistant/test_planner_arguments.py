"""What a question says for the arguments that many tools share: places, amounts, exceptions, copied words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.planner.amounts import money_in
from assistant.planner.clear_forms import ClearForm, clear_form, note_text
from assistant.planner.reading import Reading, read
from assistant.planner.respelling import respelled, spelled_as_typed
from assistant.planner.slots import slots_for
from assistant.planner.thread import Call
from assistant.toolbox.arguments import ARGUMENTS
from prompts.words import ordinary_words
from tools.names import NameEntry, NameIndex, NameKind

AS_OF = date(2026, 9, 30)  # a Wednesday
NAMES = NameIndex(
    [
        NameEntry(NameKind.PARTNER, "P1", "Quintara", (), None),
        NameEntry(NameKind.PARTNER, "P2", "Hexaline", (), None),
        NameEntry(NameKind.MANAGER, "nora@vendor.example", "Nora Lind", (), None),
        NameEntry(NameKind.MANAGER, "emil@vendor.example", "Emil Sander", (), None),
        NameEntry(NameKind.MANAGER, "paula@vendor.example", "Paula Ruiz", (), None),
        NameEntry(NameKind.SECTOR, "Finance", "Finance", (), None),
        NameEntry(NameKind.SECTOR, "Public Sector", "Public Sector", (), None),
        NameEntry(NameKind.SECTOR, "Insurers", "Insurers", (), None),
        NameEntry(NameKind.TECHNOLOGY, "Security", "Security", (), None),
        NameEntry(NameKind.COUNTRY, "Norway", "Norway", ("Norwegen", "Noruega", "Norvège"), None),
    ]
)


def reading(text: str) -> Reading:
    return read(text, NAMES, AS_OF, ordinary_words())


def said(tool: str, text: str) -> dict[str, Any]:
    return slots_for(tool, reading(text), frozenset(ARGUMENTS[tool].model_fields))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a bank asks for IT-Sicherheit", {"sector": "Finance", "technology": "Security"}),
        ("ein Versicherer fragt", {"sector": "Insurers"}),
        ("qué aseguradoras", {"sector": "Insurers"}),
        ("quels assureurs", {"sector": "Insurers"}),
        ("wer kann den oeffentlichen Sektor", {"sector": "Public Sector"}),
        ("wer kann den öffentlichen Sektor, außer heute", {"sector": "Public Sector"}),
        ("oesterreichische Partner", {"country": "Austria"}),
        ("Swiss resellers", {"country": "Switzerland", "type": "reseller"}),
        ("agences françaises", {"country": "France", "type": "agency"}),
        ("MSPs in the UK", {"country": "United Kingdom", "type": "msp"}),
        ("a German hotel asks", {"sector": "Hospitality"}),
        ("un hôpital norvégien demande", {"sector": "Healthcare"}),
        ("who speaks French", {"language": "fr"}),
        ("deutschsprachige Agentur", {"language": "de", "type": "agency"}),
        ("an MSP with good Spanish", {"language": "es", "type": "msp"}),
    ],
)
def test_places_and_sectors_are_told_as_the_data_spells_them(text: str, expected: dict[str, Any]) -> None:
    assert said("find_partners", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a plain check-in to Quintara, nothing for Hexaline this time",
        "Who looks like Quintara? and don't say Hexaline.",
        "Ignore Hexaline for once: how is Quintara?",
        "how is Quintara, leave Hexaline out of it",
        "wie geht es Quintara, lass Hexaline weg",
        "cómo va Quintara, sin contar a Hexaline",
        "comment va Quintara, oublie Hexaline",
        "Quintara and the others, not counting Hexaline",
    ],
)
def test_who_is_set_aside_is_left_out(text: str) -> None:
    assert reading(text).excluded == ("Hexaline",)
    assert reading(text).partners == ("Quintara",)


@pytest.mark.parametrize(
    "text",
    [
        "ignore Hexaline until Friday",
        "drop Hexaline from my digest",
        "leave Hexaline out of my digest",
        "why did they forget Hexaline",
    ],
)
def test_an_order_about_a_partner_leaves_nobody_out(text: str) -> None:
    assert reading(text).partners == ("Hexaline",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("diez mil euros", 10_000.0),
        ("dix mille euros", 10_000.0),
        ("zehntausend euro", 10_000.0),
        ("a hundred thousand dollars", 100_000.0),
        ("fifty grand", 50_000.0),
        ("10k", 10_000.0),
        ("ten partners", None),
    ],
)
def test_amounts_in_words_are_amounts(text: str, expected: float | None) -> None:
    assert money_in(text) == expected


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("any that complete each other? 5 pairs", 5),
        ("una docena de socios", 12),
        ("half a dozen partners", 6),
        ("at most three", 3),
        ("höchstens drei", 3),
        ("como mucho 5", 5),
        ("pas plus de 4", 4),
        ("in the last 5 weeks", None),
    ],
)
def test_how_many_are_wanted(text: str, limit: int | None) -> None:
    assert said("partners_needing_attention", text).get("limit") == limit


@pytest.mark.parametrize(
    ("text", "play"),
    [
        ("ran the executive visit at Quintara on Monday", "executive visit"),
        ("done: account mapping with Quintara", "account mapping"),
        ("win-back call with Quintara is done, this morning", "win-back call"),
        ("Architektur-Workshop bei Quintara erledigt", "Architektur-Workshop"),
        ("hicimos la sesión de demos con Quintara el lunes", "sesión de demos"),
        ("on a fait l'atelier tarifs avec Quintara hier", "atelier tarifs"),
        ("Quintara: roadmap session done last Friday", "roadmap session"),
        ("did it with Quintara yesterday", None),
    ],
)
def test_a_play_that_was_done_keeps_the_askers_words(text: str, play: str | None) -> None:
    assert said("record_play", text).get("play") == play


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("put in the file of Quintara that Béatrice prefers Tuesdays", "Béatrice prefers Tuesdays"),
        ("keep in mind for Quintara: no calls in May", "no calls in May"),
        ("Quintara, for the record: no calls in May", "no calls in May"),
        ("nt to Quintara: no calls", "no calls"),
        ("halte bei Quintara fest, dass Lars geht", "Lars geht"),
        ("Quintara, zur Info: Lars geht", "Lars geht"),
        ("apunta en la ficha de Quintara que Catarina se va", "Catarina se va"),
        ("nota para Quintara, Catarina se va", "Catarina se va"),
        ("note pour Quintara, ils changent", "ils changent"),
        ("Quintara met us in Bern", "Quintara met us in Bern"),
    ],
)
def test_a_note_is_kept_without_the_request_to_note_it(text: str, note: str) -> None:
    assert note_text(reading(text)) == note


def test_a_command_keeps_a_note_without_the_name_before_its_colon() -> None:
    assert clear_form("/note Quintara: wants a QBR") == ClearForm("log_note", "Quintara: wants a QBR")
    assert clear_form("/note Quintara wants a QBR") == ClearForm("log_note", "Quintara wants a QBR")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Emil will leave us in May. Who takes his partners, if only Nora and Paula can?", ("Emil", 2)),
        ("could Nora and Paula cover if Emil leaves", ("Emil", 2)),
        ("what if Emil leaves", ("Emil", 0)),
    ],
)
def test_who_leaves_and_who_takes_over(text: str, expected: tuple[str, int]) -> None:
    slots = said("capacity_plan", text)
    assert (slots["leaving"], len(slots.get("between", ()))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("who isn't a key partner any more", {"left": "key_partner"}),
        ("former key partners", {"left": "key_partner"}),
        ("who used to be a diamond", {"left": "unpolished_diamond"}),
        ("wer war mal Key Partner", {"left": "key_partner"}),
        ("sortis des diamants", {"left": "unpolished_diamond"}),
        ("quién ya no es key partner", {"left": "key_partner"}),
        ("who is not a key partner yet", {"tier": "key_partner"}),
    ],
)
def test_a_tier_that_was_left_is_told_from_one_held(text: str, expected: dict[str, Any]) -> None:
    assert said("tier_movements", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("not at 8, I want the digest at noon", {"action": "set", "hour": 12}),
        ("digest not on Mondays, on Thursdays", {"action": "set", "weekday": 3}),
        ("Digest am Freitag statt am Montag", {"action": "set", "weekday": 4}),
    ],
)
def test_a_time_that_is_ruled_out_is_not_set(text: str, expected: dict[str, Any]) -> None:
    assert said("digest_settings", text) == expected


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("which agencys", "which agency"),
        ("stuck in recrutment", "stuck in recruitment"),
        ("unpolished diamnods", "unpolished diamonds"),
        ("in der Aktiverung", "in der aktivierung"),
        ("decision in November", "decision in November"),
        ("expired ones", "expired ones"),
        ("quelle certif expirre", "quelle certif expirer"),
        ("who expirde", "who expired"),
    ],
)
def test_typos_in_words_that_say_an_argument_are_put_right(typed: str, right: str) -> None:
    assert respelled(reading(typed)) == right


def test_what_is_copied_keeps_the_askers_spelling() -> None:
    typed, text = "outcome: bid in novmber, agencys too", "outcome: bid in november, agency too"
    calls = (Call("suggest_introduction", {"outcome": "bid in november, agency too", "action": "outcome"}),)
    assert spelled_as_typed(calls, text, typed)[0].args == {
        "outcome": "bid in novmber, agencys too",
        "action": "outcome",
    }
