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

run "refuses_what_is_no_e_mail_address" {
  command = plan

  variables {
    email_notifications = { bar = { address = "bar", statuses = ["CONFIRMED"] } }
  }

  expect_failures = [var.email_notifications]
}

run "refuses_a_status_that_no_event_has" {
  command = plan

  variables {
    email_notifications = { bar = { address = "bar@example.com", statuses = ["RECEIVED"] } }
  }

  expect_failures = [var.email_notifications]
}

run "refuses_a_notification_without_any_status" {
  command = plan

  variables {
    email_notifications = { bar = { address = "bar@example.com", statuses = [] } }
  }

  expect_failures = [var.email_notifications]
}
