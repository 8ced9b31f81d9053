"""Spreadsheets (XLSX): a list that a coach can open, sort and print."""

import io
from collections.abc import Mapping
from typing import Any

_WIDEST = 60
_NARROWEST = 8


def make_sheet(values: Mapping[str, Any]) -> bytes:
    """Write `values["sheets"]`: a list of {"title", "columns", "rows"}, each row as long as the columns.

    What people typed stays text: "=1+1" is no formula, and a web address no link.
    """
    # Imported here: most starts of the bot never make a spreadsheet, and it costs 70 ms.
    import xlsxwriter  # noqa: PLC0415

    target = io.BytesIO()
    safely = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, safely) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        for sheet in values["sheets"]:
            page = book.add_worksheet(_title(sheet["title"]))
            page.freeze_panes(1, 0)
            page.write_row(0, 0, sheet["columns"], head)
            for number, row in enumerate(sheet["rows"], 1):
                page.write_row(number, 0, row)
            for column, name in enumerate(sheet["columns"]):
                longest = max([len(str(name)), *(len(str(row[column] or "")) for row in sheet["rows"])])
                page.set_column(column, column, min(max(longest + 2, _NARROWEST), _WIDEST))
    return target.getvalue()


def _title(text: str) -> str:
    """Return a title that a spreadsheet program accepts: at most 31 characters, and none of []:*?/\\."""
    return "".join(" " if character in "[]:*?/\\" else character for character in text)[:31].strip("' ") or "Blad"
