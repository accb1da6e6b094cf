"""Bringing a change to an environment on AWS: plans, their comment, deploys and rollback."""
