"""Dutch words for the organisations that participants come from."""

TEAMS = r"buurtteam|wijkteam|jeugdteam|sociaal team|gebiedsteam|basisteam|sociaal wijkteam|fact-?team|team"
HOUSES = (
    r"buurthuis|inloophuis|wijkcentrum|buurtcentrum|buurtkamer|huiskamer|huis van de wijk"
    r"|huis van de buurt|inloop|bibliotheek|bieb|speeltuin|kerk|moskee|"
    r"school|basisschool|voedselbank|kledingbank|weggeefwinkel|kringloop\w*|taalcafe|taalhuis|eettafel"
    r"|buurttuin|moestuin|ontmoetingscentrum|dagbesteding|zorgcentrum|"
    r"verpleeghuis|verzorgingshuis|sportclub|voetbalclub|buurtrestaurant|buurtcafe|kookcafe|repaircafe"
    r"|repair cafe|dorpshuis|jongerencentrum|woongroep|inloopcentrum|trefpunt|steunpunt|wasserette"
    r"|kinderboerderij|ziekenhuis|"
    r"huisartsenpraktijk|apotheek|opvang|nachtopvang|daklozenopvang|wijkgebouw|hospice|manege|zwembad|sporthal|wijkpost"
)
BODIES = (
    r"stichting|gemeente|(?:woning|woon)?corporatie|woningbouw\w*|wooncorporatie|vereniging|\w+vereniging"
    r"|bewonerscommissie|bewonersgroep|bewonersraad|thuiszorg|politie|"
    r"ggz|ggd|handhaving|reclassering|leger des heils|vve|welzijn\w*|zorggroep|zorginstelling|woonvorm"
    r"|woonzorg|organisatie|instelling|umc|hogeschool|roc|universiteit|"
    r"maatschappelijk werk|humanitas|kringloop|diaconie|wmo-loket|sociaal loket|jeugdzorg|zonnebloem"
    r"|rode kruis|brandweer|wijkbeheer|stadsdeel\w*|buurtcooperatie|schuldhulp\w*|vluchtelingenwerk"
    r"|taal doet meer|parochie|huisartsenpost|de alliantie|de regenboog\w*"
)
