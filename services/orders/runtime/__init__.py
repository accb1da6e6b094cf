"""Shared by all functions: clients, logger, metrics, settings."""
