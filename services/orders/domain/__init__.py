"""What an order is and what becomes of it: pure Python, no AWS."""
