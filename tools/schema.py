"""Draws the one-page picture of the database: what all migrations together make. `python -m tools.schema` writes it."""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from bot.db.migrations import migrate
from tools.running import ROOT

MIGRATIONS = ROOT / "migrations"
PICTURE = MIGRATIONS / "schema.sql"
_HEAD = "-- What all migrations together make, for readers; the bot never runs this. Written by: python -m tools.schema\n"
# Tables in the order in which they were added, each followed by its indexes and triggers.
_LIST = """
SELECT o.sql FROM sqlite_master o JOIN sqlite_master t ON t.type = 'table' AND t.name = o.tbl_name
WHERE o.sql IS NOT NULL AND t.name NOT LIKE 'sqlite_%'
ORDER BY t.rowid, o.type != 'table', o.type, o.name
"""


def draw(database: Path) -> str:
    """Return the picture of this database."""
    with closing(sqlite3.connect(database)) as connection:
        statements = [sql for (sql,) in connection.execute(_LIST)]
    # An empty line before each table, none between a table and its indexes.
    return _HEAD + "".join(("\n" if sql.startswith("CREATE TABLE") else "") + sql.rstrip() + ";\n" for sql in statements)


def draw_all(migrations: Path = MIGRATIONS) -> str:
    """Return the picture of a new database after all migrations."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "new.sqlite3"
        migrate(database, migrations)
        return draw(database)


if __name__ == "__main__":
    PICTURE.write_text(draw_all(), "utf-8")
