"""Our Telegram refuses what the real one refuses, with the same code and the same words. Driven through a real PTB Bot."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from bot.clock import FixedClock
from bot.demo.telegram.fake import TOKEN, Chat, FakeTelegram, NotPossible, User

HTML = "HTML"


@pytest.fixture
def anna_user(telegram: FakeTelegram) -> User:
    return telegram.world.users[101]


@pytest.fixture
async def bot(telegram: FakeTelegram) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, request=telegram.request(), get_updates_request=telegram.request()) as bot:
        yield bot


@pytest.fixture
def group(telegram: FakeTelegram, anna_user: User) -> Chat:
    return telegram.add_group("Coaches Oost", anna_user)


def keyboard(*rows: list[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(rows)


class TestText:
    async def test_html_becomes_text_with_entities_counted_in_utf16(self, bot: Bot) -> None:
        message = await bot.send_message(101, "👍 <b>vet <i>schuin</i></b> &lt;3 &amp; &#39;", parse_mode=HTML)

        assert message.text == "👍 vet schuin <3 & '"
        assert [(e.type, e.offset, e.length) for e in message.entities] == [("bold", 3, 10), ("italic", 7, 6)]

    async def test_white_space_around_a_text_is_taken_off_and_entities_follow(self, bot: Bot) -> None:
        message = await bot.send_message(101, "\n  <b> hoi </b>\n", parse_mode=HTML)

        assert message.text == "hoi"
        assert [(e.offset, e.length) for e in message.entities] == [(0, 3)]

    async def test_commands_links_and_names_are_recognised_by_themselves(self, bot: Bot) -> None:
        message = await bot.send_message(101, "Kijk bij /help of https://voorbeeld.nl, @wijkmaat_bot")

        assert [e.type for e in message.entities] == ["bot_command", "url", "mention"]

    async def test_a_link_to_something_else_than_the_web_is_dropped_silently(self, bot: Bot) -> None:
        text = '<a href="javascript:alert(1)">a</a> <a href="https://x.nl">b</a> <a href="tel:112">c</a>'
        message = await bot.send_message(101, text, parse_mode=HTML)

        assert [e.url for e in message.entities] == ["https://x.nl", "tel:112"]

    async def test_an_unknown_named_entity_stays_as_it_was_typed(self, bot: Bot) -> None:
        message = await bot.send_message(101, "a&nbsp;b", parse_mode=HTML)

        assert message.text == "a&nbsp;b"

    @pytest.mark.parametrize(
        ("html", "why"),
        [
            ("<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 0'),
            ("é <br>", 'Unsupported start tag "br" at byte offset 3'),
            ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
            ("x</b>", "Unexpected end tag at byte offset 1"),
            ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
            ("1 <", "Unclosed start tag at byte offset 2"),
            ("a < b", "Unclosed start tag at byte offset 2"),
            ("<b", "Unclosed start tag at byte offset 0"),
            ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
            ('<b class="x">x</b>', 'Unsupported attribute "class" in the tag "b" at byte offset 0'),
            ('<a onclick="x">x</a>', 'Unsupported attribute "onclick" in the tag "a" at byte offset 0'),
        ],
    )
    async def test_html_that_telegram_cannot_parse_is_refused_with_the_place(self, bot: Bot, html: str, why: str) -> None:
        with pytest.raises(BadRequest) as refusal:
            await bot.send_message(101, html, parse_mode=HTML)

        assert refusal.value.message.lower() == f"can't parse entities: {why}".lower()

    @pytest.mark.parametrize(
        "tag", ["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "tg-spoiler", "code", "pre", "blockquote"]
    )
    async def test_every_tag_that_telegram_knows_is_accepted(self, bot: Bot, tag: str) -> None:
        message = await bot.send_message(101, f"<{tag}>x</{tag}>", parse_mode=HTML)

        assert len(message.entities) == 1

    async def test_attributes_that_mean_something_are_accepted(self, bot: Bot) -> None:
        text = (
            '<span class="tg-spoiler">x</span><blockquote expandable>y</blockquote>'
            '<pre><code class="language-python">z</code></pre>'
        )
        message = await bot.send_message(101, text, parse_mode=HTML)

        assert {e.type for e in message.entities} == {"spoiler", "expandable_blockquote", "pre", "code"}

    @pytest.mark.parametrize("text", ["   ", "\n", "<b> </b>"])
    async def test_an_empty_text_is_refused(self, bot: Bot, text: str) -> None:
        with pytest.raises(BadRequest, match=r"(?i)message text is empty"):
            await bot.send_message(101, text, parse_mode=HTML)

    async def test_a_text_is_measured_after_parsing(self, bot: Bot) -> None:
        await bot.send_message(101, f"<b>{'x' * 4096}</b>", parse_mode=HTML)
        with pytest.raises(BadRequest, match=r"(?i)message is too long"):
            await bot.send_message(101, "x" * 4097)

    async def test_a_caption_may_have_1024_characters(self, bot: Bot) -> None:
        await bot.send_document(101, b"inhoud", caption="x" * 1024, filename="a.txt")
        with pytest.raises(BadRequest, match=r"(?i)message caption is too long"):
            await bot.send_document(101, b"inhoud", caption="x" * 1025, filename="a.txt")

    async def test_another_parse_mode_is_refused(self, bot: Bot) -> None:
        with pytest.raises(BadRequest, match=r"(?i)unsupported parse_mode"):
            await bot.send_message(101, "*x*", parse_mode="Markdown")


class TestButtons:
    @pytest.mark.parametrize(
        ("button", "why"),
        [
            (InlineKeyboardButton("x"), "Text buttons are unallowed in the inline keyboard"),
            (InlineKeyboardButton("x", callback_data="y", url="https://x.nl"), "Text buttons are unallowed"),
            (InlineKeyboardButton("", callback_data="y"), "inline keyboard button text must be non-empty"),
            (InlineKeyboardButton("x", callback_data="é" * 33), "button_data_invalid"),
            (InlineKeyboardButton("x", url="tel:112"), "URL 'tel:112' is invalid: Unsupported URL protocol"),
            (InlineKeyboardButton("x", url="gopher://x.nl"), "Unsupported URL protocol"),
            (InlineKeyboardButton("x", url="zomaar"), "Wrong HTTP URL"),
            (InlineKeyboardButton("x", url="https://"), "Wrong HTTP URL"),
        ],
    )
    async def test_a_button_that_telegram_does_not_accept_is_refused(
        self, bot: Bot, button: InlineKeyboardButton, why: str
    ) -> None:
        with pytest.raises(BadRequest) as refusal:
            await bot.send_message(101, "x", reply_markup=keyboard([button]))

        assert why.lower() in refusal.value.message.lower()

    @pytest.mark.parametrize(
        "button",
        [
            InlineKeyboardButton("x", callback_data="é" * 32),
            InlineKeyboardButton("x", url="https://www.113.nl/chat"),
            InlineKeyboardButton("x", url="voorbeeld.nl:8080/pad"),
            InlineKeyboardButton("x", url="tg://user?id=5"),
            InlineKeyboardButton("x", switch_inline_query=""),
        ],
    )
    async def test_a_good_button_is_accepted(self, bot: Bot, button: InlineKeyboardButton) -> None:
        message = await bot.send_message(101, "x", reply_markup=keyboard([button]))

        assert message.reply_markup is not None

    async def test_more_than_a_hundred_buttons_are_refused(self, bot: Bot) -> None:
        rows = [[InlineKeyboardButton("x", callback_data=str(number))] for number in range(101)]
        with pytest.raises(BadRequest, match=r"(?i)reply_markup_too_long"):
            await bot.send_message(101, "x", reply_markup=keyboard(*rows))
        await bot.send_message(101, "x", reply_markup=keyboard(*rows[:100]))

    async def test_a_tap_reaches_the_bot_and_can_be_answered(self, bot: Bot, telegram: FakeTelegram, anna_user: User) -> None:
        sent = await bot.send_message(101, "x", reply_markup=keyboard([InlineKeyboardButton("Ja", callback_data="a:1")]))
        telegram.tap(anna_user, sent.message_id, "Ja")
        (update,) = await bot.get_updates()

        assert update.callback_query is not None
        assert update.callback_query.data == "a:1"
        assert await update.callback_query.answer("Dank je wel")

    async def test_a_tap_that_was_too_long_ago_cannot_be_answered(
        self, bot: Bot, telegram: FakeTelegram, anna_user: User, clock: FixedClock
    ) -> None:
        sent = await bot.send_message(101, "x", reply_markup=keyboard([InlineKeyboardButton("Ja", callback_data="a")]))
        query = telegram.tap(anna_user, sent.message_id, "Ja")
        clock.advance(timedelta(hours=1))
        for query_id in (query["id"], "nooit"):
            with pytest.raises(BadRequest, match=r"(?i)query is too old and response timeout expired or query id is invalid"):
                await bot.answer_callback_query(query_id)

    async def test_nobody_can_tap_a_button_that_is_not_there(self, bot: Bot, telegram: FakeTelegram, anna_user: User) -> None:
        sent = await bot.send_message(101, "x")
        with pytest.raises(NotPossible, match="no button 'Ja'"):
            telegram.tap(anna_user, sent.message_id, "Ja")


class TestEditing:
    async def test_an_edit_replaces_the_text_and_without_buttons_takes_them_away(self, bot: Bot, telegram: FakeTelegram) -> None:
        sent = await bot.send_message(101, "oud", reply_markup=keyboard([InlineKeyboardButton("x", callback_data="x")]))
        await bot.edit_message_text("nieuw", 101, sent.message_id)

        (message,) = telegram.messages(telegram.world.users[101])
        assert (message["text"], "reply_markup" in message, "edit_date" in message) == ("nieuw", False, True)

    async def test_an_edit_that_changes_nothing_is_refused(self, bot: Bot) -> None:
        sent = await bot.send_message(101, "<b>oud</b>", parse_mode=HTML)
        with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
            await bot.edit_message_text("<b>oud</b>", 101, sent.message_id, parse_mode=HTML)

    async def test_a_message_that_is_not_there_cannot_be_edited_or_deleted(self, bot: Bot) -> None:
        with pytest.raises(BadRequest, match=r"(?i)message to edit not found"):
            await bot.edit_message_text("x", 101, 999)
        with pytest.raises(BadRequest, match=r"(?i)message to delete not found"):
            await bot.delete_message(101, 999)

    async def test_what_somebody_else_said_cannot_be_edited(self, bot: Bot, telegram: FakeTelegram, anna_user: User) -> None:
        said = telegram.say(anna_user, "hoi")
        with pytest.raises(BadRequest, match=r"(?i)message can't be edited"):
            await bot.edit_message_text("x", 101, said["message_id"])

    async def test_a_document_has_no_text_to_edit(self, bot: Bot) -> None:
        sent = await bot.send_document(101, b"inhoud", filename="a.txt")
        with pytest.raises(BadRequest, match=r"(?i)there is no text in the message to edit"):
            await bot.edit_message_text("x", 101, sent.message_id)

    async def test_only_the_buttons_can_be_changed(self, bot: Bot) -> None:
        sent = await bot.send_message(101, "x", reply_markup=keyboard([InlineKeyboardButton("x", callback_data="x")]))
        edited = await bot.edit_message_reply_markup(101, sent.message_id)
        with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
            await bot.edit_message_reply_markup(101, sent.message_id)

        assert not isinstance(edited, bool)
        assert edited.reply_markup is None

    async def test_after_two_days_a_message_stays(self, bot: Bot, clock: FixedClock) -> None:
        sent = await bot.send_message(101, "x")
        clock.advance(timedelta(hours=49))
        with pytest.raises(BadRequest, match=r"(?i)message can't be deleted for everyone"):
            await bot.delete_message(101, sent.message_id)


class TestChats:
    async def test_an_unknown_chat_is_not_found(self, bot: Bot) -> None:
        with pytest.raises(BadRequest, match=r"(?i)chat not found"):
            await bot.send_message(424242, "x")

    async def test_somebody_who_never_started_the_bot_is_not_found(self, bot: Bot) -> None:
        with pytest.raises(BadRequest, match=r"(?i)chat not found"):
            await bot.send_message(104, "x")

    async def test_the_bot_cannot_begin_a_conversation_with_somebody_from_a_group(self, bot: Bot, telegram: FakeTelegram) -> None:
        telegram.add_group("Oost", telegram.world.users[104])
        with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
            await bot.send_message(104, "x")

    async def test_who_blocked_the_bot_is_refused_until_unblocked(
        self, bot: Bot, telegram: FakeTelegram, anna_user: User
    ) -> None:
        telegram.block(anna_user)
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await bot.send_message(101, "x")
        telegram.unblock(anna_user)
        await bot.send_message(101, "x")
        updates = await bot.get_updates()

        assert [u.my_chat_member.new_chat_member.status for u in updates if u.my_chat_member] == ["kicked", "member"]

    async def test_a_group_that_was_upgraded_says_where_it_went(self, bot: Bot, telegram: FakeTelegram, anna_user: User) -> None:
        old = telegram.add_group("Oost", anna_user, kind="group")
        new = telegram.upgrade(anna_user, old)
        with pytest.raises(ChatMigrated) as refusal:
            await bot.send_message(old.id, "x")

        assert refusal.value.new_chat_id == new.id

    async def test_a_group_that_threw_the_bot_out_is_refused(
        self, bot: Bot, telegram: FakeTelegram, anna_user: User, group: Chat
    ) -> None:
        telegram.remove_bot(anna_user, group)
        with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
            await bot.send_message(group.id, "x")

    async def test_in_a_group_the_bot_hears_only_what_is_meant_for_it(
        self, bot: Bot, telegram: FakeTelegram, anna_user: User, group: Chat
    ) -> None:
        ours = await bot.send_message(group.id, "Dag")
        telegram.say(anna_user, "zomaar", group)
        telegram.say(anna_user, "/lsd@andere_bot", group)
        telegram.say(anna_user, "/lsd", group)
        telegram.say(anna_user, "@wijkmaat_bot help", group)
        telegram.say(anna_user, "antwoord", group, reply_to=ours.message_id)
        updates = await bot.get_updates()

        assert [u.message.text for u in updates if u.message] == ["/lsd", "@wijkmaat_bot help", "antwoord"]

    async def test_topics_exist_only_in_a_forum(self, bot: Bot, telegram: FakeTelegram, anna_user: User, group: Chat) -> None:
        with pytest.raises(BadRequest, match=r"(?i)the chat is not a forum"):
            await bot.create_forum_topic(group.id, "Vragen")
        forum = telegram.add_group("Forum", anna_user, is_forum=True)
        topic = await bot.create_forum_topic(forum.id, "Vragen")
        sent = await bot.send_message(forum.id, "x", message_thread_id=topic.message_thread_id)
        with pytest.raises(BadRequest, match=r"(?i)message thread not found"):
            await bot.send_message(forum.id, "x", message_thread_id=9999)

        assert sent.message_thread_id == topic.message_thread_id

    async def test_a_reply_needs_the_message_it_replies_to(self, bot: Bot) -> None:
        with pytest.raises(BadRequest, match=r"(?i)message to be replied not found"):
            await bot.send_message(101, "x", reply_parameters=ReplyParameters(999))
        await bot.send_message(101, "x", reply_parameters=ReplyParameters(999, allow_sending_without_reply=True))


class TestUpdates:
    async def test_what_was_confirmed_is_forgotten(self, bot: Bot, telegram: FakeTelegram, anna_user: User) -> None:
        for number in range(3):
            telegram.say(anna_user, f"bericht {number}")
        first, *_ = await bot.get_updates(limit=1)
        again = await bot.get_updates()
        rest = await bot.get_updates(offset=first.update_id + 1)

        assert len(again) == 3
        assert [u.message.text for u in rest if u.message] == ["bericht 1", "bericht 2"]
        assert len(await bot.get_updates(offset=-1)) == 1

    async def test_long_polling_waits_until_something_arrives(self, bot: Bot, telegram: FakeTelegram, anna_user: User) -> None:
        polling = asyncio.create_task(bot.get_updates(timeout=30))
        await asyncio.sleep(0.01)
        assert not polling.done()
        telegram.say(anna_user, "hoi")

        assert len(await asyncio.wait_for(polling, 1)) == 1

    async def test_two_pollers_get_in_each_others_way(self, bot: Bot) -> None:
        first = asyncio.create_task(bot.get_updates(timeout=30))
        await asyncio.sleep(0.01)
        second = asyncio.create_task(bot.get_updates(timeout=30))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await first
        second.cancel()

    async def test_with_a_webhook_polling_is_refused(self, bot: Bot) -> None:
        await bot.set_webhook("https://voorbeeld.nl/haak")
        with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
            await bot.get_updates()
        assert (await bot.get_webhook_info()).url == "https://voorbeeld.nl/haak"
        await bot.delete_webhook()

        assert await bot.get_updates() == ()

    async def test_only_the_kinds_that_were_asked_for_come(self, bot: Bot, telegram: FakeTelegram, anna_user: User) -> None:
        await bot.get_updates(allowed_updates=["callback_query"])
        telegram.say(anna_user, "hoi")

        assert await bot.get_updates() == ()

    @pytest.mark.parametrize("kind", ["sticker", "voice", "photo", "location", "contact", "document", "poll", "dice"])
    async def test_everything_that_people_send_can_be_read_by_ptb(
        self, bot: Bot, telegram: FakeTelegram, anna_user: User, kind: str
    ) -> None:
        telegram.send_media(anna_user, kind)
        (update,) = await bot.get_updates()

        assert update.message is not None
        assert getattr(update.message, kind)

    async def test_an_edited_message_comes_as_such(self, bot: Bot, telegram: FakeTelegram, anna_user: User) -> None:
        said = telegram.say(anna_user, "hoi")
        telegram.edit(anna_user, said["message_id"], "dag")
        first, second = await bot.get_updates()

        assert first.message is not None
        assert first.message.text == "hoi"
        assert second.edited_message is not None
        assert second.edited_message.text == "dag"

    async def test_an_inline_query_is_answered_and_picked(self, bot: Bot, telegram: FakeTelegram, anna_user: User) -> None:
        query_id = telegram.inline(anna_user, "lsd")
        article: Any = {"type": "article", "id": "lsd", "title": "LSD", "input_message_content": {"message_text": "Luister"}}
        await bot.answer_inline_query(query_id, [article])
        message = telegram.choose(anna_user, query_id, "lsd")

        assert (message["text"], message["via_bot"]["username"]) == ("Luister", "wijkmaat_bot")

    async def test_an_inline_answer_is_checked(self, bot: Bot, telegram: FakeTelegram, anna_user: User) -> None:
        query_id = telegram.inline(anna_user, "lsd")
        article: Any = {"type": "article", "id": "x", "title": "X", "input_message_content": {"message_text": "y"}}
        cases: Any = (
            ([article, article], "result_id_duplicate"),
            ([article | {"id": "x" * 65}], "result_id_invalid"),
            ([article | {"title": ""}], "article_title_empty"),
            ([article | {"id": str(number)} for number in range(51)], "results_too_much"),
            ([article | {"input_message_content": {"message_text": "<b>", "parse_mode": HTML}}], "can't parse entities"),
        )
        for results, why in cases:
            with pytest.raises(BadRequest) as refusal:
                await bot.answer_inline_query(query_id, results)
            assert why in refusal.value.message.lower()
        with pytest.raises(BadRequest, match=r"(?i)query is too old"):
            await bot.answer_inline_query("nooit", [article])


class TestRequests:
    async def test_an_unknown_method_is_not_found(self, bot: Bot) -> None:
        with pytest.raises(EndPointNotFound):
            await bot.do_api_request("sendTelepathy")

    async def test_a_wrong_token_is_refused(self, telegram: FakeTelegram) -> None:
        with pytest.raises(InvalidToken):
            await Bot("2:ander", request=telegram.request()).get_me()

    async def test_an_unknown_parameter_is_refused(self, bot: Bot) -> None:
        with pytest.raises(BadRequest, match=r'(?i)unknown parameter "tekst" in sendmessage'):
            await bot.send_message(101, "x", api_kwargs={"tekst": "y"})

    @pytest.mark.parametrize(
        ("method", "parameters", "why"),
        [
            ("sendMessage", {"text": "x"}, "chat_id is empty"),
            ("sendMessage", {"chat_id": 101}, "message text is empty"),
            ("sendPhoto", {"chat_id": 101}, "there is no photo in the request"),
            ("deleteMessage", {"chat_id": 101}, "message identifier is not specified"),
            ("editMessageText", {"chat_id": 101, "text": "x"}, "message identifier is not specified"),
            ("editMessageText", {"message_id": 1, "text": "x"}, "chat_id is empty"),
            ("sendChatAction", {"chat_id": 101, "action": "dansen"}, "wrong parameter action in request"),
            ("getFile", {"file_id": "nooit"}, "invalid file_id"),
            ("sendMessage", {"chat_id": 101, "text": "x", "reply_markup": "{"}, 'can\'t parse parameter "reply_markup"'),
        ],
    )
    async def test_a_call_that_lacks_something_says_what(
        self, telegram: FakeTelegram, method: str, parameters: dict[str, Any], why: str
    ) -> None:
        async with httpx.AsyncClient(transport=httpx.MockTransport(telegram.transport)) as client:
            answer = (await client.post(f"https://elders.nl/bot{TOKEN}/{method}", json=parameters)).json()

        assert answer == {"ok": False, "error_code": 400, "description": f"Bad Request: {why}"}

    async def test_query_form_json_and_multipart_all_work(self, telegram: FakeTelegram) -> None:
        url = f"http://127.0.0.1:1/pad/bot{TOKEN}/sendMessage"
        values = {"chat_id": "101", "text": "hé"}
        async with httpx.AsyncClient(transport=httpx.MockTransport(telegram.transport)) as client:
            answers = [
                await client.get(url, params=values),
                await client.post(url, data=values),
                await client.post(url, json=values),
                await client.post(url, files={name: (None, value) for name, value in values.items()}),
            ]

        assert [answer.json()["result"]["text"] for answer in answers] == ["hé"] * 4

    async def test_a_file_that_was_sent_can_be_downloaded(self, bot: Bot) -> None:
        content = bytes(range(256)) * 4 + b"\r\n--\r\n"
        sent = await bot.send_document(101, content, filename="lijst.bin")
        assert sent.document is not None
        file = await bot.get_file(sent.document.file_id)

        assert await file.download_as_bytearray() == content

    async def test_a_photo_must_be_a_picture(self, bot: Bot) -> None:
        with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
            await bot.send_photo(101, b"geen plaatje")
        with pytest.raises(BadRequest, match=r"(?i)wrong remote file identifier"):
            await bot.send_photo(101, "nooit")

    async def test_commands_are_checked_and_shown_in_the_menu(self, bot: Bot, telegram: FakeTelegram, anna_user: User) -> None:
        await bot.set_my_commands([BotCommand("help", "Wat kan ik vragen?")])
        for wrong in (BotCommand("Help", "x"), BotCommand("é", "x"), BotCommand("a", "x" * 257)):
            with pytest.raises(BadRequest):
                await bot.set_my_commands([wrong])

        assert telegram.menu(anna_user) == [{"command": "help", "description": "Wat kan ik vragen?"}]
        assert [c.command for c in await bot.get_my_commands()] == ["help"]

    async def test_every_call_is_kept(self, bot: Bot, telegram: FakeTelegram, clock: FixedClock) -> None:
        await bot.send_message(101, "x")
        (call,) = telegram.calls_of("sendMessage")

        assert (call.params["chat_id"], call.params["text"], call.at, call.status) == (101, "x", clock.now(), 200)


class TestTrouble:
    async def test_a_planned_failure_happens_once_and_performs_nothing(
        self, bot: Bot, telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PTB_TIMEDELTA", "1")
        telegram.fail_next("sendMessage", 429, "Too Many Requests: retry after 7", retry_after=7)
        with pytest.raises(RetryAfter) as refusal:
            await bot.send_message(101, "x")
        await bot.send_message(101, "y")

        assert refusal.value.retry_after == timedelta(seconds=7)
        assert [m["text"] for m in telegram.messages(telegram.world.users[101])] == ["y"]

    async def test_a_server_error_can_be_planned_more_than_once(self, bot: Bot, telegram: FakeTelegram) -> None:
        telegram.fail_next("sendMessage", 502, "Bad Gateway", times=2)
        for _ in range(2):
            with pytest.raises(NetworkError, match="Bad Gateway"):
                await bot.send_message(101, "x")
        await bot.send_message(101, "x")

    async def test_a_lost_answer_has_been_performed(self, bot: Bot, telegram: FakeTelegram) -> None:
        telegram.lose_answer_next("sendMessage")
        with pytest.raises(TimedOut):
            await bot.send_message(101, "x")

        assert len(telegram.messages(telegram.world.users[101])) == 1

    async def test_when_unreachable_nothing_arrives(self, bot: Bot, telegram: FakeTelegram) -> None:
        telegram.unreachable = True
        with pytest.raises(NetworkError, match="ConnectError"):
            await bot.send_message(101, "x")
        telegram.unreachable = False
        await bot.send_message(101, "x")
