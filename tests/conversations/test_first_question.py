"""The first conversation that somebody has with Wijkmaat."""

from tests.personas import Person


async def test_a_question_is_answered_with_tips_at_once(anna: Person) -> None:
    await anna.says("hoe zeg ik tegen iemand dat hij stinkt")

    anna.sees("Iemand ruikt niet fris")
    anna.sees("Coach erbij")
    anna.sees("Bron:")
