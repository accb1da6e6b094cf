# The setting that the tests of this module start from.
name             = "cafe-orders-test"
old_version_days = 90
