"""Answers the HTTP API of the café."""
