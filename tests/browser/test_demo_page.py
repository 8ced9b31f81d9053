"""The demo as people meet it: `wijkmaat demo` as a process of its own, and its page in a real browser."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
QUESTION = "Hoe ga ik om met iemand die steeds boos wordt?"
# The first start after a change of content learns the questions anew.
_START_WITHIN = 120.0
_ANSWER_WITHIN = 10_000
expect.set_options(timeout=_ANSWER_WITHIN)


@dataclass
class Demo:
    """The running demo: where it is, and where its temporary files are."""

    url: str
    folder: Path


class Line:
    """A line to the demo that can be cut: passes bytes on, in both directions."""

    def __init__(self, url: str) -> None:
        self._there = ("127.0.0.1", int(url.rpartition(":")[2]))
        self._door = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._is_cut = False
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"

    def __enter__(self) -> "Line":
        self._start(self._welcome)
        return self

    def __exit__(self, *_: object) -> None:
        self.cut()
        # Closing alone would leave the thread waiting in accept().
        self._door.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        for end in (self._door, *self._open):
            end.close()

    def cut(self) -> None:
        self._is_cut = True
        for end in self._open:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        self._is_cut = False

    def _welcome(self) -> None:
        while True:
            try:
                here, _ = self._door.accept()
            except OSError:
                return
            if self._is_cut:
                here.close()
                continue
            there = socket.create_connection(self._there)
            self._open += [here, there]
            for one, other in ((here, there), (there, here)):
                self._start(self._pass_on, one, other)

    def _start(self, work: Callable[..., None], *ends: socket.socket) -> None:
        thread = threading.Thread(target=work, args=ends, daemon=True)
        self._threads.append(thread)
        thread.start()

    @staticmethod
    def _pass_on(one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(65536):
                other.sendall(data)
        with contextlib.suppress(OSError):
            other.shutdown(socket.SHUT_RDWR)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        why = f"{CHROMIUM} is missing: apt-get install -y chromium"
        if os.environ.get("CI") == "true":  # noqa: TID251 - asks where the tests run, not for a setting
            pytest.fail(why)
        pytest.skip(why)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def demo(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("demo")
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "demo", "--port", str(_free_port())],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "TMPDIR": str(folder)},  # noqa: TID251 - the process gets what we have
    )  # fmt: skip
    killer = threading.Timer(_START_WITHIN, process.kill)
    killer.start()
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if found := re.search(r"Open (http://127\.0\.0\.1:\d+) in je browser\. Stoppen: Ctrl\+C\.", line):
            break
    else:
        process.wait()
        killer.cancel()
        pytest.fail("the demo did not start:\n" + "".join(said[-20:]))
    killer.cancel()
    yield Demo(found.group(1), folder)
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=20)
    assert process.returncode == 0, rest
    assert "Traceback" not in rest, rest
    assert not list(folder.glob("wijkmaat-demo-*")), "the temporary database is still there"


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def page(browser: Browser, demo: Demo) -> Iterator[Page]:
    yield from _open(browser, demo, 1400, 900)


@pytest.fixture
def narrow(browser: Browser, demo: Demo) -> Iterator[Page]:
    yield from _open(browser, demo, 380, 760)


def _open(browser: Browser, demo: Demo, width: int, height: int) -> Iterator[Page]:
    """Open the page; in the end nothing may have gone wrong in it, and nothing may have left this computer."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="nl-NL")
    page = context.new_page()
    page.set_default_timeout(_ANSWER_WITHIN)
    faults: list[str] = []
    asked: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(demo.url)
    page.wait_for_selector("body[data-ready]")
    yield page
    context.close()
    elsewhere = [url for url in asked if not url.startswith((demo.url, "data:"))]
    assert (faults, elsewhere) == ([], [])


def phone(page: Page, key: str) -> Locator:
    return page.locator(f"#phone-{key}")


def says(page: Page, key: str, words: str) -> Locator:
    """Type in a phone and press Enter; return the first answer of the bot to it."""
    before = phone(page, key).locator(".message:not(.mine)").count()
    box = phone(page, key).locator("textarea")
    box.fill(words)
    box.press("Enter")
    answer = phone(page, key).locator(".message:not(.mine)").nth(before)
    expect(answer).to_be_visible()
    return answer


def test_a_question_in_annas_phone_gets_an_answer_with_buttons(page: Page) -> None:
    answer = says(page, "anna", QUESTION)

    expect(phone(page, "anna").locator(".mine").last).to_contain_text(QUESTION)
    expect(answer.locator(".key").first).to_be_visible()
    expect(phone(page, "anna").locator("textarea")).to_have_value("")
    expect(phone(page, "dirk").locator(".message")).to_have_count(0)


def test_tapping_a_button_says_what_the_button_promises(page: Page) -> None:
    answer = says(page, "anna", "/start")
    answer.get_by_role("button", name="Wat bewaar je van mij?").click()

    expect(phone(page, "anna").locator(".messages")).to_contain_text("Wat ik bewaar, en waarom")


def test_the_menu_lists_the_commands_and_sends_the_one_that_is_chosen(page: Page) -> None:
    phone(page, "anna").get_by_role("button", name="Opdrachten").click()
    phone(page, "anna").get_by_role("button", name="/oma").click()

    expect(phone(page, "anna").locator(".mine").last).to_contain_text("/oma")
    expect(phone(page, "anna").locator(".message:not(.mine)").last).to_contain_text("OMA")


def test_the_start_button_opens_the_conversation(page: Page) -> None:
    start = phone(page, "dirk").get_by_role("button", name="Starten")
    start.click()

    expect(phone(page, "dirk").locator(".messages")).to_contain_text("Welkom bij Wijkmaat")
    expect(start).to_be_hidden()


def test_a_sticker_and_a_photo_are_shown_and_answered(page: Page) -> None:
    for kind, shown in (("Sticker", ".big"), ("Foto", ".photo"), ("Spraakbericht", ".file")):
        phone(page, "bram").get_by_role("button", name="Iets anders sturen").click()
        phone(page, "bram").locator(".attach").get_by_role("button", name=kind).click()
        expect(phone(page, "bram").locator(f".mine {shown}").last).to_be_visible()

    expect(phone(page, "bram").locator(".message:not(.mine)").last).to_contain_text("Dit kan ik niet lezen")


def test_what_looks_like_html_is_shown_as_it_was_typed(page: Page) -> None:
    words = '<img src=x onerror="document.title=1"><b>vet</b>'
    says(page, "bram", words)

    expect(phone(page, "bram").locator(".mine").last).to_contain_text(words)
    expect(page).to_have_title("Wijkmaat uitproberen")


def test_in_the_group_the_bot_answers_a_command_and_leaves_the_rest_alone(page: Page) -> None:
    phone(page, "coaches").locator("textarea").fill("tot morgen allemaal")
    phone(page, "coaches").locator("textarea").press("Enter")
    answer = says(page, "coaches", "/lsd")

    expect(answer).to_contain_text("LSD")
    expect(answer.locator(".quote")).to_have_text("/lsd")


def test_the_clock_can_be_put_forward(page: Page) -> None:
    clock = page.locator("#clock")
    before = clock.inner_text()
    page.get_by_role("button", name="+1 dag").click()
    expect(clock).not_to_have_text(before)
    page.get_by_role("button", name="volgende maandag 09:00").click()
    expect(clock).to_have_text(re.compile(r"^maandag \d+ \w+ \d{4}, 09:00$"))
    page.get_by_role("button", name="+1 uur").click()
    expect(clock).to_have_text(re.compile(r"^maandag \d+ \w+ \d{4}, 10:00$"))

    expect(page.locator("#clock-said")).to_contain_text("Het is nu maandag")
    expect(says(page, "anna", "/help").locator("time")).to_have_text("10:00")


def test_everything_can_be_done_with_the_keyboard_alone(page: Page) -> None:
    page.locator("body").press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    order = ["+1 uur", "+1 dag", "+1 week", "volgende maandag 09:00", "opnieuw beginnen"]
    for name in order:
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=name)).to_be_focused()
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    said = phone(page, "anna").locator(".message:not(.mine)")
    before = said.count()
    _tab_to(page, "#box-anna")
    page.keyboard.type("/start")
    page.keyboard.press("Enter")
    key = said.nth(before).get_by_role("button", name="Wat bewaar je van mij?")
    expect(key).to_be_visible()
    _tab_to(page, key, "Shift+Tab")
    page.keyboard.press("Space")

    expect(said.nth(before + 1)).to_contain_text("Wat ik bewaar")


def _tab_to(page: Page, target: str | Locator, key: str = "Tab") -> None:
    found = page.locator(target) if isinstance(target, str) else target
    for _ in range(150):
        page.keyboard.press(key)
        if found.evaluate("node => node === document.activeElement"):
            return
    pytest.fail(f"{target} cannot be reached with {key}")


def test_a_popup_closes_with_escape_and_gives_the_focus_back(page: Page) -> None:
    button = phone(page, "dirk").get_by_role("button", name="Opdrachten")
    button.press("Enter")
    popup = phone(page, "dirk").locator(".popup.menu")
    expect(popup.get_by_role("button").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(popup.get_by_role("button").nth(1)).to_be_focused()
    page.keyboard.press("Escape")

    expect(popup).to_be_hidden()
    expect(button).to_be_focused()


def test_messages_are_announced_and_boxes_have_a_name(page: Page) -> None:
    for key, name in (
        ("anna", "Bericht van Anna"), ("dirk", "Bericht van Dirk"), ("bram", "Bericht van Bram"),
        ("coaches", "Bericht van Bram in Coaches Oost"),
    ):  # fmt: skip
        expect(phone(page, key).get_by_role("textbox", name=name, exact=True)).to_be_visible()
        assert phone(page, key).get_by_role("log").get_attribute("aria-live") == "polite"


def test_on_a_narrow_screen_the_phones_become_tabs_and_nothing_sticks_out(narrow: Page) -> None:
    for tab in ("Anna", "Dirk", "Bram", "Groep"):
        narrow.get_by_role("tab", name=re.compile(f"^{tab}")).click()
        assert narrow.locator(".phone:visible").count() == 1
        assert narrow.evaluate("document.documentElement.scrollWidth") <= 380
        assert narrow.evaluate("[...document.querySelectorAll('.messages')].every(n => n.scrollWidth <= n.clientWidth)")
    narrow.keyboard.press("ArrowRight")
    expect(narrow.get_by_role("tab", name="Anna")).to_be_focused()
    expect(phone(narrow, "anna")).to_be_visible()


def test_on_a_narrow_screen_a_new_message_elsewhere_is_counted_on_its_tab(narrow: Page, page: Page) -> None:
    says(page, "dirk", "/help")

    expect(narrow.get_by_role("tab", name="Dirk")).to_contain_text("1")


def test_when_the_line_is_cut_the_page_says_so_and_comes_back_by_itself(browser: Browser, demo: Demo, page: Page) -> None:
    with Line(demo.url) as line:
        context = browser.new_context(locale="nl-NL")
        away = context.new_page()
        away.goto(line.url)
        away.wait_for_selector("body[data-ready]")
        away.evaluate("window.stayed = true")
        line.cut()
        expect(away.locator("#lost")).to_be_visible()
        says(page, "bram", "dit kwam toen de lijn weg was")
        line.mend()

        expect(away.locator("#lost")).to_be_hidden()
        expect(phone(away, "bram").locator(".messages")).to_contain_text("dit kwam toen de lijn weg was")
        assert away.evaluate("window.stayed")
        context.close()


def test_beginning_again_asks_first_and_then_offers_three_things_to_try(page: Page, demo: Demo) -> None:
    says(page, "anna", "/help")
    page.get_by_role("button", name="opnieuw beginnen").click()
    page.get_by_role("button", name="Nee, laat staan").click()
    expect(phone(page, "anna").locator(".message").first).to_be_visible()
    page.get_by_role("button", name="opnieuw beginnen").click()
    page.get_by_role("button", name="Ja, begin opnieuw").click()
    chips = phone(page, "anna").locator(".chip")
    expect(chips).to_have_count(3, timeout=_START_WITHIN * 1000)

    expect(page.locator(".message")).to_have_count(0)
    assert len(list(demo.folder.glob("wijkmaat-demo-*"))) == 1
    chips.nth(1).click()
    expect(phone(page, "anna").locator(".message:not(.mine)").last).to_contain_text("OMA")


def test_the_crisis_example_shows_a_number_to_call(page: Page) -> None:
    answer = says(page, "anna", "Een bezoeker zegt dat hij niet meer wil leven")

    expect(answer).to_contain_text("113")
