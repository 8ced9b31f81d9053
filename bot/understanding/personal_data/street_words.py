"""Small closed groups of words that make a street or a house number (grammar, so not for editors)."""

import re

from bot.understanding.personal_data.word_rows import word_row, word_set

UNIT = (
    r"uur|u\b|euro|%|keer|x\b|jaar|jr|mensen|personen|km\b|meter|m2|min\b|minuten|kinderen|weken|dagen|maanden|huizen|flats|graden|stuks"
    r"|plekken|bewoners|deelnemers|januari|februari|maart|april|mei\b|juni|juli|augustus|september|oktober|november|december"
    r"|jan\b|feb|mrt|apr|aug|sept|okt|nov|dec\b"
)
STRONG = word_row(
    "straat straatje str laan laantje gracht singel plantsoen dreef steeg kade plein pleintje boulevard dijk weg",
)
WEAK = word_row(
    "pad hof hofje park baan burg dam wal veld kamp akker erf ring markt haven oever brink donk hoek berg heuvel werf "
    "kwartier allee steiger passage hage heide beek meent meer tuin poort weide wei horst stede gaarde gaard rak zijde "
    "kant lei dal vaart sluis brug kwekerij vliet zoom spoor schans bolwerk gang waard kerkhof drift rede rijn hoeve "
    "stee landen velden akkers tuinen hoven eind einde steenweg sloot duin duinen bos bosch laar beemd rode kreek griend "
    "kouter polder zicht wijk oord lust hil land burcht staete residentie flat toren"
)
SURELY_A_STREET = word_row(
    "pad hof hofje park burg erf akker oever veld donk werf gaarde hage horst waard kamp wal dam heuvel berg markt ring "
)
NOT_A_STREET = word_set(
    "weg onderweg snelweg fietspad beweg overweg terugweg heenweg uitweg voetpad zandweg straat laan plein "
    "vandaag kant zijkant achterkant onderkant bovenkant voorkant eind einde weekeinde gang ingang uitgang toegang "
    "voortgang overgang park parkeer ring kring hoek veld hof berg markt tuin achtertuin voortuin moestuin buurttuin "
    "volkstuin meer brug plas eten pas dam wal erf ree rode dal gedrag haven bos wei heide pad zijde waard bladzijde "
    "keerzijde schaduwzijde maaltijd parkeerveld ijsbaan vaardigheid achtergrond voorgrond zwembad zwemvaart inspraak "
    "speelplein schoolplein speelveld voetbalveld sportveld supermarkt rommelmarkt kerstmarkt weekmarkt rondweg belang "
    "opgang omgang afgang vorig alleen ieder vroeg wijk es loo ven laar proces adres les bus lijn code succes bijles "
    "taalles naailes kookles yogales fiets proefles wandelpad buurt land eiland buitenland flat toren "
)
NOT_A_HOME = re.compile(
    r"^(?:kamer|zaal|nummer|lokaal|groep|lijn|bus|tram|fase|deel|blok|etage|verdieping|les|unit|ruimte|code|route|perron|trein|week"
    r"|plein|huisnummer|nr|tel|max|min|pagina|artikel|stap|bouwsteen|hoofdstuk|bijlage|module|versie|team|dag)$"
)
LINKS = word_set("van de der den het 't ten ter te la le du des ")
SURE_LINKS = word_set("den der ten ter")  # no sentence has these in front of a street by itself
STREET_FIRST = word_set(
    "eerste tweede derde vierde oude nieuwe lange korte grote kleine hoge lage groene rode witte zwarte sint st "
    "burgemeester burg prins prinses koning koningin dr dokter professor prof pastoor dominee ds mr meester generaal "
    "admiraal jonkheer president graaf gravin hertog pater deken kardinaal keizer laan plein noorder zuider ooster "
    "wester binnen buiten achter voor "
)
PLAIN_STREETS = word_set(
    "kerkstraat dorpsstraat schoolstraat molenstraat stationsstraat hoofdstraat marktstraat tulpstraat tulpenstraat "
    "rozenstraat lindenlaan berkenlaan eikenlaan beukenlaan kastanjelaan wilgenlaan hoogstraat nieuwstraat langstraat "
    "kerkweg dorpsweg stationsweg molenweg schoolweg zandweg kerklaan parkweg parklaan stationsplein marktplein kerkplein"
)
