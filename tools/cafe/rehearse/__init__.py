"""Runs the workflow files on one machine, against a local account for each environment."""
