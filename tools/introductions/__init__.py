"""Introductions: which partners complete each other, and what was agreed before names are exchanged."""

from tools.introductions.contacts import People, unclear_person
from tools.introductions.findings import counterpart_findings, pair_findings, two_findings
from tools.introductions.ground import Ground
from tools.introductions.hindrances import AGGREGATES, hindrance_statements, hindrances, unhindered
from tools.introductions.introduction import (
    Consent,
    Introduction,
    Side,
    State,
    as_known,
    may_exchange,
    settled,
)
from tools.introductions.pairing import candidates, paired
from tools.introductions.people import persons_for, reachable
from tools.introductions.policy import IntroductionPolicy
from tools.introductions.records import Register
from tools.introductions.telling import Telling

__all__ = [
    "AGGREGATES",
    "Consent",
    "Ground",
    "Introduction",
    "IntroductionPolicy",
    "People",
    "Register",
    "Side",
    "State",
    "Telling",
    "as_known",
    "candidates",
    "counterpart_findings",
    "hindrance_statements",
    "hindrances",
    "may_exchange",
    "pair_findings",
    "paired",
    "persons_for",
    "reachable",
    "settled",
    "two_findings",
    "unclear_person",
    "unhindered",
]
