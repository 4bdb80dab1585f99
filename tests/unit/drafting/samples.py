"""One partner with an occasion of every kind, for tests of messages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.drafting import kinds
from assistant.drafting.material import Material, Moment, Recipient
from assistant.drafting.occasions import Occasion, Purpose
from tools.billing import kinds as billing
from tools.facts import Audience, Fact, Kind, Quote, Value
from tools.grounding.names import NameIndex
from tools.kinds import (
    CERTIFICATION,
    CERTIFICATION_EARNED,
    CERTIFICATION_EXPIRES,
    CERTIFICATION_PERSON,
    CONTACT,
    DEAL_AMOUNT,
    DEAL_CLOSED,
    DEAL_CUSTOMER,
    PARTNER_SINCE,
)

AS_OF = date(2026, 10, 31)
FOREIGN = NameIndex.build(["Globex", "Harbor", "Lakeside Group", "Northwind Traders"])
SENTENCES = {
    "en": "We would like to hear earlier what is coming next.",
    "de": "Wir würden gern früher hören, was als Nächstes kommt.",
    "fr": "Nous aimerions savoir plus tôt ce qui va venir.",
    "es": "Nos gustaría saber antes lo que viene después.",
}
QUESTIONS = {
    "en": "When will the new price list be ready?",
    "de": "Wann ist die neue Preisliste fertig?",
    "fr": "Quand la nouvelle liste de prix sera-t-elle prête ?",
    "es": "¿Cuándo estará lista la nueva lista de precios?",
}
PROMISES = {
    "en": "We will send you the new price list.",
    "de": "Wir schicken Ihnen die neue Preisliste.",
    "fr": "Nous vous enverrons la nouvelle liste de prix.",
    "es": "Le enviaremos la nueva lista de precios.",
}
SAID_ON = date(2026, 9, 2)


def fact(kind: Kind, value: Value, subject: str = "", currency: str = "") -> Fact:
    return Fact(kind, "P1", value, AS_OF, subject, currency)


def quote(text: str, note_id: str = "N1") -> Quote:
    return Quote(note_id, "P1", 0, len(text), text, "Dana Weber", SAID_ON, Audience.SHAREABLE, own_words=True)


def _sales() -> dict[Occasion, dict[str, Fact | Quote]]:
    win: dict[str, Fact | Quote] = {
        "customer": fact(DEAL_CUSTOMER, "Stadtwerke Auental", "D1"),
        "won_on": fact(DEAL_CLOSED, date(2026, 10, 3), "D1"),
        "technology": fact(kinds.DEAL_TECHNOLOGY, "Cloud Backup", "D1"),
        "sector": fact(kinds.DEAL_SECTOR, "Energy", "D1"),
        "won_amount": fact(DEAL_AMOUNT, 12400.0, "D1", "EUR"),
    }
    delivered: dict[str, Fact | Quote] = {
        "project_customer": fact(kinds.PROJECT_CUSTOMER, "Hafen Nordkai", "J1"),
        "delivered_on": fact(kinds.PROJECT_DELIVERED, date(2026, 8, 19), "J1"),
        "project_technology": fact(kinds.PROJECT_TECHNOLOGY, "Data Platform", "J1"),
    }
    waiting: dict[str, Fact | Quote] = {
        "open_customer": fact(DEAL_CUSTOMER, "Klinik Seeblick", "D2"),
        "opened_on": fact(kinds.DEAL_REGISTERED, date(2026, 10, 1), "D2"),
        "open_technology": fact(kinds.DEAL_TECHNOLOGY, "Data Platform", "D2"),
        "open_amount": fact(DEAL_AMOUNT, 8350.75, "D2", "EUR"),
    }
    focus: dict[str, Fact | Quote] = {
        "focus_sector": fact(kinds.FOCUS_SECTOR, "Energy"),
        "focus_technology": fact(kinds.FOCUS_TECHNOLOGY, "Cloud Backup"),
    }
    return {
        Occasion.WIN: win,
        Occasion.PAST_WIN: win,
        Occasion.WINS: win | {"wins": fact(kinds.WINS_THIS_YEAR, 3)},
        Occasion.OPEN_DEAL: waiting,
        Occasion.DELIVERED: delivered,
        Occasion.FOCUS: focus,
        Occasion.LEAD: {"lead_on": fact(kinds.LEAD_SENT, date(2026, 10, 20))},
        Occasion.LEAD_SHARED: {"shared_on": fact(kinds.LEAD_SHARED, date(2026, 9, 14))},
    }


def _skills() -> dict[Occasion, dict[str, Fact | Quote]]:
    certification: dict[str, Fact | Quote] = {"certification": fact(CERTIFICATION, "Data Associate", "K1")}
    ole = {"person": fact(CERTIFICATION_PERSON, "Ole Berg", "K1")}
    earned = certification | {"earned_on": fact(CERTIFICATION_EARNED, date(2026, 8, 7), "K1")}
    expiring = certification | {"expires_on": fact(CERTIFICATION_EXPIRES, date(2027, 1, 7), "K1")}
    return {
        Occasion.EARNED: earned | ole,
        Occasion.EXPIRING: expiring | ole,
        Occasion.EARNED_OWN: earned,
        Occasion.EXPIRING_OWN: expiring,
    }


def _touches() -> dict[Occasion, dict[str, Fact | Quote]]:
    talked: dict[str, Fact | Quote] = {"talked_on": fact(kinds.TALKED, date(2026, 9, 21))}
    trained: dict[str, Fact | Quote] = {"trained_on": fact(kinds.TRAINED, date(2026, 7, 1))}
    return {
        Occasion.TALK: talked,
        Occasion.TALK_TEAM: talked,
        Occasion.TALK_OTHER: talked | {"talker": fact(CONTACT, "Ole Berg")},
        Occasion.TRAINING: trained,
        Occasion.TRAINING_TEAM: trained,
        Occasion.ATTENDED: {"attended_on": fact(kinds.ATTENDED, date(2026, 6, 11))},
        Occasion.CAMPAIGNED: {"campaigned_on": fact(kinds.CAMPAIGNED, date(2026, 5, 12))},
        Occasion.SURVEYED: {"surveyed_on": fact(kinds.SURVEYED, date(2026, 7, 22))},
        Occasion.SUPPORTED: {
            "case_on": fact(kinds.CASE_OPENED, date(2026, 9, 28)),
            "solved_on": fact(kinds.CASE_CLOSED, date(2026, 10, 5)),
        },
        Occasion.UNANSWERED: {"mailed_on": fact(kinds.UNANSWERED, date(2026, 10, 13))},
        Occasion.ANNIVERSARY: {
            "signed_on": fact(PARTNER_SINCE, date(2023, 5, 4)),
            "years": fact(kinds.YEARS_TOGETHER, 3),
        },
        Occasion.APPLIED: {"applied_on": fact(kinds.APPLIED, date(2026, 4, 16))},
        Occasion.MET: {"met_on": fact(kinds.MET, date(2026, 3, 30))},
    }


def _words(language: str) -> dict[Occasion, dict[str, Fact | Quote]]:
    said = quote(SENTENCES[language])
    promised: dict[str, Fact | Quote] = {
        "promise": quote(PROMISES[language], "N3"),
        "promised_on": fact(kinds.PROMISED, SAID_ON, "N3"),
        "due_on": fact(kinds.PROMISE_DUE, date(2026, 10, 9), "N3"),
    }
    return {
        Occasion.WORDS: {"words": said, "words_on": fact(kinds.SAID, SAID_ON, "N1")},
        Occasion.WROTE: {"words": said, "words_on": fact(kinds.SAID, SAID_ON, "N1")},
        Occasion.ASKED: {
            "question": quote(QUESTIONS[language], "N2"),
            "asked_on": fact(kinds.ASKED, SAID_ON, "N2"),
        },
        Occasion.PROMISE_US: promised,
        Occasion.PROMISE_LATE: promised,
        Occasion.PROMISE_KEPT: promised,
        Occasion.PROMISE_THEM: promised,
        Occasion.OWED: {},
    }


def _program() -> dict[Occasion, dict[str, Fact | Quote]]:
    level: dict[str, Fact | Quote] = {
        "level": fact(kinds.LEVEL, "Gold"),
        "level_before": fact(kinds.LEVEL_BEFORE, "Silver"),
        "level_on": fact(kinds.LEVEL_ON, date(2026, 10, 15)),
    }
    offer: dict[str, Fact | Quote] = {
        "offer": fact(kinds.OFFER, "Backup Workshop", "O1"),
        "offer_on": fact(kinds.OFFER_ON, date(2026, 11, 24), "O1"),
    }
    until: dict[str, Fact | Quote] = {"offer_until": fact(kinds.OFFER_UNTIL, date(2026, 12, 18), "O1")}
    owed: dict[str, Fact | Quote] = {
        "amount": fact(billing.AMOUNT, 1240.5, "C1", "EUR"),
        "period": fact(kinds.COMMISSION_MONTH, date(2026, 8, 1), "C1"),
    }
    return {
        Occasion.LEVEL_UP: level,
        Occasion.LEVEL_DOWN: level,
        Occasion.TRAINING_OFFER: offer,
        Occasion.EVENT_OFFER: offer,
        Occasion.CAMPAIGN_OFFER: offer | until,
        Occasion.COMMISSION_HELD: owed,
        Occasion.COMMISSION_PENDING: owed,
        Occasion.COMMISSION_LATE: owed | {"payable_on": fact(billing.DUE, date(2026, 10, 15), "C1")},
        Occasion.COMMISSION_DUE: owed | {"payable_on": fact(billing.DUE, date(2026, 11, 30), "C1")},
        Occasion.COMMISSION_PAID: owed | {"paid_on": fact(billing.PAID_ON, date(2026, 10, 12), "C1")},
        Occasion.PAID_YEAR: {"paid_sum": fact(kinds.PAID_YEAR, 18250.0, currency="EUR")},
        Occasion.QUARTER: {"quarter_on": fact(kinds.QUARTER_ENDS, date(2026, 12, 31))},
        Occasion.INTRODUCED: {
            "other_partner": fact(kinds.OTHER_PARTNER, "Harbor"),
            "other_person": fact(kinds.OTHER_PERSON, "Mia Lind"),
            "other_technology": fact(kinds.OTHER_TECHNOLOGY, "Data Platform"),
            "other_sector": fact(kinds.OTHER_SECTOR, "Logistics"),
        },
    }


def moments(language: str) -> tuple[Moment, ...]:
    """One of every occasion that a partner can have; the language is that of its quotations."""
    slots = {**_sales(), **_skills(), **_touches(), **_words(language), **_program()}
    return tuple(Moment(occasion, filled) for occasion, filled in slots.items())


def material(language: str = "en", purpose: Purpose = Purpose.CHECK_IN, *, formal: bool = False) -> Material:
    recipient = Recipient("C1", "Dana Weber", "CEO", language, formal)
    return Material("P1", "Lakeside Group", recipient, "Priya Shah", purpose, AS_OF, moments(language))


def with_only(made: Material, *occasions: Occasion) -> Material:
    """The material with the moments of these occasions and no others."""
    return replace(made, moments=tuple(one for one in made.moments if one.occasion in occasions))
