mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

variables {
  name        = "cafe-orders-test-api"
  description = "Protects the API."
  scope       = "REGIONAL"
  mode        = "block"
  rates       = { requests = 2000, orders = 100 }
  kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/mocked"
}

run "refuses_a_name_in_capitals" {
  command = plan

  variables {
    name = "Cafe"
  }

  expect_failures = [var.name]
}

run "refuses_a_description_that_the_firewall_can_not_keep" {
  command = plan

  variables {
    description = "Protects the café (and its API)."
  }

  expect_failures = [var.description]
}

run "refuses_a_scope_that_there_is_not" {
  command = plan

  variables {
    scope = "GLOBAL"
  }

  expect_failures = [var.scope]
}

run "refuses_to_neither_count_nor_block" {
  command = plan

  variables {
    mode = "off"
  }

  expect_failures = [var.mode]
}

run "refuses_as_many_orders_as_requests" {
  command = plan

  variables {
    rates = { requests = 100, orders = 100 }
  }

  expect_failures = [var.rates]
}

run "refuses_fewer_orders_than_the_firewall_can_count" {
  command = plan

  variables {
    rates = { requests = 100, orders = 9 }
  }

  expect_failures = [var.rates]
}

run "refuses_an_address_that_visitors_write_themselves" {
  command = plan

  variables {
    viewer_address_header = "X-Forwarded-For"
  }

  expect_failures = [var.viewer_address_header]
}

run "refuses_a_header_that_is_no_name" {
  command = plan

  variables {
    origin_header  = "X Origin"
    origin_secrets = { 1 = "one", 2 = "two" }
  }

  expect_failures = [var.origin_header]
}

run "refuses_a_single_secret" {
  command = plan

  variables {
    origin_header  = "X-Origin-Secret"
    origin_secrets = { 1 = "one" }
  }

  expect_failures = [var.origin_secrets]
}

run "refuses_a_header_without_secrets" {
  command = plan

  variables {
    origin_header = "X-Origin-Secret"
  }

  expect_failures = [var.origin_secrets]
}

run "refuses_to_keep_no_logs" {
  command = plan

  variables {
    log_retention_days = 0
  }

  expect_failures = [var.log_retention_days]
}

run "refuses_what_is_no_key" {
  command = plan

  variables {
    kms_key_arn = "alias/cafe-orders-test"
  }

  expect_failures = [var.kms_key_arn]
}
