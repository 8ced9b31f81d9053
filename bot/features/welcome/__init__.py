"""The welcome: hello, help, and what we keep about you."""
