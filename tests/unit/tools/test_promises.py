from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cost import seconds_of
from tools.promises import LONGEST, MOST, ReadingKind, read_note

WEDNESDAY = date(2026, 5, 6)
SAID = [
    ("We promised Dana the new deck by Friday.", "us 2026-05-08"),
    ("Dana promised to send the forecast by Friday.", "them 2026-05-08"),
    ("Sam will send the signed contract next week.", "them 2026-05-15"),
    ("I'll get back to them with pricing by the 20th.", "us 2026-05-20"),
    ("They were promised a training by end of May.", "us 2026-05-31"),
    ("We were promised access to the portal.", "them"),
    ("Priya will share the price list tomorrow.", "us 2026-05-07"),
    ("Promised Acme a case study by the 20th.", "us 2026-05-20"),
    ("They did not promise anything.", ""),
    ("We did not promise anything.", ""),
    ("Will they send the contract?", ""),
    ("We hope they will send it soon.", ""),
    (
        "We promised the deck by Friday and they will send the forecast by 20 May.",
        "us 2026-05-08, them 2026-05-20",
    ),
    ("Their CTO agreed to review the integration in two weeks.", "them 2026-05-20"),
    ("Great call. They are happy with the product.", ""),
    ("Revenue will grow next year.", ""),
    ("I promised Palisade a case study by the 20th, write that down", "us 2026-05-20"),
    ("we promised Orchid two training seats", "us"),
    ("for the record, Sam promised to send the forecast by Friday", "them 2026-05-08"),
    ("Action: send the deck by Friday", "us 2026-05-08"),
    ("We owe them an answer on the ticket.", "us"),
    ("They still owe us the report.", "them"),
    ("Wir haben Frau Koch das Angebot bis Ende Mai versprochen.", "us 2026-05-31"),
    ("Bis Freitag haben wir die Unterlagen zugesagt.", "us 2026-05-08"),
    ("Herr Weber hat uns die Zahlen bis Freitag zugesagt.", "them 2026-05-08"),
    ("Frau Koch schickt uns bis Freitag die Zahlen.", "them 2026-05-08"),
    ("Wir schicken das Angebot nächste Woche.", "us 2026-05-15"),
    ("Bis Freitag schicken wir das Angebot.", "us 2026-05-08"),
    ("Uns wurde ein Termin im Juni versprochen.", "them 2026-06-30"),
    ("Ihnen wurde eine Schulung versprochen.", "us"),
    ("Wir melden uns bis zum 20. mit einer Antwort.", "us 2026-05-20"),
    ("Sie werden den Vertrag bis Ende des Monats unterschreiben.", "them 2026-05-31"),
    ("Wir werden das nicht bis Freitag liefern.", ""),
    ("Die Stimmung ist gut.", ""),
    ("Sie wollen den Vertrag erst danach verlängern.", ""),
    ("Ich habe ihm zugesagt, den Preis bis morgen zu klären.", "us 2026-05-07"),
    ("Nous leur avons promis une formation avant le 12 juin.", "us 2026-06-12"),
    ("On leur a promis une réponse d'ici fin mai.", "us 2026-05-31"),
    ("Ils nous ont promis les chiffres vendredi.", "them 2026-05-08"),
    ("Lucie va nous envoyer le contrat la semaine prochaine.", "them 2026-05-15"),
    ("Je vais leur envoyer le contrat demain.", "us 2026-05-07"),
    ("Nous enverrons le devis avant le 20 mai.", "us 2026-05-20"),
    ("Ils enverront le devis avant le 20 mai.", "them 2026-05-20"),
    ("Ils ont perdu l'appel d'offres de la région.", ""),
    ("Hemos prometido enviar la propuesta antes del viernes.", "us 2026-05-08"),
    ("Marta ha prometido los datos para el 20 de mayo.", "them 2026-05-20"),
    ("Enviaremos el contrato la próxima semana.", "us 2026-05-15"),
    ("Nos enviarán el contrato mañana.", "them 2026-05-07"),
    ("Marta va a enviar el informe el viernes.", "them 2026-05-08"),
    ("Quedamos en llamar el lunes.", "us 2026-05-11"),
    ("No prometieron nada.", ""),
    ("El cliente final pide soporte en español.", ""),
    ("Never mention the 2022 outage.", "taboo"),
    ("Please do not bring up the merger.", "taboo"),
    ("Don't talk about pricing with Sam.", "taboo"),
    ("Bitte den Ausfall nicht erwähnen.", "taboo"),
    ("Den Umzug auf keinen Fall ansprechen.", "taboo"),
    ("Erwähne die Kündigung nicht.", "taboo"),
    ("Ne pas parler de la fusion.", "taboo"),
    ("Ne mentionnez jamais le litige.", "taboo"),
    ("Éviter d'évoquer la panne.", "taboo"),
    ("No mencionar la multa.", "taboo"),
    ("Nunca hablar de la competencia.", "taboo"),
    ("Evitar el tema del precio.", "taboo"),
    ("They did not mention the price.", ""),
    ("Dana never mentioned it.", ""),
    ("Il n'a pas parlé du prix.", ""),
    ("No mencionó el precio.", ""),
    ("keep in mind for Thistledown never mention the 2022 outage", "taboo"),
    (
        "Their ticket about the export is still open. Marc was annoyed. We promised an answer by Friday.",
        "us 2026-05-08",
    ),
    ("Budget is tight; CFO to confirm the order by 15 June.", "them 2026-06-15"),
    ("Let them know we will extend the trial until 30 June.", "us 2026-06-30"),
    ("The launch went well and will be repeated.", ""),
    ("He said he would call back on Monday.", "them 2026-05-11"),
    ("She asked us to send the deck.", ""),
    ("We agreed to co-fund the booth, they cover travel.", "us"),
    ("Wir kümmern uns bis Ende der Woche um den Zugang.", "us 2026-05-08"),
    ("Ich soll bis Montag die Preisliste schicken.", "us 2026-05-11"),
    ("We said we would send the contract by Thursday.", "us 2026-05-07"),
    ("Need to send them the pricing by Friday.", "us 2026-05-08"),
    ("Er hat das nicht erwähnt.", ""),
    ("She swaps crime novels with me; I still owe her one.", ""),
    ("I still owe them.", ""),
    ("We still owe her the contract.", "us"),
    ("Ich schulde ihm noch eins.", ""),
    ("Nicht nach der früheren Geschäftsführung fragen.", "taboo"),
    ("The cancelled talk is a sore point for Ylva; do not bring it up.", "taboo"),
    ("Do not bring the merger up with him.", "taboo"),
    ("Do not ask Callum about the former managing director.", "taboo"),
    ("Never address Ciara as a reseller.", "taboo"),
    ("Never call them a reseller.", "taboo"),
    ("Avoid jokes about public tenders.", "taboo"),
    ("He regards the topic as closed.", "taboo"),
    ("Moosbach bitte niemals als Wiederverkäufer bezeichnen.", "taboo"),
    ("Der alte Streit ist vorbei; bei Heike nicht wieder anfangen.", "taboo"),
    ("Die Kündigung ist ein heikles Thema.", "taboo"),
    ("Bitte nicht darauf zurückkommen.", "taboo"),
    ("La fusion ratée est un sujet clos ; ne pas y revenir.", "taboo"),
    ("Ne jamais présenter Val-de-Meuse comme un revendeur.", "taboo"),
    ("Ne pas lui poser de questions sur la rupture.", "taboo"),
    ("No preguntar por la antigua dirección.", "taboo"),
    ("Nunca llamar revendedor a Almazara.", "taboo"),
    ("El despido es un tema delicado.", "taboo"),
    ("Mejor no mencionarlo.", "taboo"),
    ("Do not call her before nine.", ""),
    ("No llamar antes de las nueve.", ""),
    ("Ruhig nach dem Knie fragen.", ""),
    ("Bitte vorerst keine Leads schicken.", ""),
    ("They do not offer support at night.", ""),
    ("Sie haben den Preis nicht angesprochen.", ""),
]


def summary(text: str, **knowing: object) -> str:
    """Kind and due date of each reading: `us 2026-05-08, taboo`."""
    found = read_note(text, WEDNESDAY, **knowing)
    said = (f"{one.kind.value.removeprefix('promise_by_')} {one.due_on or ''}".strip() for one in found)
    return ", ".join(said)


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_promises_and_taboos_are_read_in_four_languages(text: str, expected: str) -> None:
    assert summary(text, our_names=["Priya", "Priya Shah"]) == expected


def test_in_the_partners_own_words_we_are_they() -> None:
    assert summary("We will send you the contract by Friday.", by_partner=True) == "them 2026-05-08"
    assert summary("You will send us the price list.", by_partner=True) == "us"


def test_a_colleague_named_in_the_note_promises_for_us() -> None:
    text = "Jonas will send the contract by Friday."
    assert summary(text) == "them 2026-05-08"
    assert summary(text, our_names=["Jonas"]) == "us 2026-05-08"


def test_a_typographic_apostrophe_is_an_apostrophe() -> None:
    assert summary("We\u2019ll send it tomorrow. They don\u2019t want us to call.") == "us 2026-05-07"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Good call. The tender was lost. Do not bring it up.", "The tender was lost. Do not bring it up."),
        (
            "Good call. The merger is a sore point; do not bring it up.",
            "The merger is a sore point; do not bring it up.",
        ),
        (
            "Der Streit ist vorbei. Nicht darauf ansprechen.",
            "Der Streit ist vorbei. Nicht darauf ansprechen.",
        ),
        ("Appel. La fusion a échoué. Ne pas y revenir.", "La fusion a échoué. Ne pas y revenir."),
        ("Perdimos el concurso. No mencionarlo.", "Perdimos el concurso. No mencionarlo."),
        ("Good call. Never mention the outage.", "Never mention the outage."),
        ("Do not bring it up.", "Do not bring it up."),
    ],
)
def test_a_taboo_is_quoted_with_what_it_means(text: str, expected: str) -> None:
    (found,) = read_note(text, WEDNESDAY)
    assert found.kind is ReadingKind.TABOO
    assert text[found.start : found.end] == expected


def test_the_day_counts_from_the_note_and_never_from_today() -> None:
    (found,) = read_note("We will send it by Friday.", date(2019, 1, 1))
    assert found.due_on == date(2019, 1, 4)


def test_spans_are_the_clauses_of_the_text() -> None:
    text = (
        "Good call.\n- We promised the deck by Friday, and they will send numbers.\nNever mention the outage!"
    )
    found = read_note(text, WEDNESDAY)
    assert [text[one.start : one.end] for one in found] == [
        "- We promised the deck by Friday",
        "they will send numbers.",
        "Never mention the outage!",
    ]


@given(st.text(st.sampled_from("we will send by Friday.\n,;nicht erwähnen promised 12/ \u2019à?")))
def test_spans_lie_in_the_text_in_order_and_hold_words(text: str) -> None:
    found = read_note(text, WEDNESDAY)
    assert all(text[one.start : one.end].strip() for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.due_on is None or one.due_on >= WEDNESDAY for one in found)


def test_nobody_fills_the_tables_with_one_note() -> None:
    found = read_note("We will send it by Friday. " * 1_000, WEDNESDAY)
    assert len(found) == MOST
    assert {one.kind for one in found} == {ReadingKind.PROMISE_BY_US}


@pytest.mark.parametrize(
    "unit",
    [
        "We will ",
        "a",
        "by ",
        "nicht ",
        "Aa ",
        "we ",
        "bis zum ",
        "a.b.c.",
        "1.",
        ". ",
        "hat wir ",
        "12/",
        "will, we ",
        "do not bring ",
        "ne pas la ",
        "no llamar a ",
        "nicht nach ",
    ],
)
def test_the_time_grows_no_faster_than_the_text(unit: str) -> None:
    short, long = unit * (2_000 // len(unit)), unit * (LONGEST // len(unit))
    costs = [seconds_of(lambda text=text: read_note(text, WEDNESDAY), times=2) for text in (short, long)]
    assert costs[1] < 30 * costs[0] + 0.2  # ten times the text; quadratic would be a hundred times
