"""Publishes what the table of orders recorded: the outbox relay."""
