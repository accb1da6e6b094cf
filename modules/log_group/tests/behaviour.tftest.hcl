mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

run "deletes_lines_after_their_time" {
  command = plan

  assert {
    condition     = aws_cloudwatch_log_group.this.retention_in_days == 365
    error_message = "Logs must not be kept for ever."
  }
}

run "is_encrypted_with_the_key_given" {
  command = plan

  assert {
    condition     = aws_cloudwatch_log_group.this.kms_key_id == "arn:aws:kms:us-east-1:123456789012:key/mocked"
    error_message = "Without a key of ours nobody could shut the lines away."
  }
}
