from __future__ import annotations

import pytest

from assistant.planner.clauses import clauses_of, is_same_of_another, note_and_command


@pytest.mark.parametrize(
    "text",
    [
        "who moved tier since May and what is due this week",
        "How is Quintara? And who is stuck?",
        "wie geht es Quintara, und zeig mir gleich deren Provision für August",
        "quién está estancado y a quién tenemos con pagos retenidos",
        "Qui est bloqué dans son parcours et à qui doit-on de l'argent",
        "wer hängt fest und wem schulden wir Geld",
        "who is stuck and whom do we owe money",
        "¿Por qué se desplomó Hexaline y qué deberíamos hacer con ellos?",
        "why did Hexaline drop and what should we do with them?",
        "Accept Quintara's proposal and put Hexaline back to open",
        "Show me who is stuck. And remind me on Friday.",
    ],
)
def test_two_requests_are_two_parts(text: str) -> None:
    assert len(clauses_of(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "who moved tier since May and what did we do there",
        "we broke a promise to a key partner. how do we make it good again",
        "Versteh ich nicht, Quintara sah im Juli noch besser aus. Was ist da passiert?",
        "We've got a hospital group on Databricks. Who have we got?",
        "since Quintara signed nothing came from them. what could i try",
        "Tenemos un banco en Madrid. Quién nos puede ayudar?",
        "why did Quintara drop and what is missing",
        "find partners with Azure and SAP",
    ],
)
def test_what_tells_why_one_asks_is_no_part(text: str) -> None:
    assert clauses_of(text) == [text]


@pytest.mark.parametrize(
    "part",
    [
        "what on Globex's contract",
        "und was zu Globex?",
        "qué de Globex",
        "quoi sur Globex",
        "what about Globex",
    ],
)
def test_a_part_without_a_verb_asks_the_same_of_somebody_else(part: str) -> None:
    assert is_same_of_another(part.removeprefix("und "))


@pytest.mark.parametrize(
    "part", ["what did Globex say", "who is on the list of Globex", "what moves Globex up now"]
)
def test_a_part_with_a_verb_asks_for_itself(part: str) -> None:
    assert not is_same_of_another(part)


@pytest.mark.parametrize(
    ("text", "note", "command"),
    [
        ("Kieran hired. And snooze them until Friday.", "Kieran hired.", "snooze them until Friday."),
        ("Kieran hired! Also, remind me on Monday", "Kieran hired!", "remind me on Monday"),
        ("Vertrag verlängert. Erinnere mich am Montag", "Vertrag verlängert.", "Erinnere mich am Montag"),
        ("contrato renovado. Y recuérdame el lunes", "contrato renovado.", "recuérdame el lunes"),
        ("contrat renouvelé. Rappelle-moi lundi", "contrat renouvelé.", "Rappelle-moi lundi"),
    ],
)
def test_a_command_after_a_note_is_no_part_of_it(text: str, note: str, command: str) -> None:
    assert note_and_command(text) == (note, command)


@pytest.mark.parametrize(
    "text",
    [
        "they asked us to snooze the alarm. Call Kieran next week. Send the contract.",
        "Kieran wants us to show him the lab and remind him of it",
        "met Dana. She said: write less.",
    ],
)
def test_what_somebody_is_to_do_stays_in_the_note(text: str) -> None:
    assert note_and_command(text) == (text, "")
