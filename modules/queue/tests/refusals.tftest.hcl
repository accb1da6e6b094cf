mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

run "refuses_what_sqs_does_not_take" {
  command = plan

  variables {
    name                       = "Orders"
    retention_seconds          = 59
    visibility_timeout_seconds = -1
    dead_letter                = { queue_arn = "arn:aws:sns:us-east-1:123456789012:events", max_receive_count = 5 }
    senders                    = { order-events = { service = "sns.amazonaws.com", source_arn = "arn:aws:sns:us-east-1:123456789012:events" } }
  }

  expect_failures = [
    var.name,
    var.retention_seconds,
    var.visibility_timeout_seconds,
    var.dead_letter,
    var.senders,
  ]
}

run "refuses_more_than_sqs_keeps_and_a_sender_that_is_no_service" {
  command = plan

  variables {
    retention_seconds          = 1209601
    visibility_timeout_seconds = 43201
    dead_letter                = { queue_arn = "arn:aws:sqs:us-east-1:123456789012:dlq", max_receive_count = 4 }
    senders                    = { Events = { service = "*", source_arn = "arn:aws:sns:us-east-1:123456789012:events" } }
  }

  expect_failures = [var.retention_seconds, var.visibility_timeout_seconds, var.dead_letter, var.senders]
}

run "refuses_a_sender_on_behalf_of_anything" {
  command = plan

  variables {
    senders = { Events = { service = "sns.amazonaws.com", source_arn = "arn:aws:sns:us-east-1:123456789012:*" } }
  }

  expect_failures = [var.senders]
}
