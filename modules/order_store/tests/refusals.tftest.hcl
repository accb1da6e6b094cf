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

run "refuses_to_hide_an_order_for_less_than_6_times_the_shortest_timeout" {
  command = plan

  variables {
    visibility_timeout_seconds = 5
  }

  expect_failures = [var.visibility_timeout_seconds]
}

run "refuses_to_hide_an_order_for_more_than_12_hours" {
  command = plan

  variables {
    visibility_timeout_seconds = 43201
  }

  expect_failures = [var.visibility_timeout_seconds]
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

run "refuses_to_give_an_order_up_after_fewer_than_5_receives" {
  command = plan

  variables {
    max_receive_count = 4
  }

  expect_failures = [var.max_receive_count]
}

run "refuses_a_queue_that_keeps_orders_as_long_as_sqs_can" {
  command = plan

  variables {
    queue_retention_days = 14
  }

  expect_failures = [var.queue_retention_days]
}

run "refuses_to_keep_a_dead_letter_no_longer_than_the_queue_does" {
  command = plan

  variables {
    queue_retention_days       = 4
    dead_letter_retention_days = 4
  }

  expect_failures = [var.dead_letter_retention_days]
}

run "refuses_to_keep_a_dead_letter_for_more_than_14_days" {
  command = plan

  variables {
    dead_letter_retention_days = 15
  }

  expect_failures = [var.dead_letter_retention_days]
}
