mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

variables {
  name = "cafe-orders-test"

  queue_names = {
    orders        = "cafe-orders-test-orders"
    dead_letter   = "cafe-orders-test-orders-dlq"
    relay_failure = "cafe-orders-test-order-relay-failures"
  }
}

run "refuses_a_name_in_capitals" {
  command = plan

  variables {
    name = "Cafe"
  }

  expect_failures = [var.name]
}

run "refuses_to_watch_one_queue_twice" {
  command = plan

  variables {
    queue_names = { orders = "orders", dead_letter = "orders", relay_failure = "failures" }
  }

  expect_failures = [var.queue_names]
}

run "refuses_to_alarm_sooner_than_the_metric_comes" {
  command = plan

  variables {
    oldest_order_seconds = 59
  }

  expect_failures = [var.oldest_order_seconds]
}

run "refuses_what_is_no_e_mail_address" {
  command = plan

  variables {
    alarm_emails = { on_call = "on-call" }
  }

  expect_failures = [var.alarm_emails]
}
