"""The room of the agenda: seats, the queue, the file, and what people hear of it."""
