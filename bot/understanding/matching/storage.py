"""Keeps the trained model in one file next to the content; trains again as soon as content or code has changed."""

import logging
import os
import tempfile
from contextlib import suppress
from dataclasses import fields
from hashlib import sha256
from json import dumps
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from bot.texts.library import Texts
from bot.understanding.matching.corpus import gather
from bot.understanding.matching.features import Extractor
from bot.understanding.matching.forms import FILE as FORMS
from bot.understanding.matching.lexicon import FOLDER as CONCEPTS
from bot.understanding.matching.lexicon import Lexicon
from bot.understanding.matching.linear import Linear
from bot.understanding.matching.model import HEADS, Model, fit
from bot.understanding.matching.vectors import Vocabulary

logger = logging.getLogger(__name__)

FOLDER = ".model"


def load_or_fit(texts: Texts, lexicon: Lexicon, folder: Path, *, save: bool = True) -> Model:
    """Return the stored model that belongs to these examples, or train it and try to store it."""
    file = folder / FOLDER / f"{_fingerprint(texts, folder)}.npz"
    with suppress(OSError, ValueError, KeyError, BadZipFile, EOFError):
        return _load(file, lexicon)
    examples = gather(texts, folder)
    logger.info("training the model", extra={"action": "train", "examples": len(examples)})
    model = fit(examples, lexicon)
    if save:
        _save(model, file)
    return model


def _fingerprint(texts: Texts, folder: Path) -> str:
    """Return a name for everything that `gather` learns from, these concepts and this code."""
    read = (
        [(page.id, page.title, page.button, page.recognise, page.examples) for page in texts.situations.values()],
        [(kind, crisis.examples, crisis.examples_self) for kind, crisis in texts.crises.items()],
        texts.not_a_crisis,
        [(rule.id, rule.title, rule.in_full, rule.short, rule.examples, rule.look_alikes) for rule in texts.rules.values()],
    )
    digest = sha256(dumps(read).encode())
    language = sorted((folder / "taal").glob("**/*.md"))
    concepts = [*sorted((folder / CONCEPTS).glob("*.yaml")), *folder.glob(FORMS)]
    for source in (*language, *concepts, *sorted(Path(__file__).parent.glob("*.py"))):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:24]


def _load(file: Path, lexicon: Lexicon) -> Model:
    with np.load(file, allow_pickle=False) as stored:
        return Model(
            vocabulary=Vocabulary(stored["ids"], stored["rarity"]),
            linear=Linear(*(stored[f"linear_{part.name}"] for part in fields(Linear))),
            labels={head: tuple(stored[head].tolist()) for head in HEADS},
            extract=Extractor(lexicon),
        )


def _save(model: Model, file: Path) -> None:
    """Write the file at once or not at all, and clear away older models; a folder we may not write to is no fault."""
    arrays: dict[str, Any] = {
        "ids": model.vocabulary.ids,
        "rarity": model.vocabulary.rarity,
        **{f"linear_{name}": array for name, array in vars(model.linear).items()},
        **{head: np.array(names) for head, names in model.labels.items()},
    }
    with suppress(OSError):
        file.parent.mkdir(exist_ok=True)
        (file.parent / ".gitignore").write_text("*\n", "utf-8")
        handle, unfinished = tempfile.mkstemp(dir=file.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as stream:
                np.savez(stream, **arrays)
            # Learnt by whoever installs, read by the user that runs the bot; nothing in it is secret.
            Path(unfinished).chmod(0o644)
            Path(unfinished).replace(file)
        finally:
            Path(unfinished).unlink(missing_ok=True)
        for old in file.parent.glob("*.npz"):
            if old != file:
                old.unlink(missing_ok=True)
