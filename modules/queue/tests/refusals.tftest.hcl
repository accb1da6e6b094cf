mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

variables {
  name = "cafe-orders-test-orders"
}

run "refuses_a_name_in_capitals" {
  command = plan

  variables {
    name = "Orders"
  }

  expect_failures = [var.name]
}

run "refuses_to_keep_messages_for_less_than_a_minute" {
  command = plan

  variables {
    retention_seconds = 59
  }

  expect_failures = [var.retention_seconds]
}

run "refuses_to_keep_messages_for_more_than_14_days" {
  command = plan

  variables {
    retention_seconds = 1209601
  }

  expect_failures = [var.retention_seconds]
}

run "refuses_a_negative_visibility_timeout" {
  command = plan

  variables {
    visibility_timeout_seconds = -1
  }

  expect_failures = [var.visibility_timeout_seconds]
}

run "refuses_to_hide_messages_for_more_than_12_hours" {
  command = plan

  variables {
    visibility_timeout_seconds = 43201
  }

  expect_failures = [var.visibility_timeout_seconds]
}

run "refuses_a_dead_letter_queue_that_is_no_queue" {
  command = plan

  variables {
    dead_letter = { queue_arn = "arn:aws:sns:us-east-1:123456789012:topic", max_receive_count = 5 }
  }

  expect_failures = [var.dead_letter]
}

run "refuses_to_give_a_message_up_after_fewer_than_5_receives" {
  command = plan

  variables {
    dead_letter = { queue_arn = "arn:aws:sqs:us-east-1:123456789012:dlq", max_receive_count = 4 }
  }

  expect_failures = [var.dead_letter]
}

run "refuses_a_sender_whose_name_is_no_statement_id" {
  command = plan

  variables {
    senders = { order-events = { service = "sns.amazonaws.com", source_arn = "arn:aws:sns:us-east-1:123456789012:events" } }
  }

  expect_failures = [var.senders]
}

run "refuses_a_sender_that_is_no_service" {
  command = plan

  variables {
    senders = { Events = { service = "*", source_arn = "arn:aws:sns:us-east-1:123456789012:events" } }
  }

  expect_failures = [var.senders]
}

run "refuses_a_sender_on_behalf_of_anything" {
  command = plan

  variables {
    senders = { Events = { service = "sns.amazonaws.com", source_arn = "arn:aws:sns:us-east-1:123456789012:*" } }
  }

  expect_failures = [var.senders]
}
