"""The project's own command: runs, packages, publishes and operates the platform."""
