"""What an order is, how it lives, and the adapters that keep and carry it."""
