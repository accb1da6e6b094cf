mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

mock_provider "aws" {
  alias           = "us_east_1"
  source          = "../_mocks"
  override_during = plan
}

# Terraform takes seconds for each plan that has a firewall, so what can be refused together is.
override_module {
  target  = module.firewall
  outputs = { arn = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/mocked/1", name = "mocked", rule_names = [] }
}

run "refuses_what_cloudfront_does_not_take" {
  command = plan

  variables {
    api_origin = { viewer_address_header = "X-Viewer-Address", secret_header = "X-Origin-Secret", secrets_path = "/cafe-orders-test/origin-secrets", domain_name = "abc123.execute-api.us-east-1.amazonaws.com", path = "/live/" }
    identity = {
      user_pool_id  = "us-east-1_AbCdEfGhI"
      issuer        = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI"
      hosted_ui_url = "https://sign-in.example.com/oauth2"
      scopes        = []
    }
    domain        = { name = "https://orders.example.com", zone_id = "Z0123456789ABCDEFGHIJ" }
    countries     = ["Austria"]
    local_aws_url = "http://127.0.0.1"
  }

  expect_failures = [
    var.api_origin,
    var.identity,
    var.domain,
    var.countries,
    var.local_aws_url,
  ]
}

run "refuses_what_does_not_go_together" {
  command = plan

  variables {
    domain              = { name = "orders.example.com", zone_id = "example.com" }
    development_origins = ["http://localhost:5173"]
  }

  expect_failures = [
    var.domain,
    var.development_origins,
  ]
}
