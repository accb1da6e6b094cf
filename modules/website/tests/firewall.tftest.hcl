mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

mock_provider "aws" {
  alias           = "us_east_1"
  source          = "../_mocks"
  override_during = plan
}

variables {
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
}

run "stands_behind_its_firewall" {
  command = plan

  assert {
    condition     = aws_cloudfront_distribution.this.web_acl_id == module.firewall.arn && module.firewall.name == "cafe-orders-test-site"
    error_message = "The firewall is the distribution's."
  }

  assert {
    condition     = !contains(module.firewall.rule_names, "only-through-cloudfront")
    error_message = "Visitors need no secret."
  }
}
