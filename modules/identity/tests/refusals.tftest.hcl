mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

variables {
  name = "cafe-orders-test"
}

run "refuses_a_name_in_capitals" {
  command = plan

  variables {
    name = "Cafe"
  }

  expect_failures = [var.name]
}

run "refuses_a_name_that_cognito_refuses_in_a_domain" {
  command = plan

  variables {
    name = "my-aws-orders"
  }

  expect_failures = [var.name]
}

run "refuses_a_local_address_without_a_port" {
  command = plan

  variables {
    local_aws_url = "http://127.0.0.1"
  }

  expect_failures = [var.local_aws_url]
}

run "refuses_a_threat_protection_that_cognito_does_not_know" {
  command = plan

  variables {
    threat_protection = "ON"
  }

  expect_failures = [var.threat_protection]
}
