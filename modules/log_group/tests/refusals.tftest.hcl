mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

run "refuses_what_cloudwatch_does_not_take" {
  command = plan

  variables {
    name           = "order api"
    retention_days = 31
    kms_key_arn    = "alias/aws/logs"
  }

  expect_failures = [var.name, var.retention_days, var.kms_key_arn]
}
