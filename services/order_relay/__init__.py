"""The outbox relay: publishes the changes in the table's stream."""
