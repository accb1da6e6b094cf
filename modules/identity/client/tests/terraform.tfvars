# The setting that the tests of this module start from.
name         = "cafe-orders-test-page"
user_pool_id = "us-east-1_AbCdEfGhI"
site_url     = "https://orders.example.com"
scopes       = ["openid", "email", "orders/read", "orders/write"]
