"""What goes on a flyer: a QR code, as PNG and as SVG, of the link that starts signing up for one bijeenkomst."""

from pathlib import Path

_ACROSS = 10  # pixels per module: 400 wide, sharp on paper
_BORDER = 4


def signup_link(username: str, code: str) -> str:
    """Return the link that opens the bot with this bijeenkomst."""
    return f"https://t.me/{username}?start=meedoen_{code}"


def write_qr(link: str, folder: Path, name: str) -> tuple[Path, Path]:
    """Write the PNG and the SVG of a link; return where they are. Raises OSError."""
    import segno  # noqa: PLC0415 - only this command needs it

    folder.mkdir(parents=True, exist_ok=True)
    # M: still readable when a sixth of it is dirty or torn.
    picture = segno.make_qr(link, error="M")
    png, svg = folder / f"{name}.png", folder / f"{name}.svg"
    picture.save(str(png), scale=_ACROSS, border=_BORDER)
    picture.save(str(svg), scale=_ACROSS, border=_BORDER, xmldecl=True)
    return png, svg
