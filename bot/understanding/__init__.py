"""Understanding Dutch: what a message means. Pure code without I/O, so that it can be measured on its own."""
