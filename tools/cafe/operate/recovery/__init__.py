"""Returns orders and messages that wait for a person."""
