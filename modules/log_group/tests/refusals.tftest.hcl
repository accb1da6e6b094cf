mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

variables {
  name           = "/aws/lambda/cafe-orders-test-order-api"
  retention_days = 365
  kms_key_arn    = "arn:aws:kms:us-east-1:123456789012:key/mocked"
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

run "refuses_what_is_no_key" {
  command = plan

  variables {
    kms_key_arn = "alias/aws/logs"
  }

  expect_failures = [var.kms_key_arn]
}
