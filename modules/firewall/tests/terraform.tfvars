# The setting that the tests of this module start from.
name        = "cafe-orders-test-api"
description = "Protects the API."
scope       = "REGIONAL"
mode        = "block"
rates       = { requests = 2000, orders = 100 }
kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/mocked"

viewer_address_header = "X-Viewer-Address"
origin_header         = "X-Origin-Secret"
origin_secrets        = { 1 = "the-old-one", 2 = "the-present-one", 3 = "the-next-one" }
