"""What every function runs on: clients, logger, metrics, settings."""
