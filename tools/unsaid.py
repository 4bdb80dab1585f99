"""How people ask to keep something unsaid, in English, German, French and Spanish."""

from __future__ import annotations

import re
from typing import Final

_SOME: Final = r"(?:[\w'-]+\s+){0,6}?"  # an object between a verb and what belongs to it
_EN_SAY: Final = (
    r"(?:mention|bring\s+(?:up|back)|(?:talk|speak)\s+(?:[\w'-]+\s+){0,4}?(?:about|of)|raise|discuss|"
    r"refer\s+to|reference|touch\s+(?:up)?on|allude\s+to|name|reopen|dwell\s+on|go\s+there|joke|tease|"
    rf"quote|come\s+back\s+to|return\s+to|bring\s+{_SOME}up|ask\s+{_SOME}(?:about|after)|"
    rf"(?:address|describe|introduce|present|treat|label)\s+{_SOME}as|"
    r"call\s+(?:[\w'-]+\s+){1,3}?(?:an?\s+(?!day|week|month|year|minute|hour|second|few|couple)|['\"\u201c]))"
)
_DE_SAY: Final = (
    r"(?:(?:zu\s+)?(?:erwähnen|ansprechen|thematisieren|nennen)|anzusprechen|"
    r"zur\s+sprache\s+bringen|darüber\s+(?:sprechen|reden)|(?:sprechen|reden)\s+über|"
    r"(?:erwähnt|angesprochen|thematisiert|genannt)\s+werden|(?:darauf|darüber|davon|damit)\s+"
    r"(?:ein|an|zurück|zu\s+)?(?:gehen|kommen|anfangen|zurückkommen)|danach\s+fragen|"
    r"nach\s+.{1,60}?\s+fragen|nachfragen|(?:an|auf)schneiden|anzuschneiden|aufwärmen|aufrollen|ausgraben|"
    r"aufgreifen|(?:wieder|erneut)\s+anfangen|als\s+.{1,60}?\s+(?:bezeichnen|vorstellen|behandeln))\b"
)
_FR_SAY: Final = (
    r"(?:parle[rz]?|mentionne[rz]?|évoque[rz]?|aborde[rz]?|cite[rz]?|fai(?:re|s|tes)\s+(?:référence|"
    r"allusion)|reveni[rez]+\s+(?:(?:là-)?dessus|sur)|remett(?:re|ez|s)\s+.{0,40}?sur\s+le\s+tapis|"
    r"interroge[rz]?\s+.{0,40}?sur|(?:pose[rz]?\s+(?:de\s+)?questions?|plaisante[rz]?|blague[rz]?)\s+sur|"
    r"(?:présente|traite|appele|désigne|qualifie)[rz]?\s+.{1,60}?\s(?:comme|de))\b"
)
_FR_TO: Final = r"(?:surtout\s+)?(?:(?:leur|lui|en|y|le|la|les|nous|vous)\s+|l')*"
_ES_SAY: Final = (
    r"(?:(?:mencion|habl|coment|cit|nombr)(?:ar|es?|en|éis)|(?:sac|toc)ar|saques?|toques?|bromear|"
    r"pregunt(?:ar|es?|en)(?:l[eo]s?)?\s+(?:\w+\s+){0,4}?(?:por|sobre)|"
    r"volver\s+(?:sobre|a\s+(?:ello|eso|es[ae]))|"
    r"(?:presentar|tratar|describir)(?:l[aeo]s?)?\s+.{0,60}?\bcomo|"
    r"llamar(?:l[aeo]s?)?\s+(?:a\s+\w+\s+)?(?!(?:antes|después|durante|desde|hasta|por|en|de|el|la|los|las|"
    r"al|a|tan|más|entre|cuando|todavía|nunca|hoy|mañana)\b)(?=\w))(?:l[aeo]s?)?"
)
TABOOS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        (
            rf"\b(?:never|do\s+not|don't|must\s+not|mustn't|should\s+not|shouldn't|please\s+avoid|"
            rf"avoid|better\s+not(?:\s+to)?|no\s+need\s+to|not\s+to)\s+(?:ever\s+)?{_EN_SAY}\b"
        ),
        (
            r"\b(?:avoid|no)\s+(?:any\s+)?(?:mention(?:ing)?|talk(?:ing)?\s+(?:about|of)|raising|discussing|"
            r"bringing\s+(?:[\w'-]+\s+){0,6}?up|referring\s+to|asking\s+(?:[\w'-]+\s+){0,6}?about|"
            r"questions?\s+about|jok(?:es|ing)\s+about|the\s+(?:topic|subject))\b"
        ),
        (
            r"\b(?:not\s+be\s+(?:mentioned|raised|discussed|brought\s+up)|off[\s-]limits|taboo|"
            r"(?:sore|touchy|sensitive|delicate|painful|closed|awkward)\s+(?:subject|topic|point|spot|chapter)|"
            r"(?:regards?|considers?|sees?)\s+(?:[\w'-]+\s+){1,4}?(?:as\s+)?closed|steer\s+clear\s+of|"
            r"stay\s+(?:away|off)\s+(?:from\s+)?(?:the|that|this)\s+(?:topic|subject)|let\s+(?:it|that)\s+rest|"
            r"(?:do\s+not|don't)\s+want\s+to\s+(?:talk|hear|speak)\s+(?:about|of)|raw\s+nerve|"
            r"keep\s+quiet\s+about|not\s+a\s+word\s+about)\b"
        ),
        rf"\b(?:nicht|nie|niemals|keinesfalls|auf\s+keinen\s+fall)\b.{{0,60}}?\b{_DE_SAY}",
        (
            r"\b(?:erwähne|sprich|thematisiere|nenne|(?:erwähnen|sprechen|thematisieren|"
            r"nennen)\s+sie)\b.{0,80}?\b(?:nicht|nie|niemals)\b"
        ),
        (
            r"\b(?:kein\s+wort\s+(?:über|zu[rm]?)|tabu(?:thema)?|wunde[rn]?\s+punkt|reizthema|rotes\s+tuch|"
            r"(?:heikle|sensible|empfindliche|schwierige|abgeschlossene)[sn]?\s+(?:thema|punkt|kapitel)|"
            r"thema\s+(?:\S+\s+){0,4}?(?:heikel|tabu|abgeschlossen|beendet)|keine\s+(?:witze|scherze|fragen|"
            r"anspielungen)\s+(?:über|zu[rm]?|nach|auf)|ruhen\s+lassen)\b"
        ),
        rf"\b(?:ne|n')\s*(?:surtout\s+)?(?:pas|jamais|plus)\s+{_FR_TO}(?:{_FR_SAY}|y\s+revenir)",
        rf"\b(?:ne|n')\s*{_FR_TO}{_FR_SAY}\s+(?:surtout\s+)?(?:pas|jamais|plus)\b",
        (
            rf"\b(?:évite[rz]?\s+(?:de\s+|d')|pas\s+un\s+mot\s+sur|(?:sujet|point|thème)\s+(?:tabou|"
            r"à\s+éviter|clos|sensible|délicat|douloureux|épineux|qui\s+fâche)|"
            r"pas\s+d(?:e\s+|')(?:blagues?|allusions?|questions?|plaisanteries?)\s+(?:sur|à)\b|"
            rf"surtout\s+pas\s+{_FR_SAY})"
        ),
        (
            r"\b(?:no|nunca|jamás)\s+(?:se\s+|l[aeo]s?\s+|hay\s+que\s+|debemos\s+|se\s+debe\s+|"
            rf"volver\s+a\s+)?{_ES_SAY}\b"
        ),
        (
            rf"\b(?:evitar|evita|evite)\s+(?:{_ES_SAY}|el\s+tema)|"
            r"\b(?:tema|punto|asunto)\s+(?:tabú|delicado|sensible|cerrado|espinoso|zanjado|doloroso)\b|"
            rf"\bni\s+una\s+palabra\s+(?:de|sobre)\b"
        ),
    )
)
"""Sentences that ask to keep something unsaid."""

POINTS_BACK: Final = re.compile(
    r"\b(?:it|this|that)\b(?=\s*(?:up\b|again\b|to\b|with\b|when\b|in\b|at\b|ever\b|[.,;!]|$))|"
    r"\b(?:darauf|darüber|davon|damit|danach|(?:das|es)\s+(?:bitte\s+|lieber\s+)?(?:nicht|nie|niemals|auf))\b|"
    r"\b(?:y\s+revenir|en\s+parle[rz]?|dessus|cela|ça)\b|"
    r"\b(?:ello|eso|(?:mencionar|nombrar|sacar|comentar|tocar)l[oa])\b|\bno\s+l[oa]\s",
    re.IGNORECASE,
)
"""Words that stand for what the sentence before tells: "do not bring it up"."""
