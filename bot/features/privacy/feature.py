"""What privacy offers."""

from collections.abc import Iterable

from bot.chat.route import PRIVATE, PRIVATE_AND_GROUPS, Command, Route, Stage, Tap, Words
from bot.chat.turn import Turn
from bot.feature import Feature, Job
from bot.features.privacy import handlers, service
from bot.features.privacy.records import Records
from bot.people.models import EVERYONE
from bot.ticker import Nightly
from bot.understanding.meaning import Answer

# A question in between is longer than a name or a role.
_WORDS_OF_A_QUESTION = 5


def _fills_in(turn: Turn) -> bool:
    """Say whether these words are for the form: not a stop, and not a coaching question in between."""
    if service.form_of(turn) is None or _stops(turn):
        return False
    return len((turn.said.words or "").split()) < _WORDS_OF_A_QUESTION or not turn.is_about(
        lambda understood: understood.answer in (Answer.TIPS, Answer.RULE)
    )


def _stops(turn: Turn) -> bool:
    return service.form_of(turn) is not None and (turn.said.words or "").strip(" .!").lower() in {"stop", "terug", "annuleren"}


def build(others: Iterable[Feature]) -> Feature:
    """Introduce privacy, which shows and erases what all other features keep."""
    records = Records(data for feature in others for data in feature.personal_data)
    desk = handlers.Desk(records)
    return Feature(
        name="privacy",
        routes=(
            Route("privacy.about", Command("privacy", "privacy.describe"), handlers.about, EVERYONE, PRIVATE_AND_GROUPS),
            Route("privacy.about_tap", Tap("privacy:about"), handlers.about, EVERYONE, PRIVATE_AND_GROUPS),
            Route("privacy.periods", Tap("privacy:periods"), handlers.periods, EVERYONE, PRIVATE_AND_GROUPS),
            Route("privacy.mine", Command("mijngegevens", "privacy.describe_mine"), desk.mine, EVERYONE, PRIVATE),
            Route("privacy.mine_tap", Tap("privacy:mine"), desk.mine, EVERYONE, PRIVATE),
            Route("privacy.file", Tap("privacy:file"), desk.file, EVERYONE, PRIVATE),
            Route("privacy.ask_erase", Command("vergeetmij", "privacy.describe_erase"), handlers.ask_erase, EVERYONE, PRIVATE),
            Route("privacy.ask_erase_tap", Tap("privacy:ask_erase"), handlers.ask_erase, EVERYONE, PRIVATE),
            Route("privacy.erase", Tap("privacy:erase"), desk.erase, EVERYONE, PRIVATE),
            Route("privacy.keep", Tap("privacy:keep"), handlers.keep, EVERYONE, PRIVATE),
            Route("privacy.correct", Tap("privacy:correct"), desk.correct, EVERYONE, PRIVATE),
            Route("privacy.name", Tap("privacy:name"), handlers.correct_name, EVERYONE, PRIVATE),
            Route("privacy.agree", Tap("privacy:agree"), handlers.agree, EVERYONE, PRIVATE),
            Route("privacy.disagree", Tap("privacy:disagree"), handlers.disagree, EVERYONE, PRIVATE),
            Route("privacy.areas", Tap("privacy:areas"), handlers.choose_area, EVERYONE, PRIVATE),
            Route("privacy.area", Tap("privacy:area"), handlers.set_area, EVERYONE, PRIVATE),
            Route("privacy.registration", Tap("privacy:registration"), handlers.choose_detail, EVERYONE, PRIVATE),
            Route("privacy.detail", Tap("privacy:detail"), handlers.correct_detail, EVERYONE, PRIVATE),
            Route("privacy.empty", Tap("privacy:empty"), handlers.empty_detail, EVERYONE, PRIVATE),
            Route("privacy.leave", Tap("privacy:leave"), handlers.leave, EVERYONE, PRIVATE),
            Route("privacy.stop", Words(Stage.DIALOGUE, _stops), handlers.leave, EVERYONE),
            Route("privacy.fill_in", Words(Stage.DIALOGUE, _fills_in), handlers.fill_in, EVERYONE),
        ),
        jobs=(Job("privacy.retention", Nightly(3), records.forget),),
    )
