"""What people write when they sign up, cancel, change, ask or greet: folded patterns, each with how much it says."""

import re

SIGNUP, CANCEL, CHANGE, AGENDA = "signup", "cancel", "change", "agenda"
PRACTICAL, COACH, COACHING, GREETING, OTHER = "practical", "coach", "coaching", "greeting", "other"
INTENTS = (SIGNUP, CANCEL, CHANGE, AGENDA, PRACTICAL, COACH, COACHING, GREETING, OTHER)

_ME = r"(?:mij|me|my|ons|mezelf|mijzelf|hem|haar|hen|ze|die|mijn [\w ]{2,20}|onze [\w ]{2,20}|[\w ]{2,30})"
_MEET = r"(?:q ?& ?a|training|bouwst\w*|bijeenkomst|avond|ochtend|groep|cursus|\w*groep|vragenuur\w*|maatwerk\w*|de-escalatie\w*)"
_THIRD = (
    r"(?:client|deelnemer|deelneemster|bezoeker|bezoekster|maatje|buurman|buurvrouw|vrijwilliger|cursist"
    r"|cursiste|bewoner|mevrouw|meneer|iemand|hij|zij|ze|man|vrouw|jongen|meisje|dame|heer)"
)

_COMFORTS = (
    r"(?:wc|toilet\w*|invaliden\w*|lift|trap|trappen|traplift|rolstoel\w*|rollator|scootmobiel|ringleiding|parke\w+|auto"
    r"|fiets\w*|velo"
    r"|scooter|tram|trein|bus|belbus|metro|halte|\w+halte|station|ingang|voordeur|zaal\w*|verdieping|boven|beneden"
    r"|gelijkvloers|drempels?"
    r"|kapstok|wifi|broodjes?|eten|drinken|thee|koffie|lunch|hapje|pen|papier|schrift|laptop|huiswerk|tolk|opvang"
    r"|\w+opvang|kleren|contant"
    r"|pinnen|legitimatie|foto's|opnames?|online|pauzes?|certificaat|reiskosten)"
)
_NO_SEAT = (
    r"(?!.*\b(?:ik|wij|we|k) (?:kom|komen|doe|doen|wil|willen|ga|gaan|meld|schrijf)\b(?! weten)"
    r"|.*\b(?:kom|komen|doe|meld|geef|schrijf|zet) (?:ik|wij|we|mij|me|ons)\b(?! aan\b))"
)
_WITH_THEM = (
    r"\b(?:laat|schrap|haal|zet|meld|schrijf|bel|geef) ik (?:hem|haar|em|'m|'em|m|ze|dr|d'r|zo iemand)\b"
    r"|\b(?:kan|mag|moet|zal) ik (?:hem|haar|die \w+|zo iemand|iemand|ze) (?:dan |nu |er |van de lijst )*"
    r"(?:eraf|weigeren|wegsturen|weg|buiten|verbieden|eruit|de deur|uitsluiten)\b"
    r"|\b(?:kan|mag|moet|zal) ik (?:hem|haar|iemand|ze)\b.{0,60}\b(?:niet wil|weigert|dwingen|verplichten|tegen (?:zijn"
    r"|haar) zin)\b"
)
FREE_SEATS = (
    rf"^{_NO_SEAT}"
    r"(?!.*\b(?:kom|kome|doe|wil|willen|schrijf|meld|zet|graag|dan|mij|mee|als)\b).*\b(?:is|zijn|zaten|zitten"
    r"|waren) er\b.{0,30}"
    r"\b(?:plek|plekken|plekje|plaats|plaatsen|stoelen|ruimte)\b"
)
COMFORT = (
    rf"^{_NO_SEAT}(?:\W|\b(?:hoi|hallo|dag|hey|en|nog|vraag|vraagje|even|ff|goede?\w*|is|zijn|dank\w*"
    r"|bedankt|top)\b)*"
    r"\b(?:is|zijn|hebben|heb|heeft|kan|kun|kunnen|mag|mogen|moet|moeten|wordt|worden|krijg|krijgen|zit|staat|waar|welke|wat|met"
    rf"|hoe|komt)\b.{{0,60}}\b{_COMFORTS}\b"
)

_ROWS: tuple[tuple[str, float, str], ...] = (
    # signing up
    (SIGNUP, 4,
        rf"\b(?:meld|melden|schrijf|schrijven|schijf|zet|tel|teken|boek)\b {_ME} ?\b(?:aan|op|in|mee"
        r"|erbij|er bij|bij|neer|op de lijst|der maar bij)\b"
        rf"|\b(?:geef|geven)\b {_ME} ?\b(?:op|door|mee)\b"),
    (SIGNUP, 3.5,
        r"\b(?:aan-?meld(?:en|ing|e|ingen)?|aan ?m[ea]l?d[e]?n?|anmeld\w*|aameld\w*|aanmlede\w*|angmeld\w*"
        r"|meld me|opgeve[nf]?|op ?gegeven|opgefen|ins?ch?r[iy]jv\w*|inscr\w+v\w*|inschr[ijy]*v\w*"
        r"|in te schrijven|aan te melden|op te geven|intekenen|register|registreer|registreren|sign up)\b"),
    (SIGNUP, 3,
        r"\b(?:doe|doen) (?:\w+ ){0,3}?mee\b|\bmee ?(?:doen|te doen)\b|\bdeel ?(?:nemen|te nemen)\b"
        r"|\bneem (?:\w+ ){0,2}deel\b"),
    (SIGNUP, 3,
        r"\b(?:schuif|haak|sluit) (?:ik |ook |graag |\w+ ){0,3}?(?:aan|bij)\b|\baan ?(?:schuiven|haken"
        r"|sluiten)\b|\bvan de partij\b|\breken op\b|\btel (?:mij|ons) mee\b"),
    (SIGNUP, 3,
        r"\b(?:wachtlijst|reservelijst)\b|\b(?:reserve(?:er|ren)|noteer|noteren|boek|hou(?:d)? een plek)\b"
        r"|\bop de lijst (?:graag|voor)\b"),
    (SIGNUP, 3,
        r"\b(?:toe ?voegen|toe te voegen|in ?boeken|in te boeken|bij ?wonen|bij te wonen)\b|\breken (?:maar )?op (?:mij|ons|me)\b"
        r"|\b(?:mag|kan|mogen|kunnen) (?:ik|we|wij|hij|zij|ze|die|er iemand) (?:er |ook |nog |daar |dan )*"
        r"(?:erbij|bij|mee|heen|bijkomen|aansluiten)\b(?! (?:halen|nemen|brengen|omgaan))"
        r"|\b(?:daar|dan|hier) (?:wil|willen|zou|kom|doe) (?:ik|wij|we) (?:\w+ ){0,3}?(?:heen|naartoe|bij|mee|aan mee"
        r"|komen|erbij)\b"),
    (SIGNUP, 2.5,
        r"\b(?:mijne?|m'n|mn|me|onze?) [\w' -]{2,40}? (?:wil|willen|zou|zouden) (?:graag |ook |wel |nog |er )*"
        r"(?:naar|mee|komen|mee ?doen|deelnemen|bij|erbij|heen|die|een plek|met)\b"),
    (SIGNUP, 2.5, r"\b(?:ik|wij|we) (?:kom|komen|ga|gaan) (?!.{0,30}\b(?:niet|nie|geen)\b)(?!er niet|uit\b)"),
    (SIGNUP, 2.5,
        r"\b(?:kom|komen) (?:ik|wij|we)\b(?!.{0,20}\bniet\b)|\bben (?:ik )?(?:er|erbij|der)\b(?! (?:niet"
        r"|helaas))|\b(?:ik|wij|we) (?:ben|zijn) (?:er ?bij|erbij|present|aanwezig)"),
    (SIGNUP, 2.5,
        r"\b(?:ik|wij|we|k) (?:wil|willen|wou|zou|zouden|wilde)\b(?! (?:niet|me afmelden"
        r"|weten)).{0,45}\b(?:naar|komen|volgen|bij|doen|meedoen|mee|training|plek|in de|aanwezig|heen|erheen|naartoe)\b"),
    (SIGNUP, 3,
        r"\b(?:wil|willen|wou|zou|zouden) (?:ik|wij|we|k)\b(?! (?:niet|weten)).{0,45}"
        r"\b(?:naar|komen|volgen|bijwonen|meedoen|doen|training|plek|heen|naartoe)\b"),
    (SIGNUP, 2,
        rf"\b(?:doe mij|geef mij|ik neem|ik pak|ik kies|mag ik|kan ik (?:nog |ook |me )?)\b.{{0,40}}\b(?:naar"
        rf"|bij|mee|aansluiten|{_MEET})|\bgraag (?:een )?(?:\w+ )?(?:plek|plaats|plekken|plaatsen|stoel"
        r"|stoelen)\b"),
    (SIGNUP, 2,
        r"\b(?:\d+|een|twee|drie|vier|vijf|zes) ?(?:x|pers(?:oon|onen)?|plek(?:ken)?|plaats(?:en)?|stoelen"
        r"|kaartjes|deelnemers|man)\b"),
    (SIGNUP, 1.5, r"\bgraag\b|\b(?:aub|a\.u\.b|pls|please|svp)\b|\bzet (?:mij|me|ons)\b|\bik ook\b|\bgraag (?:voor"
            r"|bij)\b|\bjoin\b"),
    (SIGNUP, 2, r"\b(?:mag|kan|kunnen|mogen) (?:mijn|m'n|mn|ik met|wij met|we met) .{0,30}\b(?:ook|mee|komen|meedoen)\b"),
    (SIGNUP, 3.5, r"\b(?:ik|wij|we) (?:kom|komen|ga|gaan) met [\w' ]{2,25}? naar\b(?!.{0,30}\bniet\b)"),
    (SIGNUP, 3,
        r"\b(?:stuur|sturen) .{2,40} naar\b|\bertussen (?:springen|passen)\b|\btussen (?:springen|passen)\b"
        r"|\bmee (?:mag|mogen) naar\b|\b(?:mag|mogen|kan|kunnen) .{2,40} mee naar\b"),
    (SIGNUP, 4, r"\bdan (?:kom|doe|wil|ga|schrijf|meld|komen|doen|willen) (?:ik|wij|we)\b(?!.{0,25}\b(?:niet|liever)\b)"),
    (SIGNUP, 3,
        r"\b(?:\d{1,2}|twee|drie|vier|vijf|zes) (?:nieuwe )?\w+(?:s|en) (?:voor|naar) (?:de|het|die)\b"
        r"|\bnamens [^.?!]{2,40}:"),
    (SIGNUP, 3, r"\bmaar niet (?:die|degene|deze|de (?:training|q&a|bijeenkomst|avond|ochtend))\b"),
    # cancelling
    (CANCEL, 5,
        r"\b(?:af ?meld\w*|af te melden|afmedl\w*|uit ?schrij[vf]\w*|uit te schrijven|af ?zegg\w+|af te zeggen|afm\b"
        r"|annule?er\w*|anul\w+|cancel\w*|annulatie)\b|\b(?:meld|melden|zeg"
        rf"|zeggen) (?:{_ME} )?(?:\w+ ){{0,4}}?af\b|\bs[cg]h?rijf {_ME} (?:maar )?uit\b"),
    (CANCEL, 4,
        r"\b(?:haal|halen|streep|schrap|schrappen|verwijder|gooi)\b.{0,40}\b(?:lijst|eraf|af|door|mij|me|naam"
        r"|ons|doorstrepen)\b|\b(?:zie|zien) (?:er |hier |ik |toch |maar |\w+ ){0,4}van ?af\b|\b(?:zie"
        r"|zien)\b.{0,12}\baf van\b|\bdoorstrepen\b"),
    (CANCEL, 4,
        r"\b(?:trek|trekken)\b.{0,40}\b(?:terug|in)\b|\bhaak\b.{0,15}\baf\b|\bverhinderd\b|\bafwezig\b"
        r"|\bverstek\b|\bla(?:at|ten) (?:\w+ ){0,4}vervallen\b|\bterug ?trekken\b|\bintrekken\b|\bafhaken\b"),
    (CANCEL, 3.5,
        r"\b(?:kom|komen|komt|kome)\b(?: \w+){0,4}? (?:niet|nie|ni)\b(?! alleen)|\b(?:niet"
        r"|nie) (?:kunnen )?(?:komen|kom|kome)\b|\b(?:niet|nie|ni) (?:bij|mee|aanwezig|present"
        r"|door voor mij)\b"),
    (CANCEL, 3, r"\b(?:kan|kunnen|ken|kunne)\b[^.,?]{0,45}\b(?:niet|nie|ni)\b|\b(?:niet|nie) kan\b|\bgeen (?:van beiden|tijd)\b"),
    (CANCEL, 3.5,
        r"\b(?:lukt|gaat|red|haal|past)\b[^.?]{0,40}\b(?:niet|nie)\b(?! alleen)|\bniet (?:lukken|halen|redden"
        r"|doorgaan)\b|\bben er (?:\w+ ){0,4}(?:niet|helaas niet)\b|\ber (?:\w+ ){0,3}niet bij\b"),
    (CANCEL, 2.5, r"\b(?:helaas|sorry|ziek|griep|koorts|vakantie|verhinderd|te druk|tussengekomen|oppas)\b"),
    (CANCEL, 5,
        r"\b(?:inschrijving|aanmelding|reservering|naam|plek|plaats)\b.{0,40}"
        r"\b(?:verwijder\w*|intrek\w*|in te trekken|schrappen|stopzetten|wissen)\b"),
    (CANCEL, 5,
        r"\b(?:zet|haal|haalt|halen|doe|streep|strepen|gooi|schrap|verwijder)\b[^.?!]{0,30}"
        r"\b(?:er (?:maar |weer |toch |ff |even )?af|eraf|eruit|uit (?:de |het )?(?:\w*groep|\w*lijst|\w*training|q&a"
        r"|bouwst\w*))\b"
        r"|\b(?:plek|plaats|stoel)\b.{0,40}\b(?:aan|voor) (?:een )?(?:ander|iemand)\b|\baan (?:mij|me|ons) voorbij\b"
        r"|\b(?:wordt|werd) (?:het )?(?:een )?nee\b|\b(?:sla|slaan|slaat) [\w& ]{2,25} over\b"
        r"|\bgeraak\w*\b[^.?!]{0,15}\bniet\b|\bwil(?:len)? (?:graag )?(?:van|uit) de (?:wacht|reserve)?lijst\b"),
    (CANCEL, 4.5,
        r"\b(?:laat|laten)\b[^.?!]{0,35}\b(?:zitten|schieten|vallen|varen|lopen)\b"
        r"|\b(?:wou|wilde|wilden|zou|zouden)\b[^.?!]{0,60}\bmaar\b[^.?!]{0,30}"
        r"\b(?:geopereerd|ziek|nee|verhinderd|niet|vakantie|weg|werken|dienst)\b"),
    (CANCEL, 5,
        r"\bnaam\b.{0,12}\b(?:weg|eraf|er af)\b|\b(?:graag|mag|mogen|wil|kan)\b(?! ik (?:hem|haar|ze"
        r"|die))[^.?!]{0,25}\b(?:eraf|er weer af|er af)\b"
        r"|\bop (?:mijn|m'n|mn) buik schrijven\b|\bniet (?:verder|door) (?:met|in)\b|\b(?:wordt|worden) (?:hem|het|m) niet\b"
        r"|\bgeen (?:optie|zin) (?:meer )?voor (?:mij|me|ons)\b|\bik (?:durf|zie|trek|red) (?:het |dat )?toch niet\b"
        r"|\bhelaas nee\b|\bnee (?:moeten )?zeggen\b|\bgeen \w+ (?:\w+ )?voor (?:mij|me)\b"),
    (CANCEL, 5,
        r"\b(?:laat|geef|maak)\b.{0,20}\b(?:plek|plaats|stoel)\b.{0,40}\b(?:aan|voor) (?:een )?(?:ander|iemand)\b"
        r"|\bdoe mij maar niet\b"
        r"|\b(?:opgegeven|aangemeld|ingeschreven)\b.{0,45}\bmaar\b[^.,]{0,25}\b(?:vakantie|ziek|verhinderd|werken|dienst"
        r"|weg|te druk)\b"),
    (CANCEL, 4,
        r"\b(?:laat|geef|maak)\b.{0,20}\b(?:plek|plaats)\b.{0,30}\b(?:ander|iemand|vrij|vervallen)\b"
        r"|\bik (?:stop|wil stoppen) met (?:de|het)\b|\bstoppen met de (?:training|herstel\w*|bouwst\w*|cursus"
        r"|groep)\b|\btoch (?:maar )?niet\b"),
    (CANCEL, 3,
        r"\b(?:moet|moeten)\b.{0,45}\b(?:missen|overslaan|laten schieten)\b|\bik sla (?:deze|hem) over\b"
        r"|\bdus geen\b|\bhoeft niet meer\b"),
    (CANCEL, 4,
        r"\breken (?:maar |dus )?niet op (?:mij|ons|me)\b|\bniet op (?:mij|ons) (?:te )?rekenen\b|\b(?:mij"
        r"|ons) niet mee ?(?:te )?tellen\b"
        r"|\bzonder (?:mij|ons)\b|\b(?:van|uit) de (?:wacht|reserve)?lijst (?:af|halen|gehaald|weg)\b"
        r"|\bmoet(?:en)? (?:ik|we|wij) passen\b"
        r"|\b(?:komt|gaat|komen|gaan|sturen) (?:er )?(?:\w+ )?niemand\b"),
    (CANCEL, 4,
        r"(?:^|\b(?:ik|wij|we|k)\b[^.,?]{0,15})\b(?:wil|willen|ga|gaan|hoef|doe|doen) (?:toch |ook |er |maar |dus )*"
        r"(?:niet|nie) (?:meer |langer )*(?:mee|mee ?doen|komen|naar de|deelnemen)\b"),
    # changing
    (CHANGE, 4.5,
        r"\b(?:wijzig\w*|verander\w*|wissel\w*|ruil(?:en|t)?|om ?ruilen|om ?zet(?:ten)?|over ?zet(?:ten)?|om ?boeken"
        r"|om te zetten|over te zetten|verplaats\w*|verzet(?:ten)?|verschui\w+|switch\w*|overstappen|aanpas\w*"
        r"|aan te passen|corrig\w+|vervang\w*|schuif .{0,20}door|zet .{2,60} \bom\b|boek .{0,40}\bom\b)\b"
        r"|\bpas .{0,40}\baan\b"),
    (CHANGE, 4,
        r"\b(?:in plaats van|ipv|i\.p\.v\.?|inplaats van)\b|\b(?:niet|geen) (?:meer )?(?:met )?(?:\d+|een|twee"
        r"|drie|vier|vijf|zes),? maar (?:met )?(?:\d+|een|twee|drie|vier|vijf|zes|alleen)\b|\bmaak er\b"),
    (CHANGE, 4,
        r"\b(?:liever|beter)\b.{2,50}\bdan\b|\b(?:q&a|training|bt-?\d+"
        r"|qa-?\d+)?.{0,12}\bvan (?!\d+ naar [a-z]|ons\b|mij\b|jullie\b|onze\b|het\b)\S+ (?:\S+ )?naar\b|\b(?:moet|moest) (?:zijn"
        r"|als)\b|\bklopt niet\b"
        r"|\bverkeerd\w*\b|\bfout(?:je)?\b|\bverkeert\b"),
    (CHANGE, 4,
        r"\b(?:de rest|rest|andere (?:keren|dagen|twee|data)|verder|de andere)\b.{0,20}\b(?:wel|volg|kom|ok"
        r"|doe)\b|\bmis(?:sen)?\b.{0,60}\bmaar\b|\b(?:niet|mis)\b.{0,60}\bwel\b(?! (?:eens|graag|naar))"),
    (CHANGE, 4,
        r"\b(?:tweede|2e|derde|3e|eerste|1e|laatste) (?:keer|dagdeel|les|bijeenkomst|dag|ochtend|middag"
        r"|sessie)\b.{0,40}\b(?:niet|mis|missen|later|weg)\b|\b(?:mis|missen|kan)\b.{0,25}\b(?:tweede|2e|derde"
        r"|3e|eerste|laatste|middelste|(?<!in )een|1) (?:keer|dagdeel|les|bijeenkomst|dag|sessie)\b"),
    (CHANGE, 4.5,
        r"\b(?:zet|zetten|boek|boeken|schuif|plaats)\b (?:\w+ ){1,3}over\b"
        r"|\b(?:kan|mag|wil|zet|ruil|schuif|boek|kunnen|mogen) (?:ik|me|mij|ons|we|wij)\b.{0,12}\bvan\b.{2,45}\bnaar\b"),
    (CHANGE, 4,
        r"\b(?:op|bij|aan|in) (?:onze|mijn|m'n|die) (?:inschrijving|aanmelding|reservering)\b"
        r"|\b(?:\d+|een|eentje|twee|drie)(?: persoon| mensen)? (?:minder|meer|extra)\b"),
    (CHANGE, 6,
        r"\b(?:laat|haal|schrap|zeg)\b.{2,40}\b(?:vervallen|weg|af)\b.{0,20}\b(?:en|maar)\b.{0,20}\b(?:zet|schrijf|meld"
        r"|doe|laat)\b"),
    (CHANGE, 4, r"\b(?:dat|het|we|nu) (?:worden|wordt) (?:er |nu |toch |met )*(?:\d+|twee|drie|vier|vijf|zes)\b"),
    (CHANGE, 3.5,
        r"\b(?:komt|komen|neem|nemen)\b.{0,20}\b(?:nog|toch|ook) (?:een|iemand|1|twee|2|mijn)\b.{0,25}\b(?:bij"
        r"|mee|erbij)\b|\ber komt .{0,20}\bbij\b|\bzelfde aanmelding\b|\bmijn (?:aanmelding|inschrijving"
        r"|gegevens|naam|e-?mail\w*|telefoon\w*|organisatie|rol)\b.{0,50}\b(?:moet|staat|is nu|niet goed"
        r"|anders|nieuw)\b"),
    (CHANGE, 3,
        r"\b(?:ik|we|wij) (?:sta|staan|ben|zijn|had|hadden) (?:al )?.{0,40}\b(?:genoteerd|aangemeld|opgegeven"
        r"|ingeschreven|op de lijst)\b.{0,30}\bmaar\b(?!.{0,20}\b(?:niet|vakantie)\b)"),
    (CHANGE, 6,
        r"\bin (?:mijn|m'n|mn|haar|zijn|onze|hun) plaats\b|\b(?:mijn|m'n|mn|haar|zijn|onze|hun) (?:plek|plaats|stoel)\b.{0,45}"
        r"\b(?:over ?neem\w*|over ?nemen|innemen|krijgen|hebben|nemen|over)\b"
        r"|\b(?:een|eentje|iemand|er een|1|twee) (?:van (?:ons|de \w+) )?(?:kwijt|(?:valt|vallen) (?:er )?(?:uit|af|weg)"
        r"|afgevallen"
        r"|uitgevallen)\b"),
    (CHANGE, 5,
        r"\b(?:sta|staan|had|hadden|heb|hebben)\b[^.?]{2,60}\bmaar (?:ik |we |wij )?(?:wil|willen|wilde|zou|bedoel\w*"
        r"|moet|liever)\b"
        r"(?! (?:niet|eraf|er af|me af|er toch|toch niet))|\bkan er (?:een|eentje|iemand|1) niet\b"
        r"|\bniet\b.{0,12}\bmaar\b.{0,45}\b(?:ben|kom|zijn|komen) (?:ik|we|wij)\b.{0,25}\b(?:weer|wel|gewoon)\b"
        r"|\b(?:had|heb|hadden|hebben) er (?:al )?(?:\d+|een|eentje|twee|drie|vier) (?:opgegeven|aangemeld|ingeschreven)\b"),
    (CHANGE, 5,
        r"\b(?:achter|voor)?naam is [a-z'-]+,? (?:en )?(?:niet|geen|ipv)\b|\bzet mijn (?:\w+ )?(?:naam|gegevens|mail"
        r"|nummer) (?:goed|recht)\b"
        r"|\b(?:heb|hebben|is|was) (?:je|jullie|u|er) (?:ook |nog |niet )*een andere?(?= ?(?:$|[.?!,]))"
        r"|\b(?:later|latere|eerder) (?:moment|tijdstip|datum|groep|ronde|keer)\b"),
    (CHANGE, 5,
        r"\b(?:zou|zouden)\b[^.?!]{3,50}\bmaar\b[^.?!]{3,50}\bdus (?:nog |nu |maar |met )*(?:\d+|een|twee|drie|vier|vijf"
        r"|zes|alleen)\b"
        r"|\btoch (?:maar )?alleen\b|\b(?:kom|komen) (?:\w+ ){0,2}toch met\b"),
    (CHANGE, 5,
        r"\b(?:\d{1,2}|twee|drie|vier|vijf|zes)\b[^.?!]{0,12}\bniet (?:meer )?(?:\d{1,2}|twee|drie|vier|vijf"
        r"|zes)\b(?! (?:januari|februari|maart))"),
    (CHANGE, 6,
        r"\bop (?:mijn|m'n|mn|zijn|haar|hun|onze) (?:plek|plaats)\b|\bmaak van\b|\bneem (?:\w+ ){1,3}niet mee\b"),
    (CHANGE, 4.5, r"\b(?:zet|schrijf|doe|kan|mag) er (?:nog|ook nog) (?:een|1|iemand|twee|2|drie)\b"),
    (CHANGE, 3, r"\b(?:andere|ander) (?:datum|dag|groep|keer|training|locatie|plek|moment|trainer)\b"),
    # asking for the agenda
    (AGENDA, 3.5,
        r"\b(?:welke|wat voor|welk) (?:\w+ ){0,3}?(?:training\w*|bijeenkomst\w*|q&a'?s?|cursus\w*|data"
        r"|bouwst\w*|workshop\w*|vragenuur\w*|activiteit\w*|avond\w*|\w*groepen|lessen)\b(?! (?:heeft"
        r"|precies))"),
    (AGENDA, 3.5,
        r"\bwat (?:is|zijn|staat|komt|valt|geeft|geven|hebben|heb|doen|kan ik|kunnen we"
        r"|organiseren)\b(?: \w+){0,3}? (?:er|jullie|te doen|gepland|eraan|op het programma|op de agenda"
        r"|allemaal|volgen|in|op|de komende|deze|volgende|\w+ (?:dit|de komende))\b"),
    (AGENDA, 3.5,
        r"\b(?:is|zijn|komt|komen|zit|staat|staan) er (?:\w+ ){0,3}?(?:iets|wat|een|nog een|ook een"
        r"|bijeenkomst\w*|training\w*|q&a|cursus\w*|bouwst\w*)\b(?!.{0,25}\bbij(?! (?:jullie|ons|mij|u)\b))"
        r"(?!.{0,25}\b(?:wachtlijst|plek|plaats"
        rf"|{_COMFORTS})\b)"),
    (AGENDA, 3,
        r"\b(?:zijn|komen|waren) er (?:\w+ ){0,3}?(?:q&a'?s|training\w*|bijeenkomst\w*|bouwst\w*|cursus\w*"
        r"|data|\w*groepen)\b|\b(?:heb|hebben|heeft|geven|doen) (?:jullie|je|u) (?:\w+ ){0,2}?(?:iets|wat"
        r"|training\w*|bijeenkomst\w*|een|q&a)"),
    (AGENDA, 3,
        r"\b(?:agenda|overzicht|programma|aanbod|jaarplanning|kalender|planning)\b|\b(?:alle|de) (?:data"
        r"|datums)\b(?! (?:van|heeft))|\blijst (?:met|van)\b"),
    (AGENDA, 3,
        r"\bwanneer (?:is|zijn|begint|beginnen|start|komt|vertelt|geeft)(?: er)?(?: \w+){0,3}? (?:volgende"
        r"|eerstvolgende|weer|een|nieuwe|er|ergens|bouwst\w*|q&a|herstel\w*|training\w*)\b|\bte doen\b"
        r"|\b(?:ik )?zoek (?:een|nog)\b.{0,20}\b(?:training|bijeenkomst|cursus|q&a)|\b(?:iets|wat) te (?:doen"
        r"|volgen|beleven|leren|halen)\b"),
    (AGENDA, 3.5, r"\b(?:zijn|zitten|komen) er (?:\w+ ){0,2}?(?:dingen|avonden|ochtenden|momenten|mogelijkheden|opties"
            r"|lessen)\b"),
    (AGENDA, 2.5,
        r"^(?:hoi |hallo |en )?(?:is er |zijn er )?(?:nog )?iets (?:in|op|over|voor)\b|\bis er (?:morgen"
        r"|vandaag|vanavond|volgende|deze|maandag|dinsdag|woensdag|donderdag|vrijdag|in|op|binnenkort|ook"
        r"|nog) .{0,30}\b(?:iets|wat|bijeenkomst|training|q&a)"),
    # practical questions
    (PRACTICAL, 3.5,
        r"\bhoe (?:laat|lang|duur|groot|oud|ver|kom ik|vaak|heet)\b|\bhoelaat\b|\bhoeveel (?!kom)\b(?:keer|keren"
        r"|dagdelen|kost|plekken|plaatsen|mensen|tijd|uur|deelnemers|dagen|bijeenkomsten)|\btot hoe\b"
        r"|\bwat (?:is|was) (?:het adres|de eindtijd|de locatie|het onderwerp)|\bop (?:welk|welke) (?:adres"
        r"|dag|dagen|nummer|locatie|verdieping)"),
    (PRACTICAL, 3.5,
        r"\bwaar (?:is|zijn|moet|vind|wordt|kan ik parkeren|ist)\b|\badres\b|\bparke\w+|\brolstoel\w*|\blift\b"
        r"|\bgratis\b|\bkost(?:en)?\b|\bbetalen\b|\bcertificaat\b|\bpauze\b|\bkoffie\b|\blunch\b|\bmeenemen\b"
        r"|\bov\b|\bbus\b|\bmetro\b|\bstation\b|\bfactuur\b|\bdiploma\b"),
    (PRACTICAL, 3.5,
        r"\bwie (?:geeft|geven|is|zijn|begeleidt|traint|vertelt|spreekt|doet)\b.{0,60}|\bwelke (?:datums?|data"
        r"|dagen|zaal|trainers?|tijden|locatie|trainer|ingang|verdieping) (?:heeft|zijn|is|van|staat|moet"
        r"|geeft)?"),
    (PRACTICAL, 3.5,
        r"\b(?:gaat|gaan) (?:de|het|die|dat|hij)\b.{0,50}\bdoor\b|\b(?:zit|is) (?:de|het|die"
        r"|hij)\b.{0,45}\b(?:vol|verplicht|open|bereikbaar|toegankelijk|online|bedoeld)\b"
        r"|\bsta ik\b.{0,20}\blijst\b|\bben ik (?:al )?(?:aangemeld|ingeschreven)|\bmoet ik (?:me|mij|iets"
        r"|zelf|vooraf|je)\b"),
    (PRACTICAL, 2.5,
        r"\b(?:is|zijn|mag|moet|kan|zit|krijg|krijgen|wordt) (?:er|het|de|ik|je|iedereen|hij)\b.{3,80}\?"
        r"|\bprecies\b|\bbegint\b|\bduurt\b|\bis het\b|\bdoelgroep\b|\bvoor wie\b|\bhoe werkt (?:de|het|zo)"),
    (PRACTICAL, 5,
        r"\b(?:moet|hoef) (?:ik|je|men|we) (?:(?:mij|me|je|ons|daar|vooraf|eerst|apart|wel|van tevoren) )*"
        r"(?:op ?geven|aan ?melden|in ?schrijven)\b|\bhoeveel (?:mensen|deelnemers|personen|plekken|plaatsen)\b"),
    (PRACTICAL, 5, FREE_SEATS),
    (PRACTICAL, 4,
        rf"^{_NO_SEAT}.*\b(?:is|zijn|komt|komen|zit|zitten|doet|doen) er (?:\w+ ){{0,4}}bij\b(?! (?:jullie|ons|mij|iemand))"
        r"|\b(?:eindigt|eindigen)\b"),
    (PRACTICAL, 5, COMFORT),
    (PRACTICAL, 6,
        r"\b(?:hebben|heb|heeft) (?:jullie|je|u) (?:mijn|m'n|mn|onze) (?:aanmelding|inschrijving|mail|bericht|naam)\b.{0,30}"
        r"\b(?:gekregen|ontvangen|binnen|gezien|staan|genoteerd)\b"
        r"|\bis (?:mijn|m'n|mn|onze) (?:aanmelding|inschrijving) .{0,25}\b(?:gelukt|binnen|aangekomen|goed|gelezen|verwerkt)\b"
        r"|\bben ik (?:er |nu |al |ergens |wel )*(?:voor )?(?:aangemeld|ingeschreven|opgegeven|geplaatst)\b"),
    (PRACTICAL, 3.5,
        r"\bheb(?:ben)? (?:ik|je|we|wij) [\w ]{2,25} nodig\b|\b(?:weten|benieuwd|af) (?:of|wie|waar|wanneer|hoe|wat"
        r"|welke)\b|\bwie (?:zit|zitten|staat|komt|komen|kom|hoort)\b"
        r"|\bword(?:t|en) er\b"),
    (PRACTICAL, 4.5,
        r"\b(?:mag|kan|kun|moet|hoef|mogen|moeten) (?:ik|je|men|we)\b.{0,40}\b(?:alleen (?:de|het|een) (?:eerste|tweede"
        r"|laatste|keer|deel)"
        r"|elke keer|iedere keer|alle keren|te laat|met lege handen)\b"),
    # wanting a coach
    (COACH, 5,
        r"\b(?:coach|coaches|mens|persoon|iemand|medewerker|collega van jullie)\b.{0,30}\b(?:spreken|bellen"
        r"|belt|bel|langs ?kom\w*|praten|meekijk\w*|mee ?kijken|meedenk\w*|contact|sparren|mee ?lopen"
        r"|terug ?bel\w*|aanschuiven|bij ons|komen|inschakelen)\b"),
    (COACH, 5,
        r"\b(?:sparren|spreken|praten|contact|afspraak|gesprek|overleg\w*|bellen"
        r"|belafspraak)\b.{0,35}\b(?:een |jullie |de |ggz-)*(?:coach|coaches|mens|medewerker|iemand van jullie"
        r"|ggz-coach|welzijnscoach)\b"),
    (COACH, 5,
        r"\b(?:mag|kan|wil) ik (?:even |eens |graag )*met (?!hem|haar|hen|ze|mijn|m'n|mn|een|die|de|deze)[a-z]+ (?:[a-z]+ )?"
        r"(?:sparren|praten|bellen|spreken|overleggen)(?= ?(?:$|[.?!]))"),
    (COACH, 5,
        r"\b(?:iemand|mens|coach|persoon) aan de (?:telefoon|lijn)\b|\bgeen (?:robot|computer|bot|machine|chatbot|automaat)\b"),
    (COACH, 4,
        r"\bbel (?:me|mij|ons)\b|\b(?:terug ?bellen|gebeld worden|teruggebeld|belt? u mij|kunt u mij bellen"
        r"|kun je mij bellen|kan iemand (?:mij|ons|me))\b|\bcoach (?:graag|aub|nodig|gezocht|inschakelen)\b"
        r"|\b(?:een|de) coach\b|\becht (?:mens|iemand|persoon)\b|\biemand van jullie\b"),
    # a question about dealing with somebody
    (COACHING, 3,
        r"\bhoe (?:ga|gaan|ga je|moet|krijg|krijgen|reageer|reageer je|help|spreek|begin|betrek|zeg|vertel"
        r"|houd|houden|steun|bespreek|pak|maak|vang|stel|leg|doorbreek|benader|motiveer|stop|rem) (?:ik|je|we"
        r"|wij|jij|men)?\b(?! (?:geef|meld|schrijf))"),
    (COACHING, 3,
        r"\b(?:wat (?:doe|zeg|kan|moet) (?:ik|je|we|wij) (?:dan|doen|ermee|daarmee|tegen|als|nu|met|eraan"
        r"|zeggen)|wat (?:nu|zeg ik|doe je|doe ik)|daarmee om|ermee om|mee om(?:gaan)?|om ?(?:te )?gaan met"
        r"|tips|hoe reageer|advies|moet ik (?:er|hem|haar|iets van|ingrijpen|de))\b"),
    (COACHING, 2.5,
        rf"\b(?:mijn|een|onze|die|de|deze|iemand|er is een|er zit een)? ?{_THIRD}\b[^.?]{{0,50}}\b(?:durft"
        r"|wil niet|wil zich|zegt|wordt|huilt|huilde|schreeuwt|slaat|drinkt|ruikt|stinkt|praat|belt|reageert"
        r"|boos|bang|verdrietig|schaamt|klaagt|zit|meldt zich|geeft zich|komt (?:niet|nooit|steeds|altijd|wel)"
        r"|doet|houdt|heeft|voert|gooit|vergeet|weigert)\b"),
    (COACHING, 2,
        r"\b(?:elke (?:week|keer|avond|dag|ochtend|afspraak)|steeds|altijd|telkens|nooit|durf|durfde|bang|boos"
        r"|agressief|verward|somber|stemmen|huil\w*|schaamt|eenzaam|grens|grenzen|ruzie|roddel\w*)\b"),
    (COACHING, 3,
        r"\b(?:kan|wil|hou|trek) (?:het |dit |zo |ik |ik het |echt )*niet meer\b(?! (?:komen|mee|meedoen|naar"
        r"|op|bij|deelnemen|aanwezig|volgen|doen|met))|\b(?:dood|leven|zelfmoord|sterven|wereld|begraven"
        r"|begrafenis|overleden|mes|politie gebeld|bloed|112|113)\b"),
    (COACHING, 5, _WITH_THEM),
    # greetings and the rest
    (GREETING, 6,
        r"^\W*(?:(?:hoi+|hallo+|hey+|hee+|ha+i*|hi|dag|yo+|goede?n? ?(?:morgen|middag|avond|dag)|goeie?(?:n"
        r"|de)? ?(?:morgen|middag|avond|dag)|moin|ewa|salam|hello|daar|allemaal|samen|wijkmaat|hoe gaat het"
        r"|met je|alles goed|iedereen|team|mensen|beste|goeiedag|goedendag|weer|ben ik)\W*)+$"),
    (OTHER, 6,
        r"^\W*(?:(?:dank\w*|dank ?je ?wel|bedankt|thanks?|thx|merci|top|ok[ée]?|oke|okee|okay|super|prima|fijn"
        r"|goed|haha+|test\w*|\d+|lol|mooi|helder|duidelijk|tot (?:dan|morgen|straks|ziens|snel|woensdag)|doei"
        r"|is goed|je|jullie|u|wel|heel|erg|hoor|joe|groetjes?|fijne dag|en|dan|nee|weet ik genoeg|(?:ik )?weet genoeg"
        r"|hartelijk|graag gedaan|geen dank|prettige|fijn|fijne|avond|middag|weekend|week|nog|dag|voor|de|snelle|vlotte"
        r"|reactie|hulp"
        r"|info|antwoord|om te weten|genoteerd|begrepen|duidelijk|(?:laat )?maar(?: zitten)?|(?:dat )?was alles"
        r"|sorry|foutje|verkeerde?|chat|grappig|joh|allemaal|was niet voor jullie|was voor iemand anders)\W*)+$"),
    (OTHER, 5, r"\bverkeerde (?:chat|groep|app|nummer|persoon)\b|\b(?:dank je wel|dankjewel|bedankt|dank u|dank) voor\b"
        r"|^(?:oeps |sorry |foutje,? )+(?:dit |dat |die )?(?:was|is) (?:niet )?voor (?:jullie|jou|mijn|m'n|iemand)\b"),
)  # fmt: skip

PATTERNS = tuple((intent, weight, re.compile(pattern)) for intent, weight, pattern in _ROWS)
ASKS_HOW = re.compile(
    r"\bhoe (?:ga|gaan|moet|krijg|krijgen|reageer|help|helpen|spreek|begin|betrek|betrekken|zeg|vertel"
    r"|houd|houden|hou|steun|bespreek|pak|maak|vang|stel|rem|maken|zorg|zorgen|voorkom|benader|motiveer|doorbreek|weet"
    r"|kan|kun|leg"
    r"|troost|geef) (?:ik|je|we|wij|jij) (?!.{0,12}(?:aan(?:melden)?|op|in(?:schrijven)?|af(?:melden)?|uit"
    r"|me|mij)\b)"
    r"|\bhoe (?:reageer|ga) (?:je|jij) |\bmee om(?:gaan)?\b|\bom te gaan met (?:hem|haar|iemand)"
    r"|\bwat (?:doe|zeg|moet|kan) (?:ik|je|we|wij)\b|\bwat nu\b|\btips\b"
)
IN_DESPAIR = re.compile(
    r"\b(?:kan|wil|hou|trek) (?:het |dit |zo |ik |ik het |echt |er )*niet meer\b(?! (?:komen|mee|meedoen"
    r"|naar|op|bij|deelnemen|aanwezig|volgen|doen|met))"
    r"|\b(?:dood|zelfmoord|sterven|wereld|niet meer leven|suicide|overdosis|van het dak|voor de trein|mes|bloed|112|113)\b"
)
# "Graag afmelden", "haal me van de lijst": who asks this of us wants it, whatever else they tell.
ASKS_OUTRIGHT = re.compile(
    r"\b(?:graag|hierbij|gelieve|mij|me|ons|ik wil|wil ik)(?: (?:nog|ook|toch|graag|dus|maar|hierbij|te)){0,2} "
    r"(?:aan|af|in|uit) ?(?:te )?(?:melden|schrijven)\b"
    r"|\b(?:meld|schrijf|schrijft|zet) (?:u |je )?(?:mij|me|ons)(?: (?:maar|ook|graag|dan|alvast|toch|er"
    r"|hierbij))* (?:aan|af|in|uit|op de lijst|erbij)\b"
    r"|\b(?:haal|haalt|halen|schrap) (?:u |jullie |je )?(?:mij|me|ons)\b.{0,12}\b(?:lijst|eraf|af)\b|\b(?:mij|me"
    r"|ons) (?:eraf|van de lijst) halen\b"
    r"|\b(?:dan|dus|daarom|nou) (?:schuif|doe|kom|ga|meld) (?:ik|wij|we) (?:\w+ ){0,2}?(?:aan|mee|erbij|naartoe|heen)\b"
    r"|\bdaar (?:wil|willen|zou|kom|ga) (?:ik|wij|we) (?:\w+ ){0,2}?(?:naartoe|heen|bij zijn|bij|aan meedoen)\b"
    rf"|\bdaar(?:om|voor) (?:wil|willen|zou|zouden|kom|komen) (?:ik|wij|we)\b[^.?!]{{0,30}}\b{_MEET}\b"
    r"|\bik (?:haak|zeg|meld me|meld mij)(?: (?:helaas|toch|dus|hierbij))* af\b"
)
# "Ik wil naar de training in Zuid, hoeveel plekken zijn er?": the summary and the confirmation tell most of what is asked.
WANTS_TO_COME = re.compile(
    r"\b(?:ik|wij|we|collega'?s en ik) (?:wil|willen|zou|zouden)\b[^.?!]{0,40}\b(?:naar|bij zijn|erbij|meedoen|meekomen|komen)\b"
    r"|\b(?:wil|zou) (?:ik |er |daar )?(?:heel )?(?:graag )?(?:naar|bij zijn|erbij zijn)\b"
    r"|\b(?:kan|kunnen|mag|mogen) (?:ik|wij|we) (?:er ?(?:nog |ook )?bij|nog (?:meedoen|mee doen|aansluiten))\b"
    r"|\bmogelijk om (?:nog )?(?:mee te doen|aan te sluiten)\b"
)
WONDERS_ABOUT_THEM = re.compile(_WITH_THEM)
ASKS_ABOUT_COMFORT = re.compile(COMFORT)
ABOUT_ANOTHER = re.compile(rf"\b{_THIRD}\b")
ASKS_FOR_A_SEAT = re.compile(
    r"\b(?:schrijf|meld|zet|geef)\b.{0,40}\b(?:in|aan|lijst|op|erbij|bij)\b|\b(?:ik|wij|we) (?:wil|willen"
    r"|zou|zouden|kom|komen|doe|doen|meld|melden|geef|geven|kan|kunnen)\b|\b(?:mij|me|ons) (?:aan|in|op|af"
    r"|uit)\b"
    r"|^(?:graag )?(?:inschrijven|aanmelden|opgeven|afmelden|uitschrijven|inschrijving)\b|\bgraag\b"
    r"|\baanmelding\b|\b(?:kan|kun|mag|kunnen|mogen) (?:ik|we|wij|je|jij|u|jullie)\b.{0,60}"
    r"\b(?:mee|meedoen|bij|erbij|heen|naar|komen|in|aan|op|af|uit|volgen|deelnemen|plek|\w*melden|\w*schrijven|op ?geven)\b"
)
