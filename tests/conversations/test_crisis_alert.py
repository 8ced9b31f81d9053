"""In a crisis one tap warns a coach, who says that they go to work on it; the number comes first, whatever happens."""

import pytest

from bot.app import App
from tests.conversations.test_handover import oost, vera_too
from tests.personas import ANNA, Person, Stage

__all__ = ["oost", "vera_too"]

DANGER = "hij zegt dat hij niet meer wil leven"


async def test_one_tap_warns_a_coach_who_takes_it_on(anna: Person, bram: Person, oost: int, app: App) -> None:
    await anna.says(DANGER)
    anna.sees("113")
    await anna.taps("Waarschuw een coach")
    anna.sees("Ik heb Bram gewaarschuwd", "Bel 113")
    bram.sees("vraagt nu om een coach", "Iemand wil misschien niet meer leven")
    bram.sees_no("Anna", DANGER)

    await bram.taps("Ik ga ermee aan de slag")

    anna.sees("Bram weet het en gaat ermee aan de slag", "113")
    await anna.says("we zitten samen op het bankje")
    bram.sees("samen op het bankje")
    row = await app.database.fetch_one("SELECT kind, text, claimed_by, claimed_at FROM handovers")
    assert row is not None
    assert (row["kind"], row["text"]) == ("crisis", "")
    assert row["claimed_by"] is not None
    assert [row["text"] for row in await app.database.fetch_all("SELECT text FROM handover_messages")] == [""]


async def test_who_does_not_answer_is_passed_over_until_all_are_warned(
    anna: Person, bram: Person, vera_too: Person, stage: Stage
) -> None:
    await anna.says(DANGER)
    await anna.taps("Waarschuw een coach")
    vera_too.sees_nothing()
    await stage.restart()
    await stage.later(minutes=11)
    anna.sees("Ik heb Vera gewaarschuwd")
    vera_too.sees("vraagt nu om een coach")
    anna.has_read_everything()
    await stage.later(minutes=11)
    anna.sees("alle coaches gewaarschuwd")
    anna.has_read_everything()
    await stage.later(minutes=11)
    anna.sees("Nog geen coach heeft gereageerd", "113")

    await vera_too.taps("Ik ga ermee aan de slag")

    anna.sees("Vera weet het")
    bram.sees("Vera pakt dit op")


async def test_who_is_in_danger_themselves_never_reads_what_is_meant_for_a_bystander(
    anna: Person, bram: Person, oost: int
) -> None:
    await anna.says("ik hoor stemmen die zeggen dat ik iemand moet steken")
    anna.sees("112")
    await anna.taps("Waarschuw een coach")
    anna.sees("Bel 112. Wacht niet op een coach")
    anna.sees_no("Houd afstand")

    await bram.taps("Ik ga ermee aan de slag")

    anna.sees("112")
    anna.sees_no("Houd afstand")


async def test_a_coach_reads_about_the_asker_and_not_about_themselves(anna: Person, bram: Person, oost: int) -> None:
    await anna.says("ik wil niet meer leven")
    await anna.taps("Waarschuw een coach")

    anna.sees("Bel 113")
    bram.sees("De vrager wil misschien zelf niet meer leven")
    bram.sees_no("Jij wilt")


async def test_after_hours_an_old_button_still_says_the_number_first(anna: Person, bram: Person, oost: int, stage: Stage) -> None:
    await anna.says(DANGER)
    await stage.later(hours=10)
    await anna.taps("Waarschuw een coach")

    assert anna.screen.startswith("Bel 113")


@pytest.mark.parametrize("hours", [10, 24 * 5])
async def test_outside_the_hours_no_coach_is_offered(anna: Person, bram: Person, oost: int, stage: Stage, hours: int) -> None:
    await stage.later(hours=hours)
    await anna.says(DANGER)

    anna.sees("113")
    assert "Waarschuw een coach" not in anna.buttons


async def test_the_numbers_of_the_area_stand_beside_the_national_one(anna: Person, oost: int, app: App) -> None:
    async with app.database.transaction() as tx:
        await tx.execute(
            "UPDATE areas SET numbers = :numbers",
            {"numbers": '{"huisartsenpost": {"number": "020 000 00 01", "checked": "2026-11-01"}}'},
        )
        await tx.execute("UPDATE people SET area_id = 1 WHERE telegram_id = :id", {"id": ANNA})
    await anna.says(DANGER)

    anna.sees("113", "In Oost: huisartsenpost 020\u00a0000\u00a000\u00a001.")
