# The setting that the tests of this module start from.
name = "cafe-orders-test"
