"""Where in a question a name stands: what leads to one, what follows one, and where only a date fits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tools.calendar_words import MONTHS, WEEKDAYS
from tools.spelling import Word, fold

_CALENDAR: Final = frozenset(fold(word) for word in (*MONTHS, *WEEKDAYS))
_SURELY_BEFORE_DATE: Final = re.compile(
    r"\b(?:in|since|until|till|last|next|this|early|late|mid|im|seit|bis|ab|letzten?|nachsten?|diesen?|anfang|"
    r"mitte|ende|en|desde|hasta|(?:finales|principios|mediados) de|depuis|jusqu.en|(?:fin|debut|mi))[ -]+$|"
    r"\b\d{1,2}(?:st|nd|rd|th|\.)?(?: of| de)?\s+$"
)
_BEFORE_DATE: Final = re.compile(
    r"\b(?:for|of|from|to|by|and|than|before|after|between|vs|on|the|our|fur|vom|zum|vor|nach|und|als|de|para|"
    r"antes de|y|pour|avant|apres|et|du)\s+$"
)
_AFTER_DATE: Final = re.compile(
    r"^\s+(?:\d|statements?\b|payouts?\b|figures\b|numbers\b|run\b|invoices?\b|abrechnung\b|commissions?\b)"
)
_LEADS_TO_NAME: Final = re.compile(
    r"(?:\bhow(?:'s| is| are| s|s)|\bwhy (?:did|has|is|was)|\bbrief(?: me)?(?: on| about| for)?|\btell me "
    r"about|"
    r"\bnotes? (?:on|for|about|to)|\bwrite(?: to)?|\bmessage(?: to| for)?|\bemail(?: to)?|\bdraft(?: \w+)? "
    r"(?:to|for)|"
    r"\bprep(?: me)? for|\bcall with|\bmeeting with|\bmute|\bunmute|\bvs\.?|\bwhat about|\bpartner|"
    r"\bwie (?:gehts|gehts|geht es|lauft es bei|steht es um)|\bwarum ist|\bbrief mich zu|"
    r"\bcomo (?:va|esta)|\bpor que (?:ha bajado|bajo|ha caido)|\bpourquoi|\bcomment (?:va|se porte))\s*$",
)
_FOLLOWS_NAME: Final = re.compile(
    r"^(?:['\u2019]s\b|\s*(?:doing|drop|dropped|dropping|fall|fell|going|slip|slipping|vs\b|or\b|[:?,]|"
    r"und\b|,|$|"
    r"bis\b|until\b|till\b|hasta\b|jusqu|(?:is|was|has|did|ist|war|hat|wird|esta|ha|est|a)\b|"
    r"this week|last week|gefallen|abgesturzt|ins minus|before|today|tomorrow|in \d+|who\b|they\b))",
)
_OWED: Final = re.compile(
    r"(?:\b(?:(?:owe|owes|paid|pay|introduce|connect|schulden wir|debemos a|devons(?:-nous)? a|presenta|"
    r"presente)|"
    r"(?:ltv|clv|roi|pac|payback|economics|profitability|lifetime value|value|cost to serve|costs?|margins?|"
    r"commissions?|payouts?|payments?|statement|load|potential|headroom|upside|proposition|pitch|taboos|"
    r"play(?:s|book)?|provision(?:en)?|auszahlung(?:en)?|abrechnung|potenzial|lebenszeitwert|comision(?:es)?|pagos?|potencial|"
    r"versements?|potentiel) "
    r"(?:of|for|at|from|to|with|von|fur|bei|de|del|para|con|pour|chez|avec)|"
    r"raise with|in it for|(?:done|do|did|run|ran|tried) (?:with|at|for|about)|"
    r"(?:introduc|connect)\w* .{1,40} (?:to|with|and)|"
    r"(?:without|except|excluding|ohne|ausser|sin|salvo|sans|sauf)(?: (?:moving|touching|counting))?))\s*$",
)
_AFTER_OWED: Final = re.compile(
    r"^(?:['\u2019]s\b|\s*(?:[:?,.!]|$)|\s+(?:for|in|and|to|with|since|from|at|by|last|this|"
    r"fur|und|im|seit|mit|por|en|y|con|desde|pour|et|avec|depuis)\b)"
)
_IS: Final = re.compile(
    r"(?:^|\b(?:is|has|have|did|does|was|could|can|might|would|will|much|more|hat|ist|wurde|lohnt sich|"
    r"ha|est|es))\s*$"
)
_PROFITABLE: Final = re.compile(
    r"^\s+(?:profitable|worth (?:it|keeping|the)|been paid|paid|owed|(?:making|losing) (?:us )?money|"
    r"cost(?:ing)? us|bring(?: in)?\b|pay (?:off|back)|agreed?|been (?:in touch|quiet)|rentabel|bezahlt|"
    r"stuck|certified|slipping|going dark|at risk|blocked|overdue|still|zertifiziert|gefahrdet|atascad\w|"
    r"certifi\w+|bloque\w*|"
    r"rentable|paye\w*|cobrado|[\w ]{1,30}\b(?:commissions?|payouts?|statement|provision(?:en)?)\W*$)\b"
)
_DETERMINERS: Final = frozenset((
    "a", "an", "the", "our", "my", "your", "their", "his", "her", "its", "this", "that", "these",
    "those", "any", "each", "every", "no", "some", "which", "what", "on", "off", "of", "new", "next",
    "der", "die", "das", "den", "dem", "ein", "eine", "unser", "unsere", "mein", "meine", "el", "la",
    "los", "las", "un", "una", "nuestro", "mi", "le", "les", "une", "notre", "mon",
))  # fmt: skip
_ALSO_PREPOSITIONS: Final = frozenset(("a", "on", "of", "that"))
"""Before a capital these lead to a name as well: Spanish `a Harbor`, `of Harbor`, `that Harbor proposed`."""


def in_name_position(text: str, window: Sequence[Word], capitals: bool, whole: bool) -> bool:
    """Whether a name would stand there; `whole`: the words are all of a name, not only a part of one."""
    before, after = fold(text[: window[0].start]), fold(text[window[-1].end :])
    previous = before.split()[-1:] if before.strip() else []
    capitalised = capitals and all(word.text[0].isupper() or word.text[0].isdigit() for word in window)
    if whole and _only_a_name_fits(before, after):
        return True
    if capitalised and whole and len(window) > 1:  # `the Metro Verde deal`
        return True
    allowed = _ALSO_PREPOSITIONS if capitalised and whole else frozenset()
    if previous and previous[0] in _DETERMINERS - allowed and not _LEADS_TO_NAME.search(before):
        return False
    opens = not before.strip() or before.rstrip()[-1:] in ".!?:\n"
    if capitalised and not opens:
        return True
    follows = bool(_FOLLOWS_NAME.match(after))
    if opens:  # in lower case a name of several words, `orange harbour or …`, is sure enough
        return follows and (capitalised or (whole and len(window) > 1))
    return bool(_LEADS_TO_NAME.search(before)) and follows


def _only_a_name_fits(before: str, after: str) -> bool:
    """Whether the words around are such that an everyday word between them can but be a name."""
    owed = _OWED.search(before) and _AFTER_OWED.match(after)
    return bool(owed or (_IS.search(before) and _PROFITABLE.match(after)))


def is_date(text: str, window: Sequence[Word], whole: bool) -> bool:
    """Whether a month or weekday there is a date, though a partner's name begins so: `paid in May`.

    Args:
        whole: Whether it is all of a partner's name, which then counts more often.
    """
    if len(window) != 1 or window[0].folded not in _CALENDAR:
        return False
    before, after = fold(text[: window[0].start]), fold(text[window[0].end :])
    if _SURELY_BEFORE_DATE.search(before) or _AFTER_DATE.match(after):
        return True
    return not whole and bool(_BEFORE_DATE.search(before))
