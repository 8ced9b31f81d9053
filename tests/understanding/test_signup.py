"""What somebody wants with a message about a bijeenkomst, which ones are meant, and for whom."""

import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.personal_data.finder import PersonalDataFinder
from bot.understanding.personal_data.lists import load_name_lists
from bot.understanding.signup import Agenda, SignupReading, read_agenda, read_signup

ROOT = Path(__file__).parents[2]
EVENTS = read_agenda(ROOT / "tests/vragen/agenda.yaml")
AGENDA = Agenda(EVENTS)
FINDER = PersonalDataFinder(load_name_lists(ROOT / "content/taal"))
NOW = "2027-01-04T10:00:00+01:00"  # a Monday


def read(text: str, now: str = NOW, **opinion: float) -> SignupReading:
    return read_signup(text, datetime.fromisoformat(now), AGENDA, opinion=opinion or None, found=FINDER.find(text))


def events(text: str, now: str = NOW, **opinion: float) -> list[str]:
    return sorted(read(text, now, **opinion).events)


@pytest.mark.parametrize(
    ("when", "now", "expected"),
    [
        ("volgende week woensdag", NOW, ["BT-11"]),
        ("volgende week woensdag", "2027-02-01T10:00:00+01:00", ["BT-13", "BW-32"]),
        ("de 13e", NOW, ["BT-11"]),
        ("de 9e", NOW, ["BT-12", "MW-41"]),
        ("2 februari", NOW, ["BT-12"]),
        ("10-2", NOW, ["BT-13", "BW-32"]),
        ("10 februari 's ochtends", NOW, ["BT-13"]),
        ("morgen", "2027-02-17T09:00:00+01:00", ["QA-22"]),
        ("overmorgen", "2027-01-26T09:00:00+01:00", ["QA-23"]),
        ("vanavond", "2027-02-10T09:00:00+01:00", ["BW-32"]),
        ("vrijdag", NOW, ["HW-51"]),
        ("over twee weken op donderdag", "2027-01-05T09:00:00+01:00", ["BW-31", "QA-21"]),
        ("eind maart", NOW, ["BT-14", "QA-24"]),
        ("3 februari", NOW, []),
    ],
)
def test_a_day_is_counted_from_now(when: str, now: str, expected: list[str]) -> None:
    assert events(f"ik kom {when}, schrijf me in", now) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("schrijf me in voor de q&a in West", ["QA-22"]),
        ("schrijf me in voor de avond in nieuw west", ["BW-32"]),
        ("schrijf me in voor de training in Westwijk", ["BT-13"]),
        ("schrijf me in voor de training van Joris", ["BT-12", "MW-41"]),
        ("schrijf me in voor bt12", ["BT-12"]),
        ("ik doe mee in De Poldertoren", ["BT-14"]),
        ("aanmelden voor het vragenuurtje over psychose", ["QA-23"]),
        ("inschrjven hertselwerkgroep", ["HW-51"]),
        ("ik wil naar de q&a over stigma, als het maar niet in West is", ["QA-21"]),
        ("aanmelden voor alle q&a's behalve die in Noord", ["QA-22", "QA-23", "QA-24"]),
        ("schrijf me in voor de bouwstenen in Noord en de q&a in Oost", ["BT-11", "QA-23"]),
        ("als de q&a in west niet vol is wil ik", ["QA-22"]),
        ("ik wil in die elzenhof meedoen", ["BT-13"]),
        ("Joris zijn bouwstenentraining wil ik doen", ["BT-12"]),
        ("schrijf mijn collega in voor Hoofddorp, hij werkt bij Ymere Zuid", ["BT-14"]),
        ("schrijf me in voor de training", []),
        ("schrijf me in voor de training in Utrecht", []),
        ("niet de q&a in noord maar die in west, daar wil ik heen", ["QA-22"]),
        ("oost ja, noord nee. zet me er maar op voor de bouwstenen", ["BT-12"]),
        ("een plek op de psychose-avond graag", ["QA-23"]),
        ("schrijf me in voor de bouwstenen na deze maand", ["BT-12", "BT-13", "BT-14"]),
        ("schrijf me in voor een q&a over autisme", []),
    ],
)
def test_everything_that_is_said_must_fit(text: str, expected: list[str]) -> None:
    assert events(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de eerste ochtend in Amstelveen red ik niet, de tweede ben ik er", ["BT-13"]),
        ("Noord kan ik vandaag niet en volgende week ook niet, streep me maar door", ["BT-11"]),
        ("17 februari zijn wij in Marokko, dus helaas", ["BT-13"]),
    ],
)
def test_who_gives_up_a_seat_may_name_a_part_or_where_else_they_are(text: str, expected: list[str]) -> None:
    assert events(text, "2027-01-20T09:00:00+01:00", cancel=0.9) == expected


def test_a_question_about_the_target_group_is_about_the_event_that_is_named() -> None:
    reading = read("Is de ochtend in de Zuidwester ook voor vrijwilligers?", practical=0.9)
    assert (reading.intent, reading.events) == ("practical", ("BW-31",))


def test_where_somebody_works_is_not_where_the_event_is() -> None:
    reading = read("ik wil meedoen met de bouwstenentraining in februari, ik werk bij een buurtteam in Oost")
    assert sorted(reading.events) == ["BT-12", "BT-13"]
    assert (reading.fields.organisation, reading.fields.neighbourhood) == ("buurtteam", "Oost")


def test_a_change_names_the_old_and_the_new_event() -> None:
    reading = read("liever de q&a in West dan die in Noord, kun je dat omzetten")
    assert (reading.intent, sorted(reading.events)) == ("change", ["QA-21", "QA-22"])


def test_an_event_counts_until_its_last_part_is_over() -> None:
    assert events("schrijf me in voor de bouwstenen in Noord", "2027-01-27T12:00:00+01:00") == ["BT-11"]
    assert events("schrijf me in voor de bouwstenen in Noord", "2027-01-27T12:30:00+01:00") == []


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("zet mij maar op de lijst", "signup"),
        ("ik kan niet op 28 januari, sorry", "cancel"),
        ("wat is er te doen in Oost", "agenda"),
        ("hoe laat begint de q&a in West", "practical"),
        ("we komen met 3 in plaats van 2", "change"),
        ("kan een coach mij bellen", "coach"),
        ("goedemorgen", "greeting"),
        ("dankjewel!", "other"),
        ("mag ik er ook bij op 28 januari", "signup"),
        ("reken niet op mij op 9 maart", "cancel"),
        ("kan ik van de bouwstenen in Noord naar die in Oost", "change"),
        ("dat worden er 4", "change"),
        ("laat de 10e maar vervallen en zet me bij 31 maart", "change"),
        ("moet ik me vooraf opgeven voor de q&a in Oost", "practical"),
        ("zijn er ook avonden in maart", "agenda"),
        ("is er een lift", "practical"),
        ("is er een bushalte vlakbij", "practical"),
        ("kan ik met de auto", "practical"),
        ("zijn er nog plaatsen op 18 februari", "practical"),
        ("is er nog plek op 18 februari? dan kom ik", "signup"),
        ("hebben jullie mijn aanmelding wel gekregen", "practical"),
        ("we zijn eentje kwijt", "change"),
        ("kan mijn dochter Roos mijn plek in de Poldertoren overnemen", "change"),
        ("de datum past niet, heb je een andere", "change"),
        ("doe mij maar niet, die de-escalatie", "cancel"),
        ("ik had me opgegeven voor eenzaamheid maar ben dan op vakantie", "cancel"),
        ("prettige dag nog", "other"),
        ("sorry, foutje", "other"),
        ("Mag mijn naam weg bij die van stigma in West?", "cancel"),
        ("laat de bouwstenen maar zitten voor mij", "cancel"),
        ("BT-12 gaat aan mij voorbij", "cancel"),
        ("wou komen op de 21e maar ik ben geopereerd", "cancel"),
        ("maak van mijn 2 plaatsen 1", "change"),
        ("wij zijn met 5 nu, niet 6", "change"),
        ("wil je mijn inschrijving voor Hoofddorp verwijderen", "cancel"),
        ("kan mijn broer mijn plek krijgen", "change"),
        ("wij willen met ons team van 6 naar Amstelveen", "signup"),
        ("Namens woningbouw De Kade: 3 huismeesters voor de de-escalatie", "signup"),
        ("Kees kan niet, stuur ik Lia op zijn plek", "change"),
        ("Daar wil ik naartoe, die middag over eenzaamheid", "signup"),
        ("Zijn er morgen ook agenten bij in Zuid?", "practical"),
        ("mag ik met Petra sparren", "coach"),
    ],
)
def test_the_words_say_what_somebody_wants(text: str, intent: str) -> None:
    assert read(text).intent == intent


@pytest.mark.parametrize(
    "text",
    [
        "een deelnemer meldt zich steeds af voor de training, hoe ga ik daarmee om",
        "hoe krijg ik iemand zover dat hij zich aanmeldt voor de groep",
        "mijn cliënt komt zijn afspraak niet na, wat doe ik",
        "ik kan niet meer, ik wil weg van deze wereld",
        "ik geef zelf training aan ouderen en een mevrouw blijft maar opmerkingen maken",
        "op de lijst van de koffieochtend staat een man die scheldt. kan ik hem eraf halen?",
    ],
)
def test_a_question_about_dealing_with_somebody_never_becomes_a_seat(text: str) -> None:
    reading = read(text, coaching=0.7, signup=0.1, cancel=0.2)
    assert (reading.intent, reading.events) == ("coaching", ())


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Door ziekte van een collega moet ik invallen achter de bar. Graag afmelden, Tonny.", "cancel"),
        ("wil je mij van de lijst halen, het is te druk in mijn hoofd", "cancel"),
        ("schrijf mij maar in, die man van de bar zei dat het goed is", "signup"),
    ],
)
def test_who_asks_it_outright_is_not_taken_for_somebody_with_a_question(text: str, intent: str) -> None:
    assert read(text, coaching=0.95, signup=0.02, cancel=0.02).intent == intent


def test_the_sender_is_read_with_role_and_organisation() -> None:
    fields = read(
        "Schrijf me in voor bouwstenen in Hoofddorp. Ik ben Ellen Prins en werk als wijkverpleegkundige bij Thuiszorg Polderland."
    ).fields
    assert (fields.name, fields.role, fields.organisation, fields.count) == (
        "Ellen Prins",
        "wijkverpleegkundige",
        "Thuiszorg Polderland",
        1,
    )


def test_who_signs_up_only_somebody_else_gives_that_name() -> None:
    assert read("Meld mijn collega Berend Postma aan voor 9 maart").fields.name == "Berend Postma"
    assert read("schrijf Suzan en mij in voor de bewonersavond").fields.name is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("aanmelden voor de bewonersavond", 1),
        ("mijn man en ik komen naar de bewonersavond", 2),
        ("met z'n drieën naar de q&a graag", 3),
        ("meld 5 huismeesters aan", 5),
        ("twee collega's en ikzelf willen naar de q&a in Oost", 3),
        ("ons hele team wil meedoen met de maatwerktraining", None),
        ("zet op de lijst: Rob, Sylvia, Mo", 3),
        ("groeten, Anouk Peters, Dynamo", 1),
        ("ik kom met twee vriendinnen naar de bewonersavond", 3),
        ("ik en 2 bewoners willen naar de q&a in Oost", 3),
        ("zet er 4 bij van de inloop", 4),
        ("reken op mij en Danny bij de q&a in Oost", 2),
        ("BW-31 x2 graag", 2),
        ("ik wil met mijn moeder, mijn tante en twee buren naar de q&a over eenzaamheid", 5),
        ("ik en me moeder en tante komen naar de bewonersavond", 3),
        ("Kunnen Fien, Gerard en ik nog terecht in Amstelveen?", 3),
        ("eenzaamheid in maart, ik kom met zn 2en", 2),
        ("Onze hele ploeg (7) wil naar Amstelveen", 7),
        ("Ik heet Naima en ik wil me aanmelden", 1),
        ("ik kan alle drie de ochtenden, schrijf me in", 1),
        ("we willen met een paar handhavers naar de maatwerktraining", None),
    ],
)
def test_the_number_of_people_includes_the_sender_when_that_one_comes_along(text: str, count: int | None) -> None:
    assert read(text, signup=0.9).fields.count == count


@pytest.mark.parametrize(
    ("text", "name", "role", "organisation"),
    [
        ("wijkagent Johan meldt zich voor 9 maart", "Johan", "wijkagent", None),
        ("Karin zei dat ik me hier kon opgeven voor de q&a in Oost", None, None, None),
        ("Namens Eigen Haard geef ik drie huismeesters op", None, "huismeester", "Eigen Haard"),
        ("aanmelden graag, ik ben gastheer bij De Coenen", None, "gastheer", "De Coenen"),
        ("Ik werk bij de bibliotheek en kom graag op 31 maart. Marleen Groot", "Marleen Groot", None, "bibliotheek"),
        ("eh ja met Sjaan, ik wou me inschrijven voor de q&a in Oost", "Sjaan", None, None),
        ("zeven collega's van de bibliotheek willen naar de q&a in Oost", None, None, "bibliotheek"),
        ("Parochie Sint Jan wil met vier mensen naar de q&a in Oost", None, None, "Parochie Sint Jan"),
        ("Naam Carla Post / functie portier / training Noord", "Carla Post", "portier", None),
        ("Die groep over herstel, is daar nog plek? Dan doe ik mee. Groeten Theo", "Theo", None, None),
        ("ik kom graag op 2 februari, ik kom van Syrië en help bij vluchtelingenwerk", None, None, "vluchtelingenwerk"),
        ("woensdag naar de elzenhof, twee plekken graag voor Buurtzorg Westwijk", None, None, "Buurtzorg Westwijk"),
        ("wij willen naar de bewonersavond, we zijn bewoners", None, "bewoner", None),
        ("Wij schrijven onze drie medewerkers in voor Hoofddorp", None, None, None),
        ("wil me graag aanmelden, ben boa in Zuidoost, Ricardo", "Ricardo", "boa", None),
        ("Joris zijn training in Zuid wil ik doen", None, None, None),
    ],
)
def test_who_comes_is_read_with_what_they_do_and_from_where(
    text: str, name: str | None, role: str | None, organisation: str | None
) -> None:
    fields = read(text, signup=0.9).fields
    assert (fields.name, fields.role, fields.organisation) == (name, role, organisation)


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("mijn achternaam is Kaptein niet Kapitein", "Kaptein", None),
        ("kan Sjoerd in mijn plaats", "Sjoerd", None),
        ("Voor de maatwerktraining: in plaats van Kees komt Marleen.", "Marleen", None),
        ("van de vier uit ons team kan er een niet, dus drie voor Hoofddorp", None, 3),
        ("doe maar 1 minder", None, None),
        ("kan ik naar een later moment", None, None),
    ],
)
def test_a_change_brings_the_new_name_or_number(text: str, name: str | None, count: int | None) -> None:
    reading = read(text, change=0.9)
    assert (reading.intent, reading.fields.name, reading.fields.count) == ("change", name, count)


def test_who_opens_with_a_greeting_gives_a_name_and_a_following_sentence_gives_none() -> None:
    assert read("goeieavond, Truus hier", greeting=0.9).fields.name == "Truus"
    assert read("Dank. Nog een vraagje: zijn de drie middagen in Oost verplicht?").fields.name is None


@pytest.mark.parametrize(
    "text",
    [
        "Wij willen naar de training in Oost, is er ook koffie?",
        "ik zou graag bij de q&a over eenzaamheid zijn, wat kost dat",
        "kunnen we er nog bij, bij die bouwstenentraining in West?",
    ],
)
def test_who_asks_something_and_wants_to_come_signs_up(text: str) -> None:
    assert read_signup(text, datetime.fromisoformat(NOW), AGENDA).intent == "signup"


@pytest.mark.parametrize(
    "text",
    [
        "ikke en mijn tante willen naar de bouwstenentraining in Oost",
        "zet mij en me maat Wessel op de lijst voor de q&a in Oost",
        "me and my sister willen naar de bouwstenentraining in West",
    ],
)
def test_who_brings_one_other_takes_two_seats(text: str) -> None:
    assert read_signup(text, datetime.fromisoformat(NOW), AGENDA).fields.count == 2


def test_a_trainer_is_not_the_participant() -> None:
    assert read("ik wil bij Hanneke in de training in Amstelveen").fields.name is None


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2028, 12, 31)))  # noqa: DTZ001
def test_any_text_at_any_moment_is_read_without_a_fault(text: str, naive: datetime) -> None:
    moment = naive.astimezone(datetime.fromisoformat(NOW).tzinfo)
    reading = read_signup(text, moment, AGENDA, found=FINDER.find(text))
    assert set(reading.events) <= {event.code for event in EVENTS}


@pytest.mark.parametrize(
    "sign", ["a", "1", "2 ", "ik ", "en ", "q&a ", "de ", "13-", "bij De ", "Jan, ", "kan niet ", "woensdag ", "samen met "]
)
def test_a_long_message_of_one_thing_is_read_quickly(sign: str) -> None:
    text = (sign * 2000)[:4096]
    start = time.perf_counter()
    read_signup(text, datetime.fromisoformat(NOW), AGENDA)
    assert time.perf_counter() - start < 1


def test_two_hundred_events_cost_less_than_twenty_milliseconds_a_message() -> None:
    many = [
        replace(
            event,
            code=f"{event.code[:2]}-{number}",
            parts=tuple(
                replace(part, begin=part.begin + timedelta(days=turn), end=part.end + timedelta(days=turn))
                for part in event.parts
            ),
        )
        for turn in range(17)
        for number, event in enumerate(EVENTS, turn * 20)
    ]
    agenda, moment = Agenda(many), datetime.fromisoformat(NOW)
    start = time.perf_counter()
    for _ in range(20):
        read_signup("ik wil me aanmelden voor de bouwstenentraining op dinsdagmiddag in Oost, Anouk, begeleider", moment, agenda)
    assert (time.perf_counter() - start) / 20 < 0.02
