mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

variables {
  name           = "/aws/lambda/cafe-orders-test-order-api"
  retention_days = 30
}

run "refuses_a_name_with_spaces" {
  command = plan

  variables {
    name = "order api"
  }

  expect_failures = [var.name]
}

run "refuses_a_retention_cloudwatch_does_not_know" {
  command = plan

  variables {
    retention_days = 31
  }

  expect_failures = [var.retention_days]
}
