"""Decides the orders that wait in the queue."""
