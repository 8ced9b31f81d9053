"""SQLite with one write door and numbered migrations."""
