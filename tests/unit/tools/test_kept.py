from datetime import date

import pytest

from tools.kept import PromiseStatus, Words, speaks_of_done, status

MAY, JUNE = date(2026, 5, 6), date(2026, 6, 3)
KEPT = [
    ("We promised Dana the price sheet by Friday.", "Sent Dana the price sheet."),
    ("We promised a speaker by 9 April.", "Speaker confirmed and briefed; that promise is kept."),
    ("We promised a slot with the product manager.", "They had the call with the product manager, done."),
    ("Promised introductions to two customers.", "Both introductions made. Done as promised."),
    ("We promised the deck.", "Done."),
    ("Dana eine Antwort zur Vertragsklausel versprochen.", "Sie hat es schriftlich. Damit ist das erledigt."),
    ("Zugesagt: korrigierte Abrechnungen.", "Die Abrechnungen liegen vor. Hier ist nichts mehr offen."),
    ("Wir haben zwei Tage Unterstützung versprochen.", "Zwei Tage in Hamburg geleistet."),
    ("Wir haben Dana das Angebot versprochen.", "Habe Dana das Angebot geschickt."),
    ("Nous avons promis des relevés corrigés.", "Relevés corrigés envoyés. Plus rien d'ouvert ici."),
    ("Nous avons promis une licence.", "La licence est active. Promesse tenue."),
    ("Nous avons promis une licence.", "C\u2019est fait."),
    ("Prometimos una licencia de prueba.", "La licencia está activa. Promesa cumplida."),
    ("Hemos prometido la propuesta.", "Propuesta enviada a Carmen."),
    ("They will send the signed contract.", "We have received the signed contract."),
]
OPEN = [
    ("We promised Dana the price sheet.", "We have not sent the price sheet yet."),
    ("We promised Dana the price sheet.", "Dana asked when the price sheet will be sent."),
    ("We promised Dana the price sheet.", "Deal Rietkamp done on 8 September."),
    ("We promised Dana the price sheet.", "Dana has bought a boat."),
    ("We promised Dana the price sheet.", "It is not all done as promised."),
    ("Wir haben das Angebot versprochen.", "Das Angebot ist noch nicht geschickt."),
    ("Nous avons promis une licence.", "La licence n'est pas encore envoyée."),
    ("Hemos prometido la propuesta.", "La propuesta todavía no está enviada."),
]


def outcome(promise: str, later: str, *others: Words) -> PromiseStatus:
    return status(
        Words(MAY, promise), None, [Words(JUNE, later)], JUNE, others=others, names=["dana", "carmen"]
    )


@pytest.mark.parametrize(("promise", "later"), KEPT)
def test_a_later_note_says_that_a_promise_was_kept(promise: str, later: str) -> None:
    assert outcome(promise, later) is PromiseStatus.KEPT
    assert speaks_of_done(later)


@pytest.mark.parametrize(("promise", "later"), OPEN)
def test_what_is_not_said_to_be_done_stays_open(promise: str, later: str) -> None:
    assert outcome(promise, later) is PromiseStatus.OPEN


def test_done_speaks_of_the_latest_promise_or_of_the_one_it_names() -> None:
    newer = Words(date(2026, 5, 20), "We promised a training.")
    assert outcome("We promised the deck.", "That is done.", newer) is PromiseStatus.OPEN
    assert outcome("We promised the slides.", "Got the slides. All done.", newer) is PromiseStatus.KEPT
    older = Words(date(2026, 4, 1), "We promised a training.")
    assert outcome("We promised the slides.", "The training: all done.", older) is PromiseStatus.OPEN


@pytest.mark.parametrize(
    ("due_on", "as_of", "expected"),
    [
        (date(2026, 5, 8), date(2026, 9, 5), PromiseStatus.OPEN),
        (date(2026, 5, 8), date(2026, 9, 6), PromiseStatus.LAPSED),
        (None, date(2026, 11, 2), PromiseStatus.OPEN),
        (None, date(2026, 11, 3), PromiseStatus.LAPSED),
    ],
)
def test_an_old_promise_lapses(due_on: date | None, as_of: date, expected: PromiseStatus) -> None:
    assert status(Words(MAY, "We promised the deck."), due_on, [], as_of) is expected
