"""The durable tray of everything that is to be sent; knows neither Telegram nor features."""
