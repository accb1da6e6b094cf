"""What an order costs and how many the platform takes, calculated from counted calls, dated prices and dated limits."""
