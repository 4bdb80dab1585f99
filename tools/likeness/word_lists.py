"""Words of company names that say little: legal forms, what many companies are called, shared hosts."""

from __future__ import annotations

from typing import Final

_RUSSIAN_FORMS: Final = frozenset(("ао", "зао", "оао", "ооо", "пао", "тов"))  # noqa: RUF001 -- Cyrillic

LEGAL_FORMS: Final = _RUSSIAN_FORMS | frozenset((
    "ab", "ag", "ao", "aps", "as", "asa", "bhd", "bv", "bvba", "co", "corp", "corporation", "cv", "cvba",
    "doo", "dooel", "eg", "ehf", "eirl", "ek", "esp", "eurl", "ev", "fzco", "fze", "gbr", "gesmbh", "gie",
    "gmbh", "haftungsbeschrankt", "hf", "inc", "incorporated", "jsc", "kd", "kft", "kg", "kgaa", "kk", "lda",
    "limitada", "limited", "llc", "llp", "lp", "ltd", "ltda", "mbh", "nv", "nyrt", "oao", "ohg", "ood",
    "ooo", "ou", "oy", "oyj", "pao", "partg", "plc", "pllc", "private", "pt", "pte", "pty", "pvt", "sa",
    "sab", "sae", "sapi", "sarl", "sas", "sasu", "sca", "scrl", "scs", "sdn", "se", "sia", "sl", "slu",
    "snc", "sociedad", "spa", "spk", "spolka", "sprl", "spzoo", "srl", "srls", "sro", "uab", "ug", "vof",
    "zao", "zrt",
))  # fmt: skip
"""Stripped at the end of a name, folded; written in several words they are joined first (`s p a`)."""

LEADING_FORMS: Final = _RUSSIAN_FORMS | {"ab", "ao", "eurl", "oy", "pt", "sarl", "sas", "sia", "uab"}
"""Legal forms that also stand before a name: `AB Norrland`, `PT Nusantara`."""

SAME_FORM: Final = {
    "corporation": "corp",
    "gesmbh": "gmbh",
    "incorporated": "inc",
    "limitada": "ltda",
    "limited": "ltd",
    "mbh": "gmbh",
    "private": "pvt",
}

GLUED_FORMS: Final = (
    "株式会社",
    "有限会社",
    "合同会社",
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "주식회사",
    "(株)",
    "(有)",
    "(주)",
)
"""Legal forms written without a space, before or after the name."""

GROUP_WORDS: Final = frozenset(("the", "group", "groupe", "grupo", "gruppe", "gruppo", "holding"))
"""Generic wherever they stand; other generic words tell names apart when they come first."""

GENERIC: Final = GROUP_WORDS | frozenset((
    "advisors", "advisory", "agence", "agencia", "agency", "agentur", "associates", "associati", "beratung",
    "bros", "brothers", "business", "cie", "cloud", "compagnie", "companies", "company", "computer",
    "computers", "computing", "conseil", "consultancy", "consultants", "consulting", "consultores",
    "consultoria", "consulenza", "data", "dienste", "digital", "distribution", "edv", "engineering",
    "enterprise", "enterprises", "entreprise", "global", "group", "groupe", "grupo", "gruppe", "gruppo",
    "handel", "handels", "holding", "holdings", "ict", "industrie", "industries", "informatica",
    "informatik", "informatique", "innovation", "innovations", "integration", "integrations",
    "international", "it", "lab", "labs", "losungen", "management", "marketing", "media", "network",
    "networks", "online", "partner", "partners", "service", "services", "servicios", "servizi", "sistemas",
    "sistemi", "software", "sohne", "solucoes", "soluciones", "solution", "solutions", "soluzioni", "sons",
    "studio", "studios", "system", "systeme", "systemes", "systems", "team", "tech", "technologie",
    "technologien", "technologies", "technology", "tecnologia", "tecnologias", "the", "trading", "ventures",
    "vertrieb", "vertriebs", "web", "worldwide",
))  # fmt: skip
"""What many companies call themselves; such a word alone does not tell two names apart."""

SAME_GENERIC: Final = {
    "beratung": "consulting",
    "conseil": "consulting",
    "consultancy": "consulting",
    "consultant": "consulting",
    "groupe": "group",
    "grupo": "group",
    "gruppe": "group",
    "gruppo": "group",
    "losungen": "solution",
    "systeme": "system",
    "technologie": "tech",
    "technologien": "tech",
    "technology": "tech",
}
"""Generic words that stand for one another, after a final `s` is dropped."""

COMMON: Final = frozenset(
    """
    academy access accent active adler advance advanced advantage agile alliance allied alpha alpine amber
    american anchor apex apollo apple aqua arc arch arctic argo arrow ascend ascent aspect asset associated
    atlantic atlantis atlas aurora avalon avant avenue axis azure balance baltic bay beacon bear berg best
    beta better big birch bit black bloom blue bluebird boost border boston bridge bridges bright brook
    brown byte canyon capital cardinal care cascade castle catalyst cedar center central centre century
    champion change channel choice circle city clear clever code coast cobalt comet common compass complete
    concept concord connect connected consult contact continental copper coral core cornerstone cosmos
    creative crest crown crystal cube custom cyber dawn deep delta desert design develop diamond direct
    discovery dolphin dragon dream drive dynamic dynamics eagle earth east eastern easy echo eclipse edge
    element elements elite ember emerald empire encore energy epic equinox essential euro europe european
    ever evergreen evolution evolve excel expert express falcon fast field fire first flex flow focus forest
    forge form fort forward foundation fox free fresh frontier fusion future gate gateway gemini general
    genesis gold golden grand granite green grid ground grow growth guardian gulf harbor harbour harmony
    hawk heritage high hill hive home horizon host hub ideal idea ideas image impact imperial independent
    infinity insight integrated integrity intelligent inter iron island jade jet key keystone king kite
    lake land landmark large leader leap legacy level liberty life light lighthouse lightning line link lion
    liquid live local logic logical lotus lumen luna lunar lynx magna magnet main maple marble marine mark
    market master matrix max maxima mega mercury meridian merit metro micro midland milestone mind mission
    mobile modern momentum moon mosaic motion mountain mystic national native nature nautilus neo net new
    next nexus noble nord nordic north northern nova oak oasis ocean odyssey office olive olympus omega
    omni one open optimal optimum optimus orange orbit orchid origin orion osprey pacific palm panorama
    paragon park partnership path pathfinder peak pearl penta perform phoenix pilot pine pinnacle pioneer
    pixel planet platinum plus point polar portal power precision premier premium prestige prima prime
    primus prism pro professional progress project prosper proton pulse pure quality quantum quest quick
    radiant rain rainbow rapid raven ready real red reliable republic resource rise river rock rocket root
    rose royal ruby safe sage sail sand sapphire scale secure select senior serve seven shell shield shine
    shore sierra sigma signal silver simple simply sky skyline smart snow social soft sol solar solid sonic
    source south southern spark spectrum speed sphere spirit spring sprint square star stellar sterling
    stone storm stream strategic strategy strong structure sub success summit sun sunrise superior support
    supreme swift switch synergy target team terra think thunder tiger time titan top torch total touch
    tower trade transform trend tri triangle trident trinity triton true trust turbo twin ultra union unique
    united unity universal up urban valley value vanguard vantage vector vega velocity venture vertex vertical
    victory view village virtual vision vista vital voyage water wave way wells west western white wide wild
    wind wing wise wolf wonder wood work works world zen zenith zero zone bauer becker fischer garcia jones
    klein martin meyer muller rossi schmidt schneider schulz schwarz silva smith wagner weber wolff
    """.split()  # noqa: SIM905 -- 500 quoted words would hide that this is a list
)
"""Dictionary words and frequent surnames that many unrelated companies bear."""

TELLS_NOTHING: Final = frozenset((
    "126.com", "163.com", "about.me", "amazonaws.com", "azurewebsites.net", "behance.net", "bigcartel.com",
    "bit.ly", "bluewin.ch", "blogspot.com", "bol.com.br", "btinternet.com", "cloudfront.net", "comcast.net",
    "crunchbase.com", "etsy.com", "facebook.com", "fb.com", "firebaseapp.com", "free.fr", "freenet.de",
    "github.com", "github.io", "gitlab.io", "godaddysites.com", "google.com", "herokuapp.com",
    "hubspotpagebuilder.com", "hushmail.com", "icloud.com", "instagram.com", "jimdo.com", "jimdofree.com",
    "jimdosite.com", "laposte.net", "libero.it", "linkedin.com", "linktr.ee", "mac.com", "mail.com",
    "mail.ru", "me.com", "medium.com", "myshopify.com", "naver.com", "netlify.app", "notion.site", "o2.pl",
    "onmicrosoft.com", "orange.fr", "outlook.com", "pages.dev", "pinterest.com", "posteo.de", "qq.com",
    "rediffmail.com", "salesforce.com", "sfr.fr", "sharepoint.com", "sina.com", "sites.google.com",
    "squarespace.com", "strato.de", "substack.com", "t-online.de", "tiktok.com", "tumblr.com", "twitter.com",
    "verizon.net", "vercel.app", "virgilio.it", "wanadoo.fr", "web.app", "web.de", "webflow.io", "weebly.com",
    "wix.com", "wixsite.com", "wordpress.com", "wp.pl", "x.com", "xing.com", "youtube.com", "onet.pl",
    "seznam.cz", "telenet.be", "ziggo.nl", "att.net", "sbcglobal.net", "cox.net", "shaw.ca", "hey.com",
))  # fmt: skip
"""Registrable domains of e-mail providers, shared hosts and networks."""

PROVIDERS: Final = frozenset((
    "aol", "blogspot", "fastmail", "gmail", "gmx", "googlemail", "hotmail", "live", "msn", "outlook",
    "proton", "protonmail", "rocketmail", "tutanota", "yahoo", "yandex", "ymail", "zohomail",
))  # fmt: skip
"""Providers under many endings: `yahoo.fr`, `gmx.at`."""

SECOND_LEVELS: Final = frozenset((
    "ac", "asso", "co", "com", "edu", "go", "gob", "gouv", "gov", "gv", "ltd", "ne", "net", "nom", "or",
    "org", "plc", "sch",
))  # fmt: skip
"""Before a country's ending they are part of the ending: `acme.co.uk` is registered, `co.uk` is not."""

CITY_NAMES: Final = {
    "anvers": "antwerpen", "antwerp": "antwerpen", "athens": "athina", "bale": "basel", "basle": "basel",
    "belgrade": "beograd", "brunswick": "braunschweig", "brussel": "bruxelles", "brussels": "bruxelles",
    "bucharest": "bucuresti", "bukarest": "bucuresti", "cologne": "koln", "copenhagen": "kobenhavn",
    "den haag": "the hague", "firenze": "florence", "florenz": "florence", "geneve": "geneva",
    "genf": "geneva", "gent": "ghent", "goteborg": "gothenburg", "hanover": "hannover",
    "kopenhagen": "kobenhavn", "krakau": "krakow", "lisboa": "lisbon", "lissabon": "lisbon",
    "lucerne": "luzern", "mailand": "milano", "milan": "milano", "moskau": "moscow", "moskva": "moscow",
    "munich": "munchen", "napoli": "naples", "neapel": "naples", "nuremberg": "nurnberg", "prag": "praha",
    "prague": "praha", "roma": "rome", "rom": "rome", "s gravenhage": "the hague", "sevilla": "seville",
    "torino": "turin", "venezia": "venice", "venedig": "venice", "vienna": "wien", "vienne": "wien",
    "warsaw": "warszawa", "warschau": "warszawa", "zuerich": "zurich",
}  # fmt: skip
"""Other languages' names of cities, folded, to one name for each."""

COUNTRY_NAMES: Final = {
    "america": "US", "brasil": "BR", "czech republic": "CZ", "england": "GB", "great britain": "GB",
    "holland": "NL", "korea": "KR", "northern ireland": "GB", "republic of ireland": "IE", "russia": "RU",
    "scotland": "GB", "turkey": "TR", "uae": "AE", "uk": "GB", "united states of america": "US", "us": "US",
    "usa": "US", "viet nam": "VN", "wales": "GB",
}  # fmt: skip
"""Names of countries, folded, that are none of the usual ones in any language."""
