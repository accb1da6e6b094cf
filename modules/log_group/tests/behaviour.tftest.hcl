mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

variables {
  name           = "/aws/lambda/cafe-orders-test-order-api"
  retention_days = 30
}

run "deletes_lines_after_their_time" {
  command = plan

  assert {
    condition     = aws_cloudwatch_log_group.this.retention_in_days == 30
    error_message = "Logs must not be kept for ever."
  }
}
