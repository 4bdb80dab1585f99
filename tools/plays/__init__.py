"""Plays: what to do with a partner, and what was done."""

from tools.plays.calling import Meant, called, spoken_of
from tools.plays.play import Doing, OfferKind, Play, Plays, Reason
from tools.plays.policy import PlayPolicy
from tools.plays.selection import Fit, Resting, Selection, Stopped, listed, selected
from tools.plays.situation import Done, Matter, Situation, matters_of

__all__ = [
    "Doing",
    "Done",
    "Fit",
    "Matter",
    "Meant",
    "OfferKind",
    "Play",
    "PlayPolicy",
    "Plays",
    "Reason",
    "Resting",
    "Selection",
    "Situation",
    "Stopped",
    "called",
    "listed",
    "matters_of",
    "selected",
    "spoken_of",
]
