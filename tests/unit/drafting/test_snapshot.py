"""Twenty messages as they were read aloud and found good."""

from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

from assistant.drafting.embedded import EmbeddedDraftWriter
from assistant.drafting.occasions import Occasion, Purpose
from assistant.drafting.wishes import AS_IT_COMES, Style, Wishes
from tests.unit.drafting.samples import material, with_only

On = Occasion
WARMER, SHORTER = (Wishes(frozenset({style})) for style in (Style.WARMER, Style.SHORTER))
QUARTERLY = (On.QUARTER, On.OPEN_DEAL, On.WIN, On.EXPIRING)
READ = {
    "en check-in, a question": ("en", Purpose.CHECK_IN, False, (On.ASKED,), AS_IT_COMES),
    "en check-in, an open deal": ("en", Purpose.CHECK_IN, False, (On.OPEN_DEAL, On.TALK), AS_IT_COMES),
    "en check-in, nothing known": ("en", Purpose.CHECK_IN, False, (), AS_IT_COMES),
    "en win-back": ("en", Purpose.WIN_BACK, True, (On.PAST_WIN, On.ANNIVERSARY), AS_IT_COMES),
    "en event": ("en", Purpose.EVENT, False, (On.EVENT_OFFER, On.DELIVERED, On.EARNED), AS_IT_COMES),
    "en proposition": ("en", Purpose.PROPOSITION, False, (On.PAID_YEAR, On.WINS), AS_IT_COMES),
    "en introduction": ("en", Purpose.INTRODUCTION, False, (On.INTRODUCED, On.FOCUS), AS_IT_COMES),
    "en level, warmer": ("en", Purpose.LEVEL, False, (On.LEVEL_UP, On.WIN), WARMER),
    "de congratulation": ("de", Purpose.CONGRATULATION, False, (On.WINS, On.OPEN_DEAL), AS_IT_COMES),
    "de promise, late": ("de", Purpose.PROMISE, True, (On.PROMISE_LATE,), AS_IT_COMES),
    "de commission, on hold": ("de", Purpose.COMMISSION, True, (On.COMMISSION_HELD,), AS_IT_COMES),
    "de quarterly review": ("de", Purpose.QBR, True, QUARTERLY, AS_IT_COMES),
    "fr training": ("fr", Purpose.TRAINING, True, (On.TRAINING_OFFER, On.WIN, On.TALK), AS_IT_COMES),
    "fr certification": ("fr", Purpose.CERTIFICATION, True, (On.EXPIRING, On.TALK), AS_IT_COMES),
    "fr business plan": ("fr", Purpose.BUSINESS_PLAN, True, (On.WIN, On.OPEN_DEAL, On.FOCUS), AS_IT_COMES),
    "fr check-in, shorter": (
        "fr", Purpose.CHECK_IN, False, (On.DELIVERED, On.MET), SHORTER,
    ),
    "es campaign": ("es", Purpose.CAMPAIGN, False, (On.CAMPAIGN_OFFER, On.DELIVERED, On.TALK), AS_IT_COMES),
    "es re-engagement": ("es", Purpose.RE_ENGAGEMENT, True, (On.TRAINING_TEAM, On.APPLIED), AS_IT_COMES),
    "es commission, paid": ("es", Purpose.COMMISSION, False, (On.COMMISSION_PAID, On.WIN), AS_IT_COMES),
    "es level down": ("es", Purpose.LEVEL, True, (On.LEVEL_DOWN, On.EARNED), AS_IT_COMES),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_messages_read_as_reviewed(name: str, snapshot: SnapshotAssertion) -> None:
    language, purpose, formal, occasions, wishes = READ[name]
    made = with_only(material(language, purpose, formal=formal), *occasions)
    text = EmbeddedDraftWriter().write(replace(made, partner_id="P1"), wishes)
    assert f"{text.subject}\n\n{text.body}" == snapshot
