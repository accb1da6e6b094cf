mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

run "refuses_what_sns_does_not_take" {
  command = plan

  variables {
    name          = "Events"
    kms_key_id    = "my-key"
    subscriptions = { bar = { protocol = "https", endpoint = "https://example.com" } }
  }

  expect_failures = [var.name, var.kms_key_id, var.subscriptions]
}

run "refuses_aws_s_own_key_with_a_publisher_and_a_subscription_without_a_status" {
  command = plan

  variables {
    publisher_services = ["cloudwatch.amazonaws.com"]
    subscriptions      = { bar = { protocol = "email", endpoint = "bar@example.com", statuses = [] } }
  }

  expect_failures = [var.kms_key_id, var.subscriptions]
}

run "refuses_a_publisher_that_is_not_a_service_and_what_is_not_an_e_mail_address" {
  command = plan

  variables {
    kms_key_id         = "alias/alarms"
    publisher_services = ["*"]
    subscriptions      = { bar = { protocol = "email", endpoint = "bar" } }
  }

  expect_failures = [var.publisher_services, var.subscriptions]
}
