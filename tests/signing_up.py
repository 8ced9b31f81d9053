"""The shortest way through a sign-up, for tests that begin when somebody is on a list."""

from tests.personas import Person


async def sign_up(
    person: Person, name: str, words: str = "meld me aan voor de bouwstenentraining in Oost", *, until_summary: bool = False
) -> None:
    """Agree when asked, give the name when asked, skip the rest, and say that the summary is right."""
    await person.says(words)
    for _ in range(8):
        if "Ja, dat klopt" in person.buttons:
            await person.taps("Ja, dat klopt")
        elif "Ja, dat is goed" in person.buttons:
            await person.taps("Ja, dat is goed")
        elif "Overslaan" in person.buttons:
            await person.taps("Overslaan")
        elif "Ja, meld me aan" in person.buttons:
            break
        else:
            await person.says(name)
    if not until_summary:
        await person.taps("Ja, meld me aan")
