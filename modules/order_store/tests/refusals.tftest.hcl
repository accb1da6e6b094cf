mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

run "refuses_a_status_that_no_event_has" {
  command = plan

  variables {
    email_notifications = { bar = { address = "bar@example.com", statuses = ["RECEIVED"] } }
  }

  expect_failures = [var.email_notifications]
}
