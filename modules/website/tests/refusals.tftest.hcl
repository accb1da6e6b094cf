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

run "refuses_what_is_not_of_its_kind" {
  command = plan

  variables {
    name       = "Cafe"
    api_origin = { viewer_address_header = "X-Viewer-Address", secret_header = "X-Origin-Secret", secrets_path = "/cafe-orders-test/origin-secrets", domain_name = "abc123.execute-api.us-east-1.amazonaws.com", path = "/live/" }
    identity = {
      user_pool_id  = "us-east-1_AbCdEfGhI"
      issuer        = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI"
      hosted_ui_url = "https://sign-in.example.com/oauth2"
      scopes        = []
    }
    domain        = { name = "https://orders.example.com", zone_id = "Z0123456789ABCDEFGHIJ" }
    countries     = ["Austria"]
    firewall      = { mode = "off", rates = { requests = 2000, orders = 100 } }
    kms_key_arn   = "alias/cafe-orders-test"
    local_aws_url = "http://127.0.0.1"
  }

  expect_failures = [
    var.name,
    var.api_origin,
    var.identity,
    var.domain,
    var.countries,
    var.firewall,
    var.kms_key_arn,
    var.local_aws_url,
  ]
}

run "refuses_numbers_that_no_service_takes" {
  command = plan

  variables {
    old_version_days   = 0
    origin_rotation    = 0
    log_retention_days = 0
    access_log_days    = 0.5
  }

  expect_failures = [
    var.old_version_days,
    var.origin_rotation,
    var.log_retention_days,
    var.access_log_days,
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
