"""Uses the platform as a customer does."""
