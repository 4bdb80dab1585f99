"""From findings and their words to the contract's answer; the only place where table cells are rendered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from assistant.charts.shown import shown_chart
from assistant.contract import Answer, Call, ShownChart, ShownDraft, ShownFact, ShownTable
from assistant.writing.rendering import Tongue, render, value
from prompts.phrases import Phrases
from tools.charts import MOST
from tools.drafts import Draft
from tools.facts import Fact, Findings, Suggestion, TableSpec

MOST_SUGGESTIONS: Final = 3

Made: TypeAlias = tuple[Call | None, Findings]
"""A call and what it found; no call when Rapport itself had something to say."""


def shown_answer(
    made: Sequence[Made],
    text: str,
    drafts: Mapping[str, Draft],
    phrases: Phrases,
    tongue: Tongue,
) -> Answer:
    """The answer in the contract's shape; keys with nothing to say stay absent."""
    findings = [found for _, found in made]
    facts = {fact.id: fact for found in findings for fact in found.facts()}
    tables = [found.table for found in findings if found.table]
    wanted = [draft_id for found in findings for draft_id in found.draft_ids]
    suggestions = [one for found in findings for one in found.suggestions]
    return Answer(
        calls=[call for call, _ in made if call],
        text=text,
        facts=[shown_fact(fact) for fact in facts.values()] or None,
        table=_table(tables[0], phrases, tongue) if tables else None,
        charts=_charts(findings, phrases, tongue) or None,
        drafts=[shown_draft(drafts[draft_id]) for draft_id in wanted] or None,
        suggestions=_suggestions(suggestions, phrases, tongue) or None,
        clarify=next((list(found.clarify) for found in findings if found.clarify), None),
        unknown=next((list(found.unknown) for found in findings if found.unknown is not None), None),
        refuse=next((found.refuse for found in findings if found.refuse), None),
        pending=next((found.pending for found in findings if found.pending), None),
        undo=next((found.undo for found in findings if found.undo), None),
        job=next((found.job for found in findings if found.job), None),
    )


def shown_fact(fact: Fact) -> ShownFact:
    """A fact in the contract's shape."""
    return ShownFact(
        id=fact.id,
        partner_id=fact.partner_id,
        kind=fact.kind.name,
        label=fact.kind.label,
        value=fact.value,
        unit=fact.unit,
        as_of=fact.as_of,
        rows=list(fact.rows) or None,
        behind=list(fact.kind.behind) or None,
    )


def _table(table: TableSpec, phrases: Phrases, tongue: Tongue) -> ShownTable:
    return ShownTable(
        title=render(phrases.text(table.key), {}, tongue).text,
        columns=list(table.columns),
        rows=[[value(cell, tongue) if cell else "" for cell in row] for row in table.rows],
        fact_ids=[[cell.id if cell else None for cell in row] for row in table.rows],
    )


def _charts(findings: Sequence[Findings], phrases: Phrases, tongue: Tongue) -> list[ShownChart]:
    """The first two of all that were found."""
    specs = [chart for found in findings for chart in found.charts][:MOST]
    return [shown_chart(chart, phrases, tongue) for chart in specs]


def shown_draft(draft: Draft) -> ShownDraft:
    """A draft in the contract's shape."""
    return ShownDraft(
        id=draft.draft_id,
        partner_id=draft.partner_id,
        to=draft.recipient,
        channel=draft.channel,
        subject=draft.subject,
        body=draft.body,
        language=draft.language,
        fact_ids=list(draft.fact_ids),
        note_ids=list(draft.note_ids),
    )


def _suggestions(suggestions: Sequence[Suggestion], phrases: Phrases, tongue: Tongue) -> list[str]:
    said = [render(phrases.text(one.key), one.slots, tongue).text for one in suggestions]
    return list(dict.fromkeys(said))[:MOST_SUGGESTIONS]
