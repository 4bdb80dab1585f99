"""Whether somebody's words only thank or praise us, in English, German, French and Spanish.

Praise asks for nothing: nobody waits for an answer to it, and nothing in it is to be put right. The
text is read sentence by sentence, each of at most 400 characters; one that asks, complains or tells of
something else, even behind a comma, makes it no praise.
"""

from __future__ import annotations

import re
from typing import Final

from tools.sentences import sentences

_THANKS: Final = (
    r"thank\w*|thx|cheers|grateful|appreciat\w+|kudos|hats\s+off|well\s+done|nice\s+one|good\s+job|bravo|"
    r"dank\w*|bedank\w+|lob|hut\s+ab|weiter\s+so|"
    r"merci\w*|remerci\w+|reconnaissant\w*|chapeau|félicitations|"
    r"gracias|agradec\w+|agradezco|enhorabuena|felicidades|felicitaciones"
)
_GREAT: Final = (
    r"great|excellent|fantastic|brilliant|amazing|awesome|superb|outstanding|wonderful|terrific|perfect(?:ly)?|"
    r"stellar|splendid|first[- ](?:class|rate)|top[- ]notch|world[- ]class|spot[- ]on|impress\w+|delight\w+|"
    r"love[ds]?|loving|best|fabulous|lovely|lifesavers?|saved|rocks?|pleasure|"
    r"help(?:ed|ful)|"
    r"toll\w*|super|klasse|spitze\w*|großartig\w*|hervorragend\w*|ausgezeichnet\w*|fantastisch\w*|genial\w*|"
    r"begeistert\w*|prima|wunderbar\w*|vorbildlich\w*|beeindruck\w+|gerettet|erstklassig\w*|"
    r"geholfen|hilfreich\w*|die\s+besten(?=\W*$)|"
    r"excellente?s?|formidables?|génia(?:l|le|ux)|parfaite?s?|impeccables?|remarquables?|ravie?s?|bravo|superbes?|"
    r"extraordinaires?|merveilleu\w+|efficaces?|réactive?s?|au\s+top|sauvés?|"
    r"aidée?s?|plaisir|les\s+meilleure?s(?=\W*$)|"
    r"genial(?:es)?|excelentes?|fantástic[oa]s?|estupend[oa]s?|fenomenal(?:es)?|increíbles?|encantad[oa]s?|"
    r"perfect[oa]s?|magnífic[oa]s?|maravillos[oa]s?|impecables?|salvad[oa]s?|salvasteis|inmejorables?|"
    r"ayudado|placer|l[oa]s\s+mejores(?=\W*$)"
)
_US: Final = (
    r"you|your|yours|you(?:'re|'ve)|u|support|team|work|job|help|service|effort|"
    r"(?:eu|ihr|dein)\w*|ihnen|euch|dir|du|sie|hilfe|einsatz|arbeit|unterstützung|betreuung|zusammenarbeit|"
    r"vous|votre|vos|toi|ton|ta|tes|travail|équipe|aide|soutien|accompagnement|"
    r"vosotros|ustedes?|vuestr\w+|tu|tus|su|sus|equipo|trabajo|ayuda|apoyo|soporte|servicio|atención"
)
_ASKS: Final = (
    r"please|pls|kindly|could|would\s+you|can\s+(?:you|we|i)|need\w*|want\w*|wish\w*|waiting|wait\s+for|await\w*|"
    r"when|questions?|request\w*|let\s+(?:me|us)\s+know|send|in\s+advance|asap|soon|by\s+(?:mon|tues|wednes|"
    r"thurs|fri|satur|sun)day|by\s+(?:tomorrow|the|end|next)|look(?:ing)?\s+forward|get(?:ting)?\s+back|"
    r"look(?:ing)?\s+into|remind\w*|urgent\w*|missing|still|hope|ask(?:s|ing)?|"
    r"bitt(?:e|en|et)|könn\w*|kannst|brauch\w*|benötig\w*|möchte\w*|wünsch\w*|wart(?:e|en|et)|wann|frage\w*|anfrage\w*|"
    r"rückfrage\w*|schick\w*|send(?:et|en)|im\s+voraus|vorab|bis\s+(?:\w+tag|morgen|ende|zum|nächste\w*)|bald\w*|"
    r"freu\w*\s+(?:mich|uns)\s+auf|rückmeldung|antwort\w*|dringend\w*|fehlt|noch|hoffe\w*|meldet|melde|"
    r"s'il\s+(?:vous|te)\s+pla[iî]t|svp|stp|pou(?:vez|rriez|rrais|rrions)|peux-tu|besoin|voudr\w+|souhait\w+|"
    r"attend\w+|quand|questions?|demand\w+|envo(?:yer|yez|ie|i)|d'avance|par\s+avance|rapidement|bientôt|"
    r"d'ici|avant\s+(?:\w+di|la|le)|réponse|retour|urgen\w+|encore|esp[éè]r\w+|"
    r"por\s+favor|pod(?:éis|ría\w*|emos)|puede[sn]?|necesit\w+|querríamos|queremos|quería\w*|saber|quiero|quisiera\w*|esper\w+|"
    r"cuándo|preguntas?|consulta\w*|petición|solicitud|envi\w+|mand(?:ad|ar|a)|de\s+antemano|por\s+adelantado|"
    r"pronto|antes\s+de[l]?|respuesta|urgente\w*|falta\w*|todavía|aún"
)
_TURNS: Final = (
    r"but|however|though|although|unfortunately|instead|unless|nothing|not|no|never|\w+n't|except|"
    r"too\s+\w+|delay\w*|lost|losing|"
    r"aber|jedoch|allerdings|leider|nichts?|kein\w*|nie|trotzdem|sonst|"
    r"verzögerung\w*|verspät\w*|verloren|"
    r"mais|cependant|pourtant|malheureusement|pas|jamais|rien|sauf|retards?|perdu\w*|"
    r"pero|aunque|embargo|lamentablemente|nunca|nada|salvo|retras\w+|perdid\w+"
)
_IDIOMS: Final = (
    r"could(?:n't|\s+not)\s+have\s+(?:done|managed|made)\s+(?:it|this|that)\s+without\s+(?:you|your\s+\w+)|"
    r"(?:just\s+|simply\s+)?(?:want|wanted|wish|have)\s+to\s+(?:say|thank)|(?:wollte|möchte)\w*(?=\s.{0,40}\b"
    r"(?:danke|bedanken|loben))|(?:voul\w+|tenai\w+\s+à)(?=\s+(?:vous\s+)?(?:simplement\s+)?(?:remercier|dire\s+merci))|"
    r"(?:quería\w*|quer(?:emos|íamos)|quiero)(?=\s+(?:dar(?:te|os|les?)?\s+las\s+gracias|agradecer))|"
    r"no\s+complaints|nothing\s+but\s+praise|(?:can't|cannot)\s+thank\s+you\s+enough|"
    r"(?:could\s+not|couldn't)\s+(?:be\s+happier|ask\s+for\s+(?:more|better))|"
    r"(?:hätten?\s+(?:wir|ich)\s+(?:\w+\s+)?(?:nicht|nie)\s+(?:geschafft|hinbekommen))|nicht\s+besser|"
    r"nichts\s+zu\s+(?:meckern|beanstanden)|kann\s+man\s+nicht\s+genug\s+loben|"
    r"(?:on\s+n'aurait|nous\s+n'aurions|je\s+n'aurais)\s+(?:pas|jamais)\s+(?:pu|réussi)|rien\s+à\s+redire|"
    r"no\s+(?:lo\s+)?(?:habríamos|hubiéramos|habría|hubiera)\s+(?:logrado|conseguido|hecho|podido)|"
    r"nada\s+que\s+objetar|no\s+(?:podría|puede)\s+ser\s+mejor|"
    r"noch\s*(?:ein)?mals?(?=\s.{0,30}\bdank)|dank\w*\s+noch\s*(?:ein)?mals?|merci\s+encore|encore\s+merci|"
    r"(?:thanks|thank\s+you)\s+for\s+(?:your\s+|the\s+)?(?:\w+\s+)?(?:answer\w*|repl\w+)(?:\s+(?:\w+\s+){0,2}questions?)?|"
    r"(?:dank\w*)\s+für\s+(?:die|eure|deine|ihre)\s+(?:\w+\s+)?(?:antwort|rückmeldung)|"
    r"merci\s+pour\s+(?:votre|ta|la)\s+(?:\w+\s+)?réponse|gracias\s+por\s+(?:su|tu|vuestra|la)\s+(?:\w+\s+)?respuesta"
)
_RHETORICAL: Final = (
    r"(?:what|where)\s+would\s+(?:we|i)\s+(?:do|be)\s+without\b|how\s+(?:\w+\s+)?(?:GREAT|cool|nice|good)\s+(?:is|was)\s+(?:that|this|it)\b|"
    r"(?:isn't|wasn't|aren't|weren't|is|was)\s+(?:that|this|it|he|she|they|your\s+\w+)\s+(?:not\s+)?(?:just\s+|simply\s+|"
    r"so\s+)?(?:GREAT|good|nice|cool)\s*\?|who\s+would(?:'ve|\s+have)\s+thought|"
    r"what\s+(?:else\s+|more\s+)?(?:can|could|shall|should)\s+(?:i|we|one|you)\s+(?:say|add|want|wish\s+for|ask\s+for)|"
    r"(?:can|may|could|might)\s+(?:i|we)\s+(?:just\s+|simply\s+)?(?:say\s+)?thank|"
    r"(?:can|could|would)\s+you\s+(?:please\s+)?(?:thank|(?:pass|give)\s+(?:on\s+)?(?:my|our)\s+(?:\w+\s+)?thanks)|"
    r"(?:have\s+(?:i|we)|did\s+(?:i|we))\s+(?:ever\s+|already\s+)?(?:mention|tell|told|say|said|thank)\w*|"
    r"could\s+it\s+(?:be|get)\s+(?:any\s+)?better|"
    r"was\s+(?:würden|täten|wären|machten)\s+wir\s+(?:nur\s+|bloß\s+)?ohne\b|wo\s+wären\s+wir\s+(?:nur\s+)?ohne\b|"
    r"was\s+(?:soll|kann|will)\s+(?:ich|man|wir)\s+(?:da\s+)?(?:noch\s+|mehr\s+)*(?:sagen|wollen|mehr)|"
    r"wer\s+hätte\s+das\s+gedacht|(?:ist|war)\s+das\s+nicht\s+(?:einfach\s+)?GREAT|"
    r"(?:darf|dürfen|kann|können)\s+(?:ich|wir)\s+(?:mich\s+|uns\s+|einfach\s+|einmal\s+|mal\s+)*(?:\w+\s+)?(?:danke|bedanken)|"
    r"(?:kannst\s+du|könnt\s+ihr|können\s+sie)\s+(?:\w+\s+){0,4}(?:danke|dank)\b|"
    r"que\s+(?:ferions|ferait|serions)-(?:nous|on)\s+sans\b|que\s+(?:dire|demander|vouloir)\s+de\s+(?:plus|mieux)|"
    r"qui\s+l'aurait\s+cru|n'est-ce\s+pas\s+(?:GREAT)|comment\s+(?:vous|te)\s+remercier|"
    r"(?:pouvez-vous|peux-tu|pourriez-vous)\s+(?:\w+\s+){0,2}remercier|"
    r"qué\s+haríamos\s+sin\b|qué\s+(?:más\s+)?(?:puedo|podemos|se\s+puede)\s+(?:más\s+)?(?:decir|pedir)|"
    r"quién\s+lo\s+(?:diría|hubiera\s+dicho)|cómo\s+(?:agradecer|daros\s+las\s+gracias|darles\s+las\s+gracias)|"
    r"(?:puedes|podéis|puede|pueden)\s+dar(?:les?)?\s+las\s+gracias"
).replace("GREAT", f"(?:{_GREAT})")


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'])(?:{pattern})(?!\w)", re.IGNORECASE)


_THANKS_WORDS, _GREAT_WORDS, _US_WORDS = _words(_THANKS), _words(_GREAT), _words(_US)
_ASKING, _TURNING = _words(f"{_ASKS}|{_TURNS}"), _words(_IDIOMS)
_ONLY_ASKED: Final = re.compile(
    rf"^\W*(?:(?:and|und|et|y|really|honestly|ehrlich|oh)\W+)?(?:{_RHETORICAL})", re.IGNORECASE
)
_TELLS: Final = (
    r"(?:the|our|my|we|i|it|he|she|they|this|that|these|there|wir|ich|der|die|das|unser\w*|mein\w*|es|er|sie|man|"
    r"le|la|les|notre|nos|mon|ma|mes|nous|je|on|ils?|elles?|ce|el|los|las|nuestr\w+|mis?|se|estamos|hemos|tenemos)"
    r"(?!\w)|(?:l|j|c)'\w"
)
_TELLING: Final = re.compile(rf"^\W*(?:{_TELLS})", re.IGNORECASE)
_CLAUSES: Final = re.compile(rf"[,;:\u2013\u2014]\s+(?=(?:(?:and|und|et|y)\s+)?(?:{_TELLS}))", re.IGNORECASE)
_GREETING: Final = 4  # words at most of a greeting or a signature: "Hi Dana", "Best regards, Ole"


def praises(text: str) -> bool:
    """Whether the text thanks or praises us and does nothing else; False without words."""
    told = [text[start:end].replace("\u2019", "'") for start, end in sentences(text)]
    return any(_praises(one) for one in told) and all(_praises(one) or _greets(one) for one in told)


def asks_only_in_praise(sentence: str) -> bool:
    """Whether a sentence with a question mark wants no answer: "What would we do without you?"."""
    plain = sentence.replace("\u2019", "'")
    asked = _ONLY_ASKED.search(plain)
    return asked is not None and not _ASKING.search(plain[asked.end() :])


def _praises(sentence: str) -> bool:
    if asks_only_in_praise(sentence):
        return True
    rest, idioms = _TURNING.subn(" ", sentence)
    if "?" in rest or _ASKING.search(rest) or not all(map(_pleases, _CLAUSES.split(sentence)[1:])):
        return False
    thanked = bool(idioms) or _THANKS_WORDS.search(rest) is not None
    return thanked or (_GREAT_WORDS.search(rest) is not None and _US_WORDS.search(rest) is not None)


def _pleases(clause: str) -> bool:
    """Whether a clause of its own subject thanks or is glad: `our budget was cut` does not."""
    return any(words.search(clause) for words in (_THANKS_WORDS, _GREAT_WORDS, _TURNING))


def _greets(sentence: str) -> bool:
    few = len(sentence.split()) <= _GREETING and not sentence.rstrip().endswith("?")
    tells = _TELLING.search(sentence) is not None and not _pleases(sentence)
    return few and not tells and not _ASKING.search(sentence)
