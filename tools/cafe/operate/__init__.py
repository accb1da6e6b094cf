"""Operates a running platform, here or on AWS."""
