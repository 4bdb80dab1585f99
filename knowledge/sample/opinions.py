"""What partners answer when we ask them twice a year."""

from __future__ import annotations

from typing import Final

from knowledge.sample.draws import Draws
from knowledge.sample.facts import Record
from knowledge.sample.ledger import Survey
from knowledge.sample.program_material import Mood, Voices
from knowledge.sample.rhythm import pace_at
from tools.schema import SURVEY_DIMENSIONS

_LATEST: Final = 38  # days ago of the last survey
_EVERY: Final = 182
_ANSWERED: Final = 0.55
_COMMENTED: Final = 0.35
_KNOWN_FOR: Final = 60  # days signed before we ask
_GOOD: Final = 8
_FAIR: Final = 5


def survey_rows(draws: Draws, record: Record, voices: Voices, first_id: int) -> list[Survey]:
    """One score per dimension and survey answered, oldest first; comments in the partner's language."""
    story, span, likes = record.part.story, record.span, draws.share(6.0, 8.6)
    rows: list[Survey] = []
    for wave in range(_LATEST, span.days, _EVERY)[::-1]:
        answered = draws.chance(_ANSWERED) and wave >= story.silent_days
        if not answered or not record.is_partner(wave) or record.milestones.business_from < wave + _KNOWN_FOR:
            continue
        ago = max(wave - draws.between(0, 12), 0)
        for dimension in SURVEY_DIMENSIONS:
            score = round(min(10.0, max(0.0, likes + _lean(record, dimension, ago) + draws.share(-1.2, 1.2))))
            said = draws.pick(voices.surveys[dimension][_mood(score)]) if draws.chance(_COMMENTED) else ""
            number = f"SUR-{first_id + len(rows)}"
            rows.append(Survey(number, record.part.partner_id, span.workday(ago), dimension, score, said))
    return rows


def _lean(record: Record, dimension: str, ago: int) -> float:
    """What the story adds to a dimension, in points of the score."""
    story = record.part.story
    if dimension == "economics":
        low, high = story.wallet or (0.0, 0.0)
        return (low + high - 0.6) * 2
    pace = pace_at(story.touch_rhythm or story.rhythm, ago)
    return (pace - 0.7) * {"relationship": 3.0, "momentum": 4.5, "support": 1.0}[dimension]


def _mood(score: int) -> Mood:
    return "good" if score >= _GOOD else "fair" if score >= _FAIR else "poor"
