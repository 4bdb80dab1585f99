"""How somebody's own words sound: a question to us, something unfriendly, or words to quote back."""

from __future__ import annotations

import re
from typing import Final

from tools.praise import asks_only_in_praise
from tools.sentences import sentences

_QUESTION: Final = re.compile(r"[?\u037e\uff1f][\"'\u201d\u2019»)\]]?$")
_COLD: Final = {
    "en": (
        r"no|not|cannot|never|nothing|nobody|none|nor|neither|without|\w+n['\u2019]t|but|however|though|although"
        r"|instead|unless|otherwise|unfortunately|frankly|honestly|to be (?:frank|honest)|competit\w+|unhappy"
        r"|annoy\w+|upset|angry|disappoint\w+|frustrat\w+|tired of|pause\w*|pausing|stop\w*|cancel\w*|quit\w*"
        r"|terminat\w+|switch\w*|leaving|problems?|complain\w*|issues?|trouble\w*|fail\w*|delay\w*|late|slow\w*"
        r"|too|wrong|worse|worst|bad|missing|lack\w*|lost|losing|forgotten|only|deadline|hard(?:er|ly)?"
        r"|one of (?:many|\w+ vendors)"
    ),
    "de": (
        r"nicht|nichts|kein\w*|nie|niemals|niemand\w*|nein|ohne|aber|jedoch|allerdings|trotzdem|sonst|statt"
        r"|leider|ungern|ehrlich|offen gesagt|wettbewerb\w*|konkurren\w*|unzufrieden\w*"
        r"|verärger\w*|enttäusch\w*|frustrier\w*|paus\w+|stopp\w*|abbrech\w*|abgebrochen|kündig\w*|wechsel\w*|problem\w*|beschwer\w*"
        r"|ärger\w*|fehl(?:t|en|te|ten|er\w*)|verspät\w*|spät\w*|langsam\w*|zu (?:lang\w*|teuer|viel\w*|hoch)"
        r"|falsch\w*|schlecht\w*|schlimm\w*|verloren|vergessen|nur|frist|fressen|dreimal"
    ),
    "fr": (
        r"ne|n['\u2019]\w+|pas|jamais|rien|aucun\w*|non|sans|mais|cependant|pourtant|toutefois|sinon|malheureusement"
        r"|franchement|honnêtement|concurren\w+|mécontent\w*|déçus?|déçues?|agacé\w*|frustr\w+|pauses?|arrêt\w+|cess\w+"
        r"|annul\w+|résili\w+|quitt\w+|problèmes?|plain\w+|ennuis?|manqu\w+|retards?|lent\w*|trop|moins|pire|mauvais\w*"
        r"|faux|oublié\w*|perdu\w*|coûté"
    ),
    "es": (
        r"no|nunca|jamás|nada|nadie|ningun[oa]?|ningún|sin|pero|aunque|embargo|sino|lamentablemente|francamente"
        r"|sinceramente|compet(?:idor|encia)\w*|descontent\w+|molest\w+|decepcion\w+|frustra\w+|pausa\w*|parar|paramos"
        r"|dejar|dejamos|cancel\w+|problemas?|quej\w+|falta\w*|retras\w+|tarde|lent\w+|demasiad\w+|menos|peor\w*"
        r"|mal[oa]?|olvidad\w+|perdid\w+"
    ),
}
_COLD_WORDS: Final = re.compile(rf"(?<!\w)(?:{'|'.join(_COLD.values())})(?!\w)", re.IGNORECASE)
"""Refusals, threats, complaints and words that turn a statement round. Rather one friendly note too few is
quoted than one complaint too many, so the words of all languages count everywhere."""


def cold(text: str) -> bool:
    """Whether anything in the text refuses, threatens, complains or takes something back."""
    return _COLD_WORDS.search(text) is not None


def questions(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences that ask something and want an answer."""
    return [(start, end) for start, end in sentences(text) if _wants_answer(text[start:end])]


def _wants_answer(sentence: str) -> bool:
    return _QUESTION.search(sentence) is not None and not asks_only_in_praise(sentence)


def quotable_spans(text: str) -> list[tuple[int, int]]:
    """Spans of friendly words that may be quoted back, best first: the whole text, else its first sentence.

    None if the text asks something or is cold anywhere: a half would then say what its author did not.
    """
    spans = sentences(text)
    if not spans or questions(text) or cold(text):
        return []
    whole = (spans[0][0], spans[-1][1])
    return list(dict.fromkeys((whole, spans[0])))
