"""Dutch words for what people do in a neighbourhood, whole or as the end of a longer word."""

import re

_ENDS = (
    "werker|werkster|agent|begeleider|begeleidster|verpleegkundige|beheerder|meester|coach|consulent"
    "|medewerker|medewerkster|vrijwilliger|vrij?will?i?ge?r|vrijwilligster|docent|coordinator|"
    "hulpverlener|verlener|zorger|maatje|therapeut|adviseur|regisseur|manager|leider|leidster|deskundige"
    "|ondersteuner|bewoner|bezoeker|deelnemer|ouder|verzorgende|arts|"
    "verzorger|bestuurder|opbouwwerker|makelaar|specialist|assistent|assistente|psycholoog|directeur"
    "|ambtenaar|wethouder|handhaver|verbinder|bemiddelaar|contactpersoon|inspecteur|portier"
)
_WHOLE = (
    "boa|gastvrouw|gastheer|stagiair|stagiaire|student|studente|psycholoog|psychiater|huisarts|portier"
    "|receptionist|receptioniste|conciërge|concierge|casemanager|mantelzorger|"
    "maatje|buddy|bestuurslid|voorzitter|secretaris|penningmeester|kok|beheerster|leerkracht|juf|leraar"
    "|lerares|dominee|pastor|imam|pastoraal werker|verpleegkundige|verzorgende|"
    "buurtbewoner|bewoner|huurder|buurtvader|buurtmoeder|professional|politieagent|wijkagent|trainer"
    "|ergotherapeut|fysiotherapeut|tolk|bibliothecaris|bibliothecaresse|taalcoach|jongerenwerker|"
    "wijkzuster|zuster|boekhouder|projectleider|teamleider|barvrouw|barman|chauffeur|kapper|naaste|vader"
    "|moeder|clientondersteuner|sleutelfiguur|zzp'er|baliemedewerker|host|gids|preventiemedewerker"
)
_BEFORE = (
    "sociaal|sociale|maatschappelijk|maatschappelijke|ambulant|ambulante|persoonlijk|persoonlijke"
    "|pastoraal|sociaal-cultureel|cultureel|medisch|sociaal juridisch|juridisch|senior|junior|"
    "aankomend|vrijwillig|ggz|jeugd|gepensioneerd|beheerder|coordinerend|eerstelijns"
)
_AFTER = (
    "mbo|hbo|roc|social work|wonen|dagbesteding|verpleegkunde|spw|ggz|lvb|wmo|jeugd|zorg|welzijn"
    "|schuldhulpverlening|maatschappelijk werk|in opleiding|i\\.o\\.|participatie|leefbaarheid|"
    "sociaal domein|openbare ruimte|vrijwilligers|informele zorg|nederlands|nt2|vrijwilligerswerk"
    "|activiteiten|inloop|ouderen|bar|balie|pedagogiek|psychologie|sociaal werk|buurtzorg|handhaving"
)
PLURALS = r"(?:'s|s|en|n|es)?"
ROLE = rf"(?:(?:{_BEFORE}) )?(?:\b(?:{_WHOLE})|\b[a-z]*(?:{_ENDS}))\b"
ROLES = rf"(?:(?:{_BEFORE}) )?(?:\b(?:{_WHOLE})|\b[a-z]*(?:{_ENDS})){PLURALS}\b"
MANY_ROLES = rf"(?:(?:{_BEFORE})e? )?(?:(?:{_WHOLE})|[a-z]*(?:{_ENDS}))(?:'s|s|en|n)"
QUALIFIED = rf"{ROLE}(?: (?:{_AFTER})\b)*"
KNOWN = re.compile(rf"^(?:{ROLES})$")
_SINGULAR = (
    ("verpleegkundigen", "verpleegkundige"),
    ("deskundigen", "deskundige"),
    ("verzorgenden", "verzorgende"),
    ("coaches", "coach"),
    ("docenten", "docent"),
    ("agenten", "agent"),
)


def singular_role(words: str) -> str:
    """Return one of them: huismeesters, huismeester; boa's, boa; consulenten, consulent."""
    lowered = words.lower()
    for plural, one in _SINGULAR:
        if lowered.endswith(plural):
            return words[: len(words) - len(plural)] + words[len(words) - len(plural) :][: len(one)]
    for ending in ("'s", "’s", "en", "s"):
        if lowered.endswith(ending) and KNOWN.match(lowered.removesuffix(ending)):
            return words[: len(words) - len(ending)]
    return words
