"""Inline mode: tips to share in any chat, by typing the name of the bot and some words."""

from typing import Any

import pytest

from bot.app import App
from bot.demo.telegram.fake import FakeTelegram
from bot.demo.telegram.html import parse_html
from bot.texts.library import Texts
from tests.personas import Person

Json = dict[str, Any]


def _titles(offered: list[Json]) -> list[str]:
    return [result["title"] for result in offered]


async def test_words_offer_the_situation_that_is_meant_first(anna: Person, texts: Texts) -> None:
    offered = await anna.asks_inline("stille bezoeker")

    page = texts.situations["stille-bezoeker"]
    assert offered[0]["title"] == page.button
    assert offered[0]["description"] in page.recognise
    assert len(offered) <= 5


async def test_what_is_shared_are_the_tips_without_buttons(anna: Person, bram: Person, telegram: FakeTelegram) -> None:
    group = telegram.add_group("Buurtkamer", anna.user, bram.user)
    query_id = telegram.inline(anna.user, "stille bezoeker")
    await anna.stage.settle()
    shared = telegram.choose(anna.user, query_id, "stille-bezoeker", group)

    for text in ("Een bezoeker die stil is en apart zit", "Coach erbij:", "Bron:", "Gedeeld via Wijkmaat"):
        assert text in shared["text"]
    assert "<" not in shared["text"]
    assert "reply_markup" not in shared


async def test_without_words_five_useful_ones_are_offered(anna: Person, texts: Texts) -> None:
    offered = await anna.asks_inline("")

    assert _titles(offered) == [texts.situations[name].button for name in texts.inline_suggestions]
    assert len(offered) == 5


@pytest.mark.parametrize("query", ["nee", "NEE", " nee "])
async def test_a_few_letters_find_what_has_them_in_its_title(anna: Person, query: str) -> None:
    offered = await anna.asks_inline(query)

    assert "Je wilt nee zeggen" in _titles(offered)
    assert len(offered) <= 5


async def test_what_is_not_understood_offers_nothing_rather_than_something_wrong(anna: Person) -> None:
    assert await anna.asks_inline("qwxzqwxz") == []


async def test_what_is_outside_the_guides_offers_nothing(anna: Person) -> None:
    assert await anna.asks_inline("wat is de hoofdstad van Frankrijk") == []


@pytest.mark.parametrize(
    ("query", "seen"), [("ik wil niet meer leven", "Ben je nu in gevaar?"), ("hij wil zelfmoord plegen", "Is er nu gevaar?")]
)
async def test_a_crisis_offers_only_the_right_numbers(anna: Person, query: str, seen: str) -> None:
    offered = await anna.asks_inline(query)

    assert _titles(offered) == ["Bel 113 / 112"]
    assert seen in offered[0]["description"]
    assert offered[0]["input_message_content"]["message_text"].startswith("<b>Bel ")


async def test_the_answer_is_the_same_for_everybody_so_telegram_may_keep_it_for_a_while(
    anna: Person, bram: Person, telegram: FakeTelegram
) -> None:
    assert await anna.asks_inline("iemand is eenzaam") == await bram.asks_inline("iemand is eenzaam")

    answers = [call.params for call in telegram.calls_of("answerInlineQuery")]
    assert all(int(answer["cache_time"]) == 300 for answer in answers)
    assert not any(answer.get("is_personal") for answer in answers)


@pytest.mark.parametrize("query", ["Pietje Puk uit de Dorpsstraat is eenzaam", "ik wil niet meer leven, zegt Pietje"])
async def test_nothing_of_what_was_typed_is_kept(anna: Person, app: App, query: str) -> None:
    await anna.asks_inline(query)

    async with app.database.transaction() as tx:
        tables = [row["name"] for row in await tx.fetch_all("SELECT name FROM sqlite_master WHERE type = 'table'", {})]
        kept = [str(tuple(row)) for table in tables for row in await tx.fetch_all(f"SELECT * FROM {table}", {})]
    assert not [row for row in kept if "Pietje" in row]
    assert not [row for row in kept if "113" in row]


async def test_a_stranger_may_use_it_too(vera: Person) -> None:
    assert await vera.asks_inline("iemand is eenzaam")


async def test_every_situation_can_be_shared(texts: Texts) -> None:
    for situation in texts.situations:
        tips = texts.render("coaching.tips", {"situation": situation})
        text, _ = parse_html(texts.render("coaching.shared", {"tips": tips}))

        assert text.endswith("Gedeeld via Wijkmaat")
        assert len(text) <= 4096


async def test_what_is_hardly_meant_is_left_out(anna: Person) -> None:
    assert _titles(await anna.asks_inline("roddelen")) == ["Er wordt geroddeld of gepest"]
