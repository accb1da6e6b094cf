mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

run "refuses_to_delete_an_old_state_within_a_week" {
  command = plan

  variables {
    old_version_days = 3
  }

  expect_failures = [var.old_version_days]
}
