"""The welcome: hello, help, and a calm answer to what nobody understands."""
