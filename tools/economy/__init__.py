"""What an order costs and how many the platform takes, reckoned from counted calls, dated prices and dated limits."""
