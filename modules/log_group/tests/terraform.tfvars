# The setting that the tests of this module start from.
name           = "/aws/lambda/cafe-orders-test-order-api"
retention_days = 365
kms_key_arn    = "arn:aws:kms:us-east-1:123456789012:key/mocked"
