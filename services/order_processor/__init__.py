"""Decides the orders in the queue."""
