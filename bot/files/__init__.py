"""Files that are made at the moment of sending: calendar, spreadsheet, chart."""
