"""A form is quoted as the standard library does it, only faster."""

from urllib.parse import parse_qsl, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.http import _quoted


@given(st.text())
def test_any_text_is_quoted_as_the_standard_library_does(text: str) -> None:
    assert _quoted(text) == quote_plus(text)


@pytest.mark.parametrize("text", ["100% zeker + 1 & 2=3", "<b>é</b>\n“ja” 😀", "~a-b_c.d", "%25", ""])
def test_what_was_quoted_is_read_back_as_it_was(text: str) -> None:
    assert parse_qsl(f"text={_quoted(text)}", keep_blank_values=True) == [("text", text)]
