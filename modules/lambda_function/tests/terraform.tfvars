# The setting that the tests of this module start from.
name         = "cafe-orders-test-api"
description  = "Answers the API."
package_path = "tests/package.zip"
handler      = "api.handler.handle"
kms_key_arn  = "arn:aws:kms:us-east-1:123456789012:key/mocked"
is_traced    = false
