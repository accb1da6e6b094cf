mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

# Terraform takes seconds for each plan that has a firewall, so what can be refused together is.
run "refuses_what_waf_does_not_take" {
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
  }

  expect_failures = [
    var.name,
    var.description,
    var.scope,
    var.mode,
    var.rates,
    var.viewer_address_header,
    var.origin_header,
  ]
}

run "refuses_as_many_orders_as_requests_and_a_single_secret" {
  command = plan

  variables {
    rates          = { requests = 100, orders = 100 }
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
    origin_secrets = {}
  }

  expect_failures = [var.origin_secrets]
}
