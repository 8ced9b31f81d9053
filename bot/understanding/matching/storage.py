"""Keeps the trained model in a folder next to the content; trains again as soon as content or code has changed."""

import logging
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.understanding.keeping import FOLDER, code_of, keep_arrays, read_arrays
from bot.understanding.matching.corpus import gather
from bot.understanding.matching.features import Extractor
from bot.understanding.matching.forms import FILE as FORMS
from bot.understanding.matching.lexicon import FOLDER as CONCEPTS
from bot.understanding.matching.lexicon import Lexicon
from bot.understanding.matching.model import HEADS, Model, fit
from bot.understanding.matching.vectors import Vocabulary
from bot.understanding.weights import Linear

logger = logging.getLogger(__name__)

KIND = "matching"


def load_or_fit(lessons: str, lexicon: Lexicon, folder: Path, *, save: bool = True) -> Model:
    """Return the stored model that belongs to these lessons (see `Texts.lessons`), or train it and try to store it."""
    place = folder / FOLDER / KIND / _fingerprint(lessons, folder)
    if (stored := read_arrays(place)) is not None:
        return _from_arrays(stored, lexicon)
    from bot.texts.library import load_texts  # noqa: PLC0415 - reads and checks pages: much to load, and only to learn from

    examples = gather(load_texts(folder, with_examples=True), folder)
    logger.info("training the model", extra={"action": "train", "examples": len(examples)})
    model = fit(examples, lexicon)
    if save:
        keep_arrays(place, _to_arrays(model))
    return model


def _fingerprint(lessons: str, folder: Path) -> str:
    """Return a name for everything that `gather` learns from, these concepts and this code."""
    digest = sha256(lessons.encode())
    language = sorted((folder / "taal").glob("**/*.md"))
    concepts = [*sorted((folder / CONCEPTS).glob("*.yaml")), *folder.glob(FORMS)]
    for source in (*language, *concepts, *code_of(Path(__file__))):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:24]


def _from_arrays(stored: dict[str, NDArray[np.generic]], lexicon: Lexicon) -> Model:
    return Model(
        vocabulary=Vocabulary(stored["ids"].astype(np.uint32, copy=False), stored["rarity"].astype(np.float16, copy=False)),
        linear=Linear.from_arrays(stored),
        labels={head: tuple(stored[head].tolist()) for head in HEADS},
        extract=Extractor(lexicon),
    )


def _to_arrays(model: Model) -> dict[str, NDArray[np.generic]]:
    return {
        "ids": model.vocabulary.ids,
        "rarity": model.vocabulary.rarity,
        **model.linear.to_arrays(),
        **{head: np.array(names) for head, names in model.labels.items()},
    }
