"""Evaluations: anonymous for real, shown from three answers up.

What is promised: nobody who has this database, a backup, or two backups side by side, can tell who gave which answer. How:

- **An answer stands alone.** One row per answer: a random key, which event, which question, what. No time, no form, no order: the
  table has no rowid, and with every answer that goes in, all answers to that question get new keys, so that neither the
  order of the keys nor the place on the disk says who came last, and keys in two backups have nothing in common.
  Answers of one person do not hang together either.
- **A ballot, not a name.** Everybody who was there gets a random ballot in the button of their invitation, and we keep a hash of
  it, to know at which question that form is and to count nothing twice. Which ballot went to whom is kept nowhere: it
  leaves at once (never overnight in the outbox), and a sent message loses its buttons.
- **Who answered is not known**, so it does not show in what changes from one day to the next. An invitation does not change by
  answering, has no button to refuse with, and the reminder goes to everybody who was invited. The only answer that is known
  by name, "ask me again in three months", can be given without answering anything else.
- **A form that is open** is a dialogue with the ballot and the question at hand, never an answer, and is gone when the form is
  ready or an hour later. The outbox repeats no answer, and an answer of ours that was sent keeps not even the name of its text.
  The inbox empties what was handled. What somebody typed may still be in SQLite's journal; that is cut off every night.
- **Few people.** With fewer than three to invite nothing is asked. Results are shown when the form has closed, so that nobody can
  compare today with yesterday, per question and from three answers up; what fewer people answered is erased at closing.
- **What is typed** is scrubbed of names and numbers first. A story after three months is passed on only as its teller has read
  it and agreed to; until then it stands nowhere but in their own chat.

What remains: who watches the machine at the moment that somebody answers can see it. And when everybody gives the same grade,
that says what each of them gave.
"""
