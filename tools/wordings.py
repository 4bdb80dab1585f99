"""How people write promises in English, German, French and Spanish.

Each wording is read within one clause of at most 400 characters, so its bounded gaps cost little.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Owner(StrEnum):
    """Whose promise a wording tells."""

    WRITER = "writer"  # those who write "we"
    OTHER = "other"
    SUBJECT = "subject"  # whoever the group `who` names


@dataclass(frozen=True)
class Wording:
    """One way to promise.

    Attributes:
        dated: Whether it is a promise only if a day is named: "we send it" is a habit.
    """

    pattern: re.Pattern[str]
    owner: Owner
    dated: bool


def _wording(owner: Owner, pattern: str, *, dated: bool = False) -> Wording:
    return Wording(re.compile(pattern), owner, dated)


WE: Final = frozenset(("we", "i", "wir", "ich", "nous", "on", "je", "j'", "nosotros", "yo"))

_NAME: Final = r"[A-ZÀ-Þ][\w'-]+(?:\s+[A-ZÀ-Þ][\w'-]+)?"
_START: Final = r"^(?:[-*•\u2013]\s*)?"

_EN_WHO: Final = (
    rf"\b(?P<who>(?i:we|i|they|he|she|the (?:partner|customer|client|team|vendor)|(?:their|our|"
    rf"my)\s+\w+)|{_NAME})"
)
_EN_PROMISED: Final = (
    r"(?i:(?:have|has|had|also|already|both|again|then|just|kindly)\s+){0,3}"
    r"(?i:promis(?:ed|e|es)|committed\s+to|pledged|agreed\s+to|guaranteed|vowed|"
    r"undertook\s+to|gave\s+(?:our|their|his|her)\s+word)\b"
)
_EN_DO: Final = (
    r"(?i:send|share|deliver|provide|give|get\s+back|come\s+back|follow\s+up|call|phone|email|"
    r"write|confirm|prepare|draft|"
    r"introduce|schedule|set\s+up|review|fix|solve|resolve|pay|refund|return|sign|ship|"
    r"forward|submit|register|train|complete|"
    r"finish|update|let\s+\w+\s+know|bring|arrange|organi[sz]e|book|check|publish|reply|"
    r"answer|respond|order|file|grant|offer|"
    r"credit|invite|nominate|certify|hire|present|propose|clarify|escalate|extend|renew|close)\b"
)
_THING: Final = (
    r"(?!(?:one|a\s+(?:drink|beer|coffee|lunch|dinner|favou?r|round)|big\s+time|everything|nothing|so\s+much)\b)"
    r"[\w'-]+"
)  # what can be owed in earnest: "I still owe her one" is a joke
_DE_EARNEST: Final = r"(?!(?:\s+\w+){0,3}\s+(?i:eins|eines|einen|was|etwas|ein\s+bier)\s*(?:[.,;!)]|$))"
_DE_PRONOUN: Final = r"(?i:wir|ich|sie|er)"
_DE_NAME: Final = rf"(?:(?i:der\s+(?:kunde|partner)|(?:herr|frau)\s+\w+)|{_NAME})"
_DE_WHO: Final = rf"\b(?P<who>{_DE_PRONOUN}|{_DE_NAME})"
_DE_PROMISED: Final = r"(?i:versprochen|zugesagt|zugesichert|verpflichtet|garantiert)\b"
_DE_DO: Final = (
    r"(?i:schick|send|liefer|teil|bestätig|meld|ruf|bereit|erstell|zahl|bezahl|unterschreib|"
    r"unterzeichn|organisier|klär|prüf|"
    r"antwort|beantwort|registrier|nachreich|reich|gib|geb|erledig|übergeb|vorleg|leg|"
    r"einricht|überarbeit|stell|buch|kümmer)"
)
_DE_PRESENT: Final = rf"{_DE_DO}(?:e|t|et|en|n)"
_DE_INFINITIVE: Final = (
    rf"\b(?i:zu|ab|an|nach|vor|ein|mit|bereit|weiter|fertig|zurück|durch|frei)?{_DE_DO}(?:en|n)\b"
)
_FR_DO: Final = (
    r"(?:envoyer|fournir|livrer|partager|confirmer|rappeler|revenir|transmettre|préparer|"
    r"rédiger|organiser|signer|payer|"
    r"présenter|donner|répondre|régler|vérifier|finaliser|proposer|inscrire|former|planifier|faire)"
)
_FR_FUTURE: Final = (
    r"(?:enverr|fournir|livrer|partager|confirmer|rappeller|reviendr|transmettr|préparer|"
    r"rédiger|organiser|signer|paier|payer|"
    r"présenter|donner|répondr|régler|vérifier|finaliser|proposer|inscrir|former|planifier|fer)"
)
_FR_TO: Final = r"(?:(?:nous|vous|leur|lui|te|les|le|la|y|en)\s+|m'|l'|t'){0,2}"
_ES_DO: Final = (
    r"(?:enviar|entregar|confirmar|llamar|compartir|preparar|mandar|pagar|firmar|organizar|"
    r"presentar|responder|dar|revisar|"
    r"cerrar|facilitar|proponer|registrar|resolver|contestar|devolver|pasar|hacer)"
)
_ES_FUTURE: Final = (
    r"(?:enviar|entregar|confirmar|llamar|compartir|preparar|mandar|pagar|firmar|organizar|"
    r"presentar|responder|dar|revisar|"
    r"cerrar|facilitar|propondr|registrar|resolver|contestar|devolver|pasar|har)"
)
_ES_TO: Final = r"(?:(?:nos|les?|os|te|me|lo|la|los|las|se)\s+){0,2}"


def _german(verb: str, goes_on: str, *, dated: bool = False) -> tuple[Wording, ...]:
    """The subject stands before or after the verb; a pronoun beats a noun: every noun looks like a name."""
    return tuple(
        _wording(Owner.SUBJECT, order + goes_on, dated=dated)
        for who in (_DE_PRONOUN, _DE_NAME)
        for order in (
            rf"\b(?P<who>{who})\s+(?i:{verb})",
            rf"\b(?i:{verb})\s+(?i:mich\s+|uns\s+)?(?P<who>{who})",
        )
    )


PROMISES: Final = (
    # English
    _wording(Owner.OTHER, r"\b(?i:(?:we|i)\s+(?:was|were|have\s+been)\s+promised)\b"),
    _wording(Owner.WRITER, r"\b(?i:was|were|has\s+been|have\s+been)\s+promised\b"),
    _wording(Owner.OTHER, rf"\b(?i:owes?\s+(?:us|me)\s+{_THING})"),
    _wording(Owner.OTHER, r"\b(?i:owes?\s+(?:us|me))\b", dated=True),
    _wording(Owner.WRITER, rf"\b(?i:(?:we|i)\s+(?:still\s+)?owe\s+[\w'-]+\s+{_THING})"),
    _wording(Owner.WRITER, r"\b(?i:(?:we|i)\s+(?:still\s+)?owe)\b", dated=True),
    _wording(Owner.SUBJECT, rf"{_EN_WHO}(?:'ve|'s|'d)?\s+{_EN_PROMISED}"),
    _wording(Owner.WRITER, rf"{_START}{_EN_PROMISED}"),
    _wording(
        Owner.SUBJECT,
        (
            rf"{_EN_WHO}(?:'ll|\s+(?i:will|shall)|(?:'re|'m|'s|\s+(?i:is|are|"
            rf"am))\s+(?i:going\s+to))\s+(?:\w+\s+){{0,2}}?{_EN_DO}"
        ),
    ),
    _wording(Owner.WRITER, rf"{_START}(?i:will|i'll|we'll)\s+(?:\w+\s+){{0,1}}?{_EN_DO}"),
    _wording(Owner.WRITER, rf"\b(?i:action|to-?do|next\s+steps?)\s*:\s*{_EN_DO}", dated=True),
    _wording(
        Owner.WRITER,
        (
            rf"{_START}(?i:(?:we\s+|i\s+)?(?:need|plan|remember|reminder|have|must|want|aim|agreed|"
            rf"decided)\s+(?:to\s+)?){_EN_DO}"
        ),
        dated=True,
    ),
    _wording(
        Owner.SUBJECT,
        (rf"{_EN_WHO}(?:'d|\s+(?i:would|must|needs?\s+to|ha(?:s|ve)\s+to|to))\s+{_EN_DO}"),
        dated=True,
    ),
    # German
    _wording(Owner.OTHER, rf"\b(?i:uns|mir)\s+(?i:wurden?)\b.{{0,100}}?{_DE_PROMISED}"),
    _wording(Owner.WRITER, rf"\b(?i:wurden?)\b.{{0,100}}?{_DE_PROMISED}"),
    _wording(Owner.OTHER, rf"\b(?i:schulde[nt]\s+(?:uns|mir))\b{_DE_EARNEST}"),
    _wording(Owner.WRITER, rf"\b(?i:wir\s+schulden|ich\s+schulde|schulden\s+wir)\b{_DE_EARNEST}"),
    *_german("haben?|hat|hatten?", rf"\b.{{0,120}}?{_DE_PROMISED}"),
    _wording(Owner.SUBJECT, rf"{_DE_WHO}\s+(?i:verspr(?:eche?n?|icht|ach(?:en)?))\b"),
    _wording(Owner.SUBJECT, rf"{_DE_WHO}\s+(?i:sag(?:t|te|ten|en|e))\b.{{0,100}}?\bzu\W*$"),
    _wording(Owner.WRITER, rf"{_START}{_DE_PROMISED}"),
    *_german("werden?|wird", rf"\b.{{0,120}}?{_DE_INFINITIVE}"),
    *_german("wollen|will|soll(?:en)?|müssen|muss", rf"\b.{{0,120}}?{_DE_INFINITIVE}", dated=True),
    *_german(_DE_PRESENT, r"\b", dated=True),
    # French
    _wording(Owner.OTHER, r"\b(?i:(?:on\s+)?nous\s+a\s+(?:été\s+)?promis)\b"),
    _wording(Owner.WRITER, r"\b(?i:a\s+été\s+promis|ont\s+été\s+promis)"),
    _wording(
        Owner.WRITER,
        (
            rf"\b(?i:nous\s+{_FR_TO}avons|j'ai|je\s+{_FR_TO}ai|"
            rf"on\s+{_FR_TO}a)\s+(?i:\w+\s+){{0,1}}?(?i:promis|garanti|assuré)\b"
        ),
    ),
    _wording(
        Owner.WRITER, r"\b(?i:nous\s+(?:leur\s+|lui\s+|vous\s+)?promettons|je\s+(?:leur\s+|lui\s+)?promets)\b"
    ),
    _wording(
        Owner.WRITER, r"(?i:nous\s+engageons\s+à|m'engage\s+à|nous\s+sommes\s+engagé|me\s+suis\s+engagé)"
    ),
    _wording(Owner.OTHER, r"\b(?i:a|ont)\s+(?i:\w+\s+){0,1}?(?i:promis|garanti)\b"),
    _wording(
        Owner.OTHER, r"\b(?i:promet|promettent)\b|(?i:s'engage(?:nt)?\s+à|s'est\s+engagé|se\s+sont\s+engagé)"
    ),
    _wording(Owner.OTHER, r"\b(?i:nous\s+doi(?:t|vent))\b"),
    _wording(Owner.WRITER, r"\b(?i:(?:leur|lui)\s+devons|(?:leur|lui)\s+dois)\b"),
    _wording(Owner.WRITER, rf"\b(?i:allons|je\s+vais|on\s+va)\s+{_FR_TO}(?i:\w+\s+){{0,1}}?(?i:{_FR_DO})\b"),
    _wording(Owner.OTHER, rf"\b(?i:va|vont)\s+{_FR_TO}(?i:\w+\s+){{0,1}}?(?i:{_FR_DO})\b"),
    _wording(Owner.WRITER, rf"\b(?i:on\s+{_FR_TO}{_FR_FUTURE}a)\b"),
    _wording(Owner.WRITER, rf"\b(?i:{_FR_FUTURE}(?:ons|ai))\b"),
    _wording(Owner.OTHER, rf"\b(?i:{_FR_FUTURE}(?:ont|a|ez))\b"),
    _wording(
        Owner.WRITER,
        rf"\b(?i:(?:nous|on|je|j')\s*{_FR_TO}(?:envo(?:ie|yons)|rappel(?:le|ons)|livr(?:e|ons)))\b",
        dated=True,
    ),
    _wording(
        Owner.OTHER,
        rf"\b(?:(?i:ils?|elles?)|{_NAME})\s+{_FR_TO}(?i:envoient?|rappellent?|livrent?)\b",
        dated=True,
    ),
    # Spanish
    _wording(
        Owner.WRITER,
        r"\b(?i:(?:hemos|he)\s+(?:\w+\s+){0,1}?prometido|prometimos|prometí|prometemos|prometo)\b",
    ),
    _wording(
        Owner.WRITER,
        r"\b(?i:nos\s+(?:hemos\s+comprometido|comprometimos)|me\s+(?:he\s+comprometido|comprometí))\b",
    ),
    _wording(Owner.WRITER, r"\b(?i:quedamos\s+en|les?\s+debemos(?!\s+una?\s*(?:[.,;!)]|$)))\b"),
    _wording(Owner.OTHER, r"\b(?i:(?:han?)\s+(?:\w+\s+){0,1}?prometido|prometió|prometieron|prometen?)\b"),
    _wording(
        Owner.OTHER,
        r"\b(?i:se\s+(?:han?\s+comprometido|comprometió|comprometieron)|qued(?:ó|aron)\s+en|nos\s+deben?)\b",
    ),
    _wording(Owner.WRITER, rf"\b(?i:vamos|voy)\s+a\s+(?i:{_ES_DO})"),
    _wording(Owner.OTHER, rf"\b(?i:van?)\s+a\s+(?i:{_ES_DO})"),
    _wording(Owner.WRITER, rf"\b(?i:{_ES_FUTURE}(?:emos|é))\b"),
    _wording(Owner.OTHER, rf"\b(?i:{_ES_FUTURE}(?:án?|éis))\b"),
    _wording(
        Owner.OTHER,
        rf"\b(?:(?i:ellos|ellas|él|ella)|{_NAME})\s+{_ES_TO}(?i:env[ií]an?|entregan?|mandan?)\b",
        dated=True,
    ),
    _wording(Owner.WRITER, rf"\b{_ES_TO}(?i:enviamos|entregamos|mandamos|envío|mando)\b", dated=True),
)
"""In this order; the first that a clause holds tells whose promise it is."""

NO_PROMISE: Final = re.compile(
    r"\b(?:not(?!\s+later)|never|cannot|no\s+promises?|if|whether|hope(?:s|d|fully)?|maybe|"
    r"perhaps|might|probably|"
    r"nicht(?!\s+später)|nie|niemals|kein\w*|wenn|falls|hoffentlich|vielleicht|pas|jamais|aucune?|peut-être|"
    r"nunca|jamás|quizás?|tal\s+vez|ojalá)\b|n't\b|\bs'ils?\b|\bsi\s+(?:nous|on|elle|ils?|nos)\b|"
    r"\bno\s+(?:(?:nos|les?|se|lo|la|os)\s+)*(?:han?|hemos|he|van?|vamos|voy|promet|env|entreg|mand|comprom)",
    re.IGNORECASE,
)
"""What makes a clause no promise: a denial, a condition, a hope."""

ANOTHER_CLAUSE: Final = re.compile(
    r"(?:;|,|\b(?:and|but|while|und|aber|et|mais|pero|y)\b)\s+(?=(?:and\s+|but\s+|und\s+|aber\s+)?"
    r"(?:we|they|he|she|i|wir|er|ich|nous|ils|elles?|il|on|je|nosotros|ellos|ellas)\b)",
    re.IGNORECASE,
)
"""Where one clause ends and another, with a subject of its own, begins."""
