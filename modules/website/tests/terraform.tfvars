# The setting that the tests of this module start from.
name        = "cafe-orders-test"
kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/mocked"
api_origin  = { viewer_address_header = "X-Viewer-Address", secret_header = "X-Origin-Secret", secrets_path = "/cafe-orders-test/origin-secrets", domain_name = "abc123.execute-api.us-east-1.amazonaws.com", path = "/live" }

identity = {
  user_pool_id  = "us-east-1_AbCdEfGhI"
  issuer        = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI"
  hosted_ui_url = "https://cafe-orders-test-123456789012.auth.us-east-1.amazoncognito.com"
  scopes        = ["orders/read", "orders/write"]
}

firewall        = { mode = "block", rates = { requests = 2000, orders = 100 } }
origin_rotation = 7
countries       = ["AT", "CH"]
