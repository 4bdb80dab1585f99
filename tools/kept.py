"""Whether a later note says that a promise was kept, in English, German, French and Spanish."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from tools.sentences import sentences
from tools.spelling import fold

LATE_UNTIL: Final = timedelta(days=120)  # past its day a promise is open for so long
UNDATED_UNTIL: Final = timedelta(days=180)  # and so long after it was given, if no day was named
_LONGEST: Final = 20_000  # characters that are read of a note
_LETTERS: Final = 4  # of a telling word
_STEM: Final = 5  # letters that two forms of a word share

_SETTLED: Final = re.compile(
    r"\b(?:promises?\s+(?:is|was|has\s+been|are|were)\s+(?:kept|fulfilled|met)|kept\s+(?:our|my|the|that|their|his|"
    r"her)\s+(?:promise|word)|(?:done|delivered|sent)\s+as\s+(?:promised|agreed)|as\s+promised|"
    r"(?:that|this|it|everything|all)(?:'s|\s+is|\s+was|\s+has\s+been)\s+(?:now\s+|all\s+)?(?:done|settled|sorted|"
    r"taken\s+care\s+of|dealt\s+with)|all\s+done|nothing\s+(?:is\s+)?(?:left\s+)?open|nothing\s+left\s+to\s+do|"
    r"no\s+open\s+(?:points|promises|items)|"
    r"(?:das|es|alles|damit|hiermit)\s+(?:ist|war)\s+(?:\w+\s+){0,2}?(?:erledigt|getan|geklärt)|wie\s+versprochen|"
    r"(?:versprechen|zusage)\s+(?:ist\s+)?(?:\w+\s+)?(?:gehalten|eingelöst|erfüllt)|nichts\s+mehr\s+offen|"
    r"c'est\s+(?:fait|réglé|chose\s+faite)|promesses?\s+tenues?|comme\s+promis|plus\s+rien\s+d'ouvert|"
    r"rien\s+n'est\s+plus\s+ouvert|(?:ya\s+)?est[áa]\s+(?:hecho|resuelto|cumplid[oa])|promesas?\s+cumplidas?|"
    r"como\s+(?:prometimos|prometido|acordado)|(?:no\s+queda\s+)?nada\s+pendiente)\b|"
    r"^\W*(?:done|sent|delivered|kept|erledigt|geschickt|versandt|gesendet|fait|envoyé|hecho|enviado|entregado|"
    r"listo)\W*$",
    re.IGNORECASE,
)
"""Says by itself that what was owed is no longer."""

_DID: Final = re.compile(
    r"\b(?:done|sent|delivered|shipped|shared|provided|paid|signed|published|introduced|confirmed|received|arrived|"
    r"handed\s+over|made|booked|got|ha(?:s|ve)\s+(?:the|it|both|all|them)|"
    r"erledigt|geschickt|verschickt|versandt|gesendet|geliefert|geleistet|übergeben|bezahlt|erhalten|bekommen|"
    r"eingetroffen|gebucht|eingerichtet|unterschrieben|bestätigt|"
    r"envoyée?s?|faite?s?|livrée?s?|transmise?s?|reçue?s?|fournie?s?|réglée?s?|payée?s?|remise?s?|"
    r"hech[oa]s?|enviad[oa]s?|entregad[oa]s?|mandad[oa]s?|recibid[oa]s?|pagad[oa]s?|recibió|enviamos|entregamos)\b",
    re.IGNORECASE,
)
"""Says that something was done; of which promise it speaks, the words beside it tell."""

_NOT_YET: Final = re.compile(
    r"\b(?:not|never|yet|still|cannot|until|unless|if|when|once|should|will|would|must|shall|to\s+be|needs?|asked|"
    r"asks|waiting|waits|wants?|promis(?:ed|e|es)(?!\s+(?:is|was|kept))|"
    r"nicht|noch|nie|kein\w*|wenn|falls|sobald|wird|werden|soll\w*|muss|müssen|wartet|warten|fragt|versprochen|"
    r"zugesagt|pas|jamais|encore|si|quand|sera|seront|doit|devons|attend\w*|demande\w*|promis|"
    r"nunca|aún|todavía|cuando|será|debe\w*|espera\w*|pide\w*|prometido|no\s+(?:se\s+|l[aeo]s?\s+)?(?:ha|han|hemos|"
    r"está|fue))\b|n't\b|\?",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_PLAIN: Final = frozenset(
    fold(
        "with from that this they them their have will would until before after about into over more next "
        "week month year days end also still just promised promise promises promising send sent give gave "
        "made done january february march april june july august september october november december "
        "monday tuesday wednesday thursday friday saturday sunday our your were been wir haben hat hatte "
        "ihnen ihm ihr sein eine einen einer einem eines der die das den dem dass bis zum zur mit für von "
        "und oder auch noch versprochen zugesagt schicken geschickt ende januar februar märz mai juni "
        "juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag nächste woche "
        "nous avons leur leurs lui pour avec dans avant après promis promesse envoyer envoyé une des les "
        "sur elle janvier février mars avril juin juillet août septembre octobre novembre décembre lundi "
        "mardi mercredi jeudi vendredi semaine mois d'ici jusqu hemos prometido prometimos enviar enviado "
        "para antes hasta sobre una unos unas este esta con del los las enero febrero marzo abril mayo "
        "junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves viernes "
        "semana quedamos "
    ).split()
)
"""Words of every promise, which tell nothing about this one."""


class PromiseStatus(StrEnum):
    """What became of a promise."""

    OPEN = "open"
    KEPT = "kept"
    LAPSED = "lapsed"  # too old to be still waited for


@dataclass(frozen=True)
class Words:
    """A note's words and the day they were written."""

    written_on: date
    text: str


def status(
    promise: Words,
    due_on: date | None,
    later: Collection[Words],
    as_of: date,
    *,
    others: Collection[Words] = (),
    names: Collection[str] = (),
) -> PromiseStatus:
    """What became of a promise by the end of `as_of`.

    Args:
        promise: The words that promise.
        due_on: By when; None if no day was named.
        later: Notes of the same partner from that day on, the promise's own left out.
        as_of: The day.
        others: The partner's other promises: "that is done" speaks of the latest one, or of one it names.
        names: Folded names of people and partners: that two notes name the same person ties nothing.
    """
    known = frozenset(names)
    if any(_keeps(note, promise, others, known) for note in later):
        return PromiseStatus.KEPT
    gone = as_of - due_on > LATE_UNTIL if due_on else as_of - promise.written_on > UNDATED_UNTIL
    return PromiseStatus.LAPSED if gone else PromiseStatus.OPEN


def speaks_of_done(text: str) -> bool:
    """Whether a note says at all that something was done; quick, so that others need not be read."""
    words = text[:_LONGEST].replace("\u2019", "'")
    return _SETTLED.search(words) is not None or _DID.search(words) is not None


def says_settled(sentence: str) -> bool:
    """Whether a sentence says by itself that what was owed is no longer."""
    return _SETTLED.search(sentence) is not None and not _denied(sentence)


def _keeps(note: Words, promise: Words, others: Collection[Words], names: frozenset[str]) -> bool:
    """Said in so many words, or said of the same thing."""
    about, text = _telling(promise.text, names), note.text[:_LONGEST].replace("\u2019", "'")
    for start, end in sentences(text):
        sentence = text[start:end]
        if says_settled(sentence):
            return _means(note, promise, others, names)
        if _DID.search(sentence) and not _NOT_YET.search(sentence) and about & _telling(sentence, names):
            return True
    return False


def _means(note: Words, promise: Words, others: Collection[Words], names: frozenset[str]) -> bool:
    """Whether "that is done" is said of this promise: it shares words with it, or it is the latest."""
    said = _telling(note.text, names)
    if said & _telling(promise.text, names):
        return True
    before = [other for other in others if other.written_on <= note.written_on]
    named = any(said & _telling(other.text, names) for other in before)
    return promise.written_on < note.written_on and not named and _latest(promise, before)


def _latest(promise: Words, others: Collection[Words]) -> bool:
    return all(other.written_on <= promise.written_on for other in others)


def _denied(sentence: str) -> bool:
    """Whether what is left of a sentence without the words that settle it says "not yet"."""
    return _NOT_YET.search(_SETTLED.sub(" ", sentence)) is not None


def _telling(text: str, names: frozenset[str]) -> frozenset[str]:
    """Beginnings of the words that tell what it is about."""
    words = (fold(word) for word in _WORD.findall(text))
    return frozenset(
        word[:_STEM] for word in words if len(word) >= _LETTERS and word not in _PLAIN and word not in names
    )
