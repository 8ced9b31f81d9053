"""What people send that is not text: a sticker, a voice message, a photo, a place, and more."""

import base64

from bot.demo.telegram.refusal import Json
from bot.demo.telegram.world import User, World

# The smallest picture there is: one grey dot.
_DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGM4AQAAygDJhkr0nQAAAABJRU5ErkJggg==")

KINDS = ("sticker", "voice", "photo", "location", "contact", "document", "poll", "dice")


def make_media(world: World, user: User, kind: str, caption: str = "") -> Json:
    """Return the part of a message that holds this kind of media. Raises KeyError for an unknown kind."""
    media = _MAKERS[kind](world, user)
    return media | ({"caption": caption} if caption else {})


def _file(world: World, name: str, mime_type: str, content: bytes) -> Json:
    file = world.add_file(name, content, mime_type)
    return {"file_id": file.id, "file_unique_id": f"U{file.id}", "file_size": len(content)}


def _sticker(world: World, _: User) -> Json:
    known = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False, "emoji": "👍"}
    return {"sticker": _file(world, "sticker.webp", "image/webp", b"RIFF") | known}


def _voice(world: World, _: User) -> Json:
    return {"voice": _file(world, "spraak.ogg", "audio/ogg", b"OggS") | {"duration": 7, "mime_type": "audio/ogg"}}


def _photo(world: World, _: User) -> Json:
    return {"photo": [_file(world, "foto.png", "image/png", _DOT) | {"width": 1, "height": 1}]}


def _location(_: World, __: User) -> Json:
    return {"location": {"latitude": 52.0907, "longitude": 5.1214}}


def _contact(_: World, user: User) -> Json:
    return {"contact": {"phone_number": "+31612345678", "first_name": user.first_name, "user_id": user.id}}


def _document(world: World, _: User) -> Json:
    known = {"file_name": "brief.pdf", "mime_type": "application/pdf"}
    return {"document": _file(world, "brief.pdf", "application/pdf", b"%PDF-1.4\n") | known}


def _poll(world: World, _: User) -> Json:
    options = [{"persistent_id": text, "text": text, "voter_count": 0} for text in ("Ja", "Nee")]
    poll: Json = {"id": str(world.next_number()), "question": "Koffie?", "options": options, "total_voter_count": 0}
    settings = {"is_closed": False, "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
                "allows_revoting": True, "members_only": False}  # fmt: skip
    return {"poll": poll | settings}


def _dice(_: World, __: User) -> Json:
    return {"dice": {"emoji": "🎲", "value": 4}}


_MAKERS = dict(zip(KINDS, (_sticker, _voice, _photo, _location, _contact, _document, _poll, _dice), strict=True))
