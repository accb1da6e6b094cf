mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

run "refuses_a_key_without_a_purpose_and_strangers_to_it" {
  command = plan

  variables {
    description  = ""
    used_through = ["ec2"]
    log_groups   = ["*"]
    publishers   = ["cloudwatch"]
  }

  expect_failures = [var.description, var.used_through, var.log_groups, var.publishers]
}
