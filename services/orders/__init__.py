"""The domain of orders, its adapters to AWS, and what the functions share at run time."""
