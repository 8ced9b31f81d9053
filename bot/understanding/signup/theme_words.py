"""Closed groups of words for telling themes and places of bijeenkomsten from the rest of a message."""

from bot.understanding.personal_data.word_rows import word_set

# Words in themes and titles that do not tell one bijeenkomst from another.
GENERIC = word_set(
    "omgaan leven met voor een de het en in van over bij om aan naar tot iedereen vooral die eigen bezig "
    "wil zorg welzijn informele "
    "ervaringsverhaal verhaal q&a q a training maatwerktraining bouwstenen ggz ggz-vriendelijk welkom "
    "avond ochtend middag herstelwerkgroep "
    "ons onze hun je jezelf zelf goed beter mensen"
)
# Theme words that people use all day: they name a theme only after "over".
EVERYDAY = word_set(
    "buren buurt wijk bewoners mensen gesprekken gesprek gedrag contact hulp elkaar helpen luisteren "
    "grenzen verward verwarde onbegrepen "
    "boos angst stress werk geld familie kinderen vrijwilligers jongeren ouderen samen straat huis"
)
# Themes that other agendas have: when one is asked for and is not there, nothing fits.
OTHER_THEMES = word_set(
    "autisme depressie verslaving rouw dementie alzheimer adhd borderline angst angststoornis trauma lvb "
    "nah hersenletsel schulden schuldhulpverlening "
    "eetstoornis eetstoornissen anorexia bipolair bipolariteit dwang suicide suicidepreventie narcisme "
    "ptss burn-out burnout stress "
    "eenzaamheid stigma zelfstigma psychose psychosegevoeligheid hoarding verzamelen manie schizofrenie "
    "dakloosheid huiselijk drugs alcohol "
    "gespreksvoering dementerenden mantelzorg palliatief agressie de-escalatie grensoverschrijdend lhbti "
    "discriminatie radicalisering laaggeletterdheid"
)
SYNONYMS = {
    "agressie": "de-escalatie", "deescalatie": "de-escalatie", "escalatie": "de-escalatie", "deëscalatie": "de-escalatie",
    "psychoses": "psychosegevoeligheid", "psychotisch": "psychosegevoeligheid", "eenzaam": "eenzaamheid",
    "depressief": "depressie",
    "verslaafd": "verslaving", "autistisch": "autisme", "vooroordeel": "vooroordelen",
}  # fmt: skip
PLACE_KINDS = word_set(
    "de het van der den en buurthuis wijkcentrum wijkhuis buurtkamer huiskamer huis wijk inloophuis "
    "herstelhuis dorpshuis bibliotheek zaal "
    "trainingsruimte buurtcentrum wijkgebouw wijkpaviljoen buurtplein ontmoetingscentrum kerk school "
    "gemeentehuis herstelplek kwartier "
    "buurtboerderij cafe kantoor gebouw ruimte locatie plein centrum"
)
