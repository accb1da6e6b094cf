mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

variables {
  name = "cafe-orders-test-order-events"
}

run "refuses_a_name_in_capitals" {
  command = plan

  variables {
    name = "Events"
  }

  expect_failures = [var.name]
}

run "refuses_a_key_that_is_neither_alias_nor_arn" {
  command = plan

  variables {
    kms_key_id = "my-key"
  }

  expect_failures = [var.kms_key_id]
}

run "refuses_a_service_as_publisher_under_the_key_that_services_cannot_use" {
  command = plan

  variables {
    publisher_services = ["cloudwatch.amazonaws.com"]
  }

  expect_failures = [var.kms_key_id]
}

run "refuses_a_publisher_that_is_no_service" {
  command = plan

  variables {
    kms_key_id         = "alias/alarms"
    publisher_services = ["*"]
  }

  expect_failures = [var.publisher_services]
}

run "refuses_a_protocol_it_does_not_know" {
  command = plan

  variables {
    subscriptions = { bar = { protocol = "https", endpoint = "https://example.com" } }
  }

  expect_failures = [var.subscriptions]
}

run "refuses_a_subscription_without_any_status" {
  command = plan

  variables {
    subscriptions = { bar = { protocol = "email", endpoint = "bar@example.com", statuses = [] } }
  }

  expect_failures = [var.subscriptions]
}
