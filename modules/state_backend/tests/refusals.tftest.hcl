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

run "refuses_to_forget_a_state_within_the_week" {
  command = plan

  variables {
    old_version_days = 3
  }

  expect_failures = [var.old_version_days]
}

run "refuses_to_forget_at_once_who_read_a_state" {
  command = plan

  variables {
    access_log_days = 0
  }

  expect_failures = [var.access_log_days]
}
