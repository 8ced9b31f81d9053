"""Builds the interpreter from content, to understand in this process."""

from pathlib import Path

from bot.texts.library import Texts
from bot.understanding.hearing import build_ear
from bot.understanding.interpreter import Interpreter


def build_interpreter(texts: Texts, folder: Path, *, save_model: bool = True) -> Interpreter:
    """Put the interpreter together for the content folder of these texts. Raises ContentFault; see `build_ear`."""
    return Interpreter(build_ear(texts.lessons, folder, save_model=save_model))
