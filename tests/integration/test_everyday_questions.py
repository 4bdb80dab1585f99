"""What partner managers ask in passing, in four languages, and where it leads: the shipped head decides."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from assistant.planner.agent import Planner
from assistant.planner.memory import PastCall, Turn
from assistant.planner.plan import Declined
from evals.worlds import AS_OF
from tests.integration.planned_calls import SPECS, RecordingSession
from tools.names import NameIndex

WEEK_AGO = AS_OF - timedelta(days=7)
EXPLAINED = Turn("why did Quintara drop", (PastCall("explain_change", {"partner": "P7"}),), (), ("P7",))
NOTED = Turn("note on Quintara: x", (PastCall("log_note", {"partner": "P7", "text": "x"}),), (), ("P7",))


OURS = {"action": "promises", "by": "us"}
MOST = {"measure": "revenue", "order": "highest"}


@pytest.mark.parametrize(
    ("question", "tool", "arguments"),
    [
        ("what did I promise?", "follow_ups", OURS),
        ("Was habe ich versprochen?", "follow_ups", OURS),
        ("¿qué prometí?", "follow_ups", OURS),
        ("qu'est-ce que j'ai promis ?", "follow_ups", OURS),
        ("write Quintara about what we promised", "draft_message", {"purpose": "promise"}),
        ("pitch Quintara on what working with us brings", "draft_message", {}),
        ("top 3 partners by revenue", "partner_economics", {**MOST, "limit": 3}),
        ("best partners by won revenue", "partner_economics", MOST),
        ("bottom 5 partners by revenue", "partner_economics", {"measure": "revenue", "order": "lowest"}),
        ("die drei umsatzstärksten Partner", "partner_economics", {**MOST, "limit": 3}),
        ("los 3 mejores partners por ingresos", "partner_economics", {**MOST, "limit": 3}),
        ("les 3 meilleurs partenaires par chiffre d'affaires", "partner_economics", {**MOST, "limit": 3}),
        ("any news about my partners", "partners_needing_attention", {"since": WEEK_AGO.isoformat()}),
        ("was hat sich seit gestern geändert", "partners_needing_attention", {"since": "2026-09-29"}),
        ("qué ha cambiado desde ayer", "partners_needing_attention", {"since": "2026-09-29"}),
        ("qu'est-ce qui a changé depuis hier", "partners_needing_attention", {"since": "2026-09-29"}),
        ("who in my team is overloaded", "capacity_plan", {"show": "load", "scope": "portfolio"}),
        ("wer in meinem Team ist überlastet", "capacity_plan", {"show": "load", "scope": "portfolio"}),
        ("How many partners do I have?", "find_partners", {"scope": "book"}),
        ("wie viele Partner habe ich?", "find_partners", {"scope": "book"}),
        ("¿cuántos partners tengo?", "find_partners", {"scope": "book"}),
        ("combien de partenaires ai-je ?", "find_partners", {"scope": "book"}),
        ("how many partners are in DACH", "find_partners", {"region": "DACH"}),
        ("How is Zanzibar Azure doing?", "partner_profile", {"partner": "Zanzibar Azure"}),
        ("¿Cómo va Zanzibar Azure?", "partner_profile", {"partner": "Zanzibar Azure"}),
        ("remind me what we owe Quintara", "commission_statement", {"partner": "Quintara", "show": "unpaid"}),
        ("erinnere mich daran, was wir Quintara schulden", "commission_statement", {"show": "unpaid"}),
    ],
)
def test_an_everyday_question_leads_to_its_tool(
    planner: Planner, names: NameIndex, question: str, tool: str, arguments: dict[str, Any]
) -> None:
    session = RecordingSession(SPECS)
    planner.plan(question, session, as_of=AS_OF, names=names)
    assert [name for name, _ in session.made] == [tool]
    made = session.made[0][1]
    assert {name: str(made.get(name)) for name in arguments} == {
        name: str(value) for name, value in arguments.items()
    }


@pytest.mark.parametrize(
    "question",
    ["how do I add my colleagues?", "wie kann mein Team das nutzen?", "¿cómo añado a mis compañeros?",
     "comment mon équipe peut-elle utiliser ça ?"],
)  # fmt: skip
def test_how_colleagues_come_in_is_no_question_of_workload(
    planner: Planner, names: NameIndex, question: str
) -> None:
    session = RecordingSession(SPECS)
    plan = planner.plan(question, session, as_of=AS_OF, names=names)
    assert (plan.declined, session.made) == (Declined.SHARING, [])


@pytest.mark.parametrize(
    "words", ["drop it", "Forget it.", "never mind", "lass es", "olvídalo", "laisse tomber"]
)
def test_an_answer_that_is_dropped_drafts_and_deletes_nothing(
    planner: Planner, names: NameIndex, words: str
) -> None:
    session = RecordingSession(SPECS)
    plan = planner.plan(words, session, as_of=AS_OF, names=names, thread=(EXPLAINED,))
    assert (plan.declined, session.made) == (Declined.LET_GO, [])


def test_forgetting_a_note_just_made_still_deletes_it(planner: Planner, names: NameIndex) -> None:
    session = RecordingSession(SPECS)
    planner.plan("forget it", session, as_of=AS_OF, names=names, thread=(NOTED,))
    assert [name for name, _ in session.made] == ["delete_note"]


def test_a_reminder_with_a_moment_stays_one(planner: Planner, names: NameIndex) -> None:
    session = RecordingSession(SPECS)
    planner.plan("remind me what to ask Quintara on Friday", session, as_of=AS_OF, names=names)
    assert [(name, made["action"]) for name, made in session.made] == [("follow_ups", "add")]
