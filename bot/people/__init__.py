"""Who people are to us: the words that every feature shares."""
