"""Everything to try Wijkmaat without a token and without a network: a Telegram of our own and a page with phones."""
