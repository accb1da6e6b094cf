"""The workflow files themselves, run on one machine against two local accounts."""
