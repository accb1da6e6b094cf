mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

run "refuses_what_cognito_does_not_know" {
  command = plan

  variables {
    name              = "Cafe"
    threat_protection = "ON"
  }

  expect_failures = [var.name, var.threat_protection]
}

run "refuses_a_name_that_cognito_refuses_in_a_domain" {
  command = plan

  variables {
    name = "my-aws-orders"
  }

  expect_failures = [var.name]
}
