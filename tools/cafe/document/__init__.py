"""Generates documents from the code and the running platform."""
