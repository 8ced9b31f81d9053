"""Proves what became of a simulated month: works out, apart from the planner, what must have come and when, and compares.

An expected message was delivered, or there is exactly one reason why not, which must show from what Telegram answered or from
what people did as well, not only from what the bot wrote down. A message is late when it came after its time, unless the bot was
off at that very moment or Telegram refused it, and then only by what that took.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from bot.clock import LOCAL_ZONE, from_text, to_text
from tools.faults_phones import BEGIN, Crowd, Done, Phones

COACHES = range(5_000, 5_003)
SEATS = 14
_ENOUGH = 3
_MORNING, _NIGHT, _EVENING = time(8), time(21), time(20)
_NEVER = datetime.max.replace(tzinfo=LOCAL_ZONE)
# What would annoy when it came twice is not sent again when nobody knows whether it arrived.
_NOT_AGAIN = ("thanks:", "survey:", "digest:")


@dataclass
class Outcome:
    """What a run proved. `lost`, `doubled` and `late` must be zero."""

    kills: int = 0
    kills_while_starting: int = 0
    messages: int = 0
    expected: int = 0
    delivered: int = 0
    lost: int = 0
    doubled: int = 0
    doubled_in_send_window: int = 0
    late: int = 0
    later_by_a_kill_or_refusal: int = 0
    refused_by_telegram: int = 0
    taps: int = 0
    survey_answers: int = 0
    why_not: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    off: list[tuple[datetime, datetime]] = field(default_factory=list)
    """From when to when the bot was killed: its last moment, and when it was there again."""
    notes: list[str] = field(default_factory=list)

    @property
    def is_proven(self) -> bool:
        """Say whether the promise held."""
        return not (self.lost or self.doubled or self.late)

    def lose(self, what: str) -> None:
        """Count something that should be there and is not."""
        self.lost += 1
        self.notes.append(f"lost: {what}")


@dataclass(frozen=True, slots=True)
class Expected:
    """A message that must have come, to whom, and when."""

    key: str
    person: int
    due: datetime
    in_a_step: bool = False
    """Comes of what people did or of what a planner found, so with the next step of the clock."""


def prove(  # noqa: PLR0913
    rows: Iterable[Any], phones: Phones, crowd: Crowd, database: Path, end: datetime, step: timedelta, outcome: Outcome
) -> None:
    """Count everything."""
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        proof = _Proof({row["key"]: row for row in rows}, phones, crowd, connection, end, step, outcome)
        proof.compare_messages()
        proof.compare_what_people_did()
        proof.compare_survey_answers()
        proof.count_doubles()
        proof.count_late()
    outcome.messages, outcome.taps = len(phones.arrived), len(crowd.done)
    outcome.refused_by_telegram = len(phones.refusals)
    outcome.refusals = Counter(refusal.kind for refusal in phones.refusals)


class _Proof:
    def __init__(  # noqa: PLR0913
        self,
        rows: dict[str, Any],
        phones: Phones,
        crowd: Crowd,
        connection: sqlite3.Connection,
        end: datetime,
        step: timedelta,
        outcome: Outcome,
    ) -> None:
        self.phones, self.crowd, self.connection, self.outcome = phones, crowd, connection, outcome
        # Planners come by every half minute, so a step later at the most.
        self.end, self.step = end, step + timedelta(seconds=30)
        self.rows = rows
        self.chats = {row["id"]: row["telegram_id"] for row in connection.execute("SELECT id, telegram_id FROM people")}
        self.coming: dict[int, list[Done]] = defaultdict(list)
        for done in crowd.done:
            if done.data.startswith("timeline:coming:"):
                self.coming[int(done.data.split(":")[2])].append(done)
        self.expected = {one.key: one for one in self._everything() if BEGIN <= one.due < end - timedelta(days=1)}

    # What came, and why not

    def compare_messages(self) -> None:
        on_phones = {(arrival.chat, arrival.number) for arrival in self.phones.arrived}
        self.outcome.expected = len(self.expected)
        for one in self.expected.values():
            row = self.rows.get(one.key)
            if row is not None and row["state"] == "sent" and (row["chat_id"], row["message_id"]) in on_phones:
                self.outcome.delivered += 1
            elif why := self._why_not(one, row):
                self.outcome.why_not[why] += 1
            else:
                told = (row["state"], row["result"], row["attempts"], row["unclear"]) if row is not None else "never planned"
                self.outcome.lose(f"{one.key} due {to_text(one.due)}: {told}")
        for row in self.rows.values():
            if row["state"] in ("queued", "sending") and from_text(row["due_at"]) < self.end:
                self.outcome.lose(f"{row['key']} is still {row['state']}")

    def _why_not(self, one: Expected, row: Any) -> str | None:
        chat = self.chats[one.person]
        if row is None or row["state"] == "cancelled":
            return "could not be reached by then (403, or 400: chat gone)" if self._gone_before(chat, one.due) else None
        finished = from_text(row["finished_at"]) if row["finished_at"] else one.due
        if row["state"] == "missed":
            return "expired while off" if self._back_after(one.due) >= from_text(row["expires_at"]) else None
        kinds = {refusal.kind for refusal in self.phones.refusals if refusal.chat == chat and refusal.at == finished}
        if row["state"] != "failed":
            return None
        if row["result"] in ("403", "400 chat gone"):
            return "refused: blocked, or the account is gone (403, 400)" if kinds & {"403", "blocked"} else None
        if row["result"] == "message is too long":
            return "refused: bad request (400)" if "400" in kinds else None
        may_be_there = kinds & {"lost answer", "lost call", "timeout"} or any(a <= finished <= b for a, b in self.outcome.off)
        if row["result"] not in ("no answer", "stopped while sending") or not may_be_there:
            return None
        if one.key.startswith(_NOT_AGAIN) and row["unclear"] == 0:
            return "unclear whether it arrived; sending it again would annoy"
        return f"unclear after {row['unclear'] + 1} times" if row["unclear"] else None

    def _gone_before(self, chat: int, due: datetime) -> bool:
        """Say whether Telegram had told by then that somebody is gone, and they did nothing since."""
        told = [r.at for r in self.phones.refusals if r.chat == chat and r.kind in ("403", "blocked") and r.at <= due]
        return bool(told) and not any(done.chat == chat and told[-1] < done.at < due for done in self.crowd.done)

    def _back_after(self, moment: datetime) -> datetime:
        """Return when the bot was there again, when it was off at that moment; else the moment itself."""
        return max((back for since, back in self.outcome.off if since <= moment <= back), default=moment)

    # What people did

    def compare_what_people_did(self) -> None:
        waiting = self.connection.execute("SELECT count(*) AS n FROM inbox WHERE state <> 'done'").fetchone()["n"]
        if waiting or self.phones.unconfirmed:
            self.outcome.lose(f"{waiting} updates not handled, {self.phones.unconfirmed} not fetched")
        states = {row["id"]: row["state"] for row in self.connection.execute("SELECT id, state FROM registrations")}
        answers = dict(self.connection.execute("SELECT registration_id, answer FROM check_ins").fetchall())
        for registration, taps in self.coming.items():
            said = [done.data.split(":")[-1] for done in taps]
            if ("no" in said) != (states[registration] == "cancelled"):
                self.outcome.lose(f"registration {registration} is {states[registration]} after {said}")
            if "no" not in said and answers.get(registration) != said[-1]:
                self.outcome.lose(f"the answer {said} of registration {registration} is {answers.get(registration)}")

    def compare_survey_answers(self) -> None:
        kept: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
        for row in self.connection.execute("SELECT event_id, question, answer FROM survey_answers"):
            kept[row["event_id"], row["question"]][row["answer"]] += 1
        closed = {row["event_id"] for row in self.connection.execute("SELECT event_id FROM surveys WHERE state = 'closed'")}
        for (event, question), given in self.crowd.answers.items():
            self.outcome.survey_answers += given.total()
            # Closing erases what fewer than three people answered.
            wanted = Counter[str]() if event in closed and given.total() < _ENOUGH else given
            for answer, times in (wanted - kept[event, question]).items():
                self.outcome.lose(f"survey of {event}: {question} {answer!r} {times} times")
        for about, answers in kept.items():
            more = answers - self.crowd.answers.get(about, Counter())
            self.outcome.doubled += more.total()
            self.outcome.notes += [f"doubled: survey {about} {answer!r} {times} times" for answer, times in more.items()]

    # Twice

    def count_doubles(self) -> None:
        """A message that came twice is excused when the bot wrote down, for that message, that it could not know.

        What is repeated and was noted as well are two messages with the same words.
        """
        texts = {(arrival.chat, arrival.number): arrival.text for arrival in self.phones.arrived}
        noted: Counter[tuple[int, str]] = Counter()
        excuses: Counter[tuple[int, str]] = Counter()
        given_up: Counter[int] = Counter()
        for row in self.rows.values():
            here = (row["chat_id"], row["message_id"])
            if here in texts:
                noted[row["chat_id"], texts[here]] += 1
                excuses[row["chat_id"], texts[here]] += row["unclear"]
            elif row["state"] == "failed":
                given_up[row["chat_id"]] += row["unclear"] + 1
        came = Counter((arrival.chat, arrival.text) for arrival in self.phones.arrived)
        for (chat, text), times in came.items():
            more = times - noted[chat, text]
            excused = min(more, excuses[chat, text])
            # What was given up has no number, so its words are not known: the one copy, and the one of the second try.
            unknown = min(more - excused, given_up[chat])
            given_up[chat] -= unknown
            self.outcome.doubled_in_send_window += excused if noted[chat, text] else max(0, unknown - 1)
            if more > excused + unknown:
                self.outcome.doubled += more - excused - unknown
                self.outcome.notes.append(f"doubled in {chat}: {times} times {text[:40]!r}")

    # Late

    def count_late(self) -> None:
        behind = self._waits_by_chat()
        for row in self.rows.values():
            if row["state"] != "sent":
                continue
            known = self.expected.get(row["key"])
            due = max(known.due if known is not None else from_text(row["due_at"]), BEGIN)
            in_a_step = known is not None and known.in_a_step
            if known is None and row["key"].startswith(("thanks:", "attendance:")):
                # Only there once somebody ticked; where that is known it is expected, with the right time.
                ticked = self._last_tick(row["key"].split(":")[1])
                due, in_a_step = max(due, ticked), ticked >= due
            step = self.step if in_a_step else timedelta()
            finished = from_text(row["finished_at"])
            allowed = self._back_after(self._back_after(due + step) + _waits(row) + behind[row["chat_id"], row["live"]])
            if finished > allowed:
                self.outcome.late += 1
                self.outcome.notes.append(
                    f"late: {row['key']} due {to_text(due)}, left {row['finished_at']}, attempts {row['attempts']}"
                )
            elif finished > due + step + timedelta(seconds=1):
                self.outcome.later_by_a_kill_or_refusal += 1

    def _waits_by_chat(self) -> Counter[tuple[int, int]]:
        """Answers keep their order, so one that was refused holds up those behind it; what was planned passes."""
        found: dict[tuple[int, int], timedelta] = defaultdict(timedelta)
        for row in self.rows.values():
            if row["live"]:
                found[row["chat_id"], 1] += _waits(row)
        return found  # type: ignore[return-value]

    def _last_tick(self, code: str) -> datetime:
        row = self.connection.execute(
            "SELECT max(t.noted_at) AS at FROM attendance t JOIN registrations r ON r.id = t.registration_id"
            " JOIN events e ON e.id = r.event_id WHERE e.code = ?", (code,),
        ).fetchone()  # fmt: skip
        return from_text(row["at"]) if row["at"] else BEGIN

    # What must have come

    def _everything(self) -> Iterator[Expected]:
        for event in self.connection.execute("SELECT * FROM events").fetchall():
            parts = [
                (row["number"], _local(row["starts_at"]), _local(row["ends_at"]))
                for row in self.connection.execute("SELECT * FROM event_parts WHERE event_id = ? ORDER BY number", (event["id"],))
            ]
            guests = self.connection.execute(
                "SELECT * FROM registrations WHERE event_id = ? AND person_id IS NOT NULL", (event["id"],)
            ).fetchall()
            yield from self._for_coaches(event["code"], event["id"], parts)
            called_off = self._called_off(event)
            if called_off is not None:
                yield from self._after_no_go(event["code"], guests, called_off)
            for guest in guests:
                seat = self._seat(guest)
                if seat is not None:
                    yield from self._before(event["code"], guest, parts, seat[0], min(seat[1], called_off or _NEVER))
            if called_off is None:
                yield from self._after(event, guests, parts)

    def _seat(self, guest: Any) -> tuple[datetime, datetime] | None:
        """Return from when to when somebody had a seat."""
        from_start = guest["queue_number"] < SEATS
        said_no = [done.at for done in self.coming.get(guest["id"], []) if done.data.endswith(":no")]
        if guest["state"] == "cancelled":
            return (BEGIN - timedelta(days=60), said_no[0]) if from_start and said_no else None
        if guest["state"] != "signed_up":
            return None
        return (BEGIN - timedelta(days=60) if from_start else from_text(guest["changed_at"]), _NEVER)

    def _called_off(self, event: Any) -> datetime | None:
        row = self.connection.execute(
            "SELECT decided_at FROM event_decisions WHERE event_id = ? AND decision = 'no_go'", (event["id"],)
        ).fetchone()
        tapped = any(done.data.startswith(f"timeline:decide:{event['id']}:") and done.data.endswith(":sure")
                     for done in self.crowd.done)  # fmt: skip
        # Of two coaches who tap at once the first decides.
        if event["state"] not in (("go", "no_go") if tapped else ("planned", "go")):
            self.outcome.lose(f"{event['code']} is {event['state']}, and a coach tapped no-go: {tapped}")
        return from_text(row["decided_at"]) if row is not None else None

    def _for_coaches(self, code: str, event_id: int, parts: list[tuple[int, datetime, datetime]]) -> Iterator[Expected]:
        decided = self.connection.execute(
            "SELECT * FROM event_decisions WHERE event_id = ? ORDER BY round", (event_id,)
        ).fetchall()
        called_off = any(row["decision"] == "no_go" for row in decided)
        first = parts[0][1]
        for coach in COACHES:
            asked = _at(first.date() - timedelta(days=14), time(9))
            yield Expected(f"decision:{code}:round-1:to-{coach}:{first.date()}", coach, asked)
            for row in decided:
                if row["decided_by"] != coach:
                    told = _calm(from_text(row["decided_at"]))
                    yield Expected(f"decision:{code}:outcome-{row['round']}:to-{coach}", coach, told)
            for number, start, _ in parts:
                if not called_off:
                    yield Expected(f"attendance:{code}:part-{number}:list:to-{coach}:{start.date()}", coach, start)

    def _before(
        self, code: str, guest: Any, parts: list[tuple[int, datetime, datetime]], since: datetime, until: datetime
    ) -> Iterator[Expected]:
        """'Kom je nog?', the practical information and the reminders, as long as somebody has a seat."""
        person, (_, first, _) = guest["person_id"], parts[0]
        found = []
        asked, again = _at(first.date() - timedelta(days=7), time(10)), _at(first.date() - timedelta(days=4), time(10))
        if since < asked:
            found.append(Expected(f"checkin:{code}:person-{person}:first:{first.date()}", person, asked))
            said = [done.data.split(":")[-1] for done in self.coming.get(guest["id"], []) if done.at < again]
            if not said or said[-1] == "maybe":
                found.append(Expected(f"checkin:{code}:person-{person}:again:{first.date()}", person, again))
        due = _at(first.date() - timedelta(days=3), time(10))
        key = f"practical:{code}:person-{person}:{first.date()}"
        if since < due:
            found.append(Expected(key, person, due))
        elif since < first - timedelta(hours=1):
            found.append(Expected(key, person, _calm(since, first - timedelta(minutes=30)), in_a_step=True))
        for number, start, _ in parts:
            for name, planned, helps in (
                ("day-before", _at(start.date() - timedelta(days=1), time(17)), timedelta(hours=3)),
                ("hours-before", start - timedelta(hours=2), timedelta(minutes=30)),
            ):
                if since < planned:
                    key = f"reminder:{code}:person-{person}:part-{number}:{name}:{start.date()}"
                    found.append(Expected(key, person, _calm(planned, start - helps)))
        yield from (one for one in found if one.due < until)

    def _after_no_go(self, code: str, guests: list[Any], at: datetime) -> Iterator[Expected]:
        for guest in guests:
            left = any(done.data.endswith(":no") and done.at <= at for done in self.coming.get(guest["id"], []))
            if not left:
                person = guest["person_id"]
                yield Expected(f"decision:{code}:no-go:person-{person}", person, _calm(at))

    def _after(self, event: Any, guests: list[Any], parts: list[tuple[int, datetime, datetime]]) -> Iterator[Expected]:
        """Thanks or 'we missed you' for who was ticked, and the form."""
        _, start, end = parts[-1]
        ticks: dict[int, list[tuple[str, datetime]]] = defaultdict(list)
        for row in self.connection.execute(
            "SELECT t.* FROM attendance t JOIN registrations r ON r.id = t.registration_id WHERE r.event_id = ?", (event["id"],)
        ):
            ticks[row["registration_id"]].append((row["state"], from_text(row["noted_at"])))
        there = []
        for guest in guests:
            present = [at for state, at in ticks[guest["id"]] if state == "present"]
            absent = [at for state, at in ticks[guest["id"]] if state == "absent"]
            if guest["state"] == "signed_up" and present:
                there.append((guest["person_id"], min(present)))
                due, key = end + timedelta(hours=1), f"thanks:{event['code']}:person-{guest['person_id']}:{start.date()}"
                yield Expected(key, guest["person_id"], _calm(max(due, min(present))), in_a_step=min(present) >= due)
            elif guest["state"] == "signed_up" and absent:
                due = _at(start.date() + timedelta(days=1), time(11))
                key = f"thanks:{event['code']}:person-{guest['person_id']}:missed-you:{start.date()}"
                yield Expected(key, guest["person_id"], _calm(max(due, min(absent))), in_a_step=min(absent) >= due)
        if not any(ticks.values()):
            there = [(guest["person_id"], end + timedelta(days=2)) for guest in guests if guest["state"] == "signed_up"]
        third = sorted(at for _, at in there)[_ENOUGH - 1] if len(there) >= _ENOUGH else _NEVER
        for person, at in there:
            due = _calm(max(end + timedelta(hours=1), at, third)) if third is not _NEVER else _NEVER
            if third <= end + timedelta(days=2) and due < end + timedelta(days=7):
                yield Expected(f"survey:{event['code']}:person-{person}", person, due, in_a_step=True)


def _waits(row: Any) -> timedelta:
    """Return how long Telegram's refusals of this message took at most: 1 s, 2 s, 4 s…, or the two seconds of a 429."""
    refused = row["attempts"] - 1 - row["unclear"]
    return timedelta(seconds=sum(max(2, 2**number) for number in range(max(0, refused))))


def _calm(moment: datetime, helps_until: datetime | None = None) -> datetime:
    """Move a moment out of the night: to the morning, or to the evening before when the morning is too late."""
    local = moment.astimezone(LOCAL_ZONE)
    if _MORNING <= local.time() < _NIGHT:
        return local
    morning = _at(local.date() + timedelta(days=local.time() >= _NIGHT), _MORNING)
    if helps_until is None or morning < helps_until:
        return morning
    return _at(local.date() - timedelta(days=local.time() < _EVENING), _EVENING)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, LOCAL_ZONE)


def _local(text: str) -> datetime:
    return from_text(text).astimezone(LOCAL_ZONE)
