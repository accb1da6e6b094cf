mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

# Terraform takes seconds for each plan that has a firewall, so what can be refused together is.
variables {
  name        = "cafe-orders-test-api"
  description = "Protects the API."
  scope       = "REGIONAL"
  mode        = "block"
  rates       = { requests = 2000, orders = 100 }
  kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/mocked"
}

run "refuses_what_is_not_of_its_kind" {
  command = plan

  variables {
    name                  = "Cafe"
    description           = "Protects the café (and its API)."
    scope                 = "GLOBAL"
    mode                  = "off"
    rates                 = { requests = 100, orders = 9 }
    viewer_address_header = "X-Forwarded-For"
    origin_header         = "X Origin"
    origin_secrets        = { 1 = "one", 2 = "two" }
    log_retention_days    = 0
    kms_key_arn           = "alias/cafe-orders-test"
  }

  expect_failures = [
    var.name,
    var.description,
    var.scope,
    var.mode,
    var.rates,
    var.viewer_address_header,
    var.origin_header,
    var.log_retention_days,
    var.kms_key_arn,
  ]
}

run "refuses_as_many_orders_as_requests_and_a_single_secret" {
  command = plan

  variables {
    rates          = { requests = 100, orders = 100 }
    origin_header  = "X-Origin-Secret"
    origin_secrets = { 1 = "one" }
  }

  expect_failures = [
    var.rates,
    var.origin_secrets,
  ]
}

run "refuses_a_header_without_secrets" {
  command = plan

  variables {
    origin_header = "X-Origin-Secret"
  }

  expect_failures = [var.origin_secrets]
}
