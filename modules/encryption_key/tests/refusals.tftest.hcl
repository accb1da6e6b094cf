mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

variables {
  description = "Encrypts what cafe-orders-test keeps."
}

run "refuses_a_key_that_does_not_say_what_it_is_for" {
  command = plan

  variables {
    description = ""
  }

  expect_failures = [var.description]
}

run "refuses_a_service_that_stores_nothing_here" {
  command = plan

  variables {
    used_through = ["ec2"]
  }

  expect_failures = [var.used_through]
}

run "refuses_every_log_group_at_once" {
  command = plan

  variables {
    log_groups = ["*"]
  }

  expect_failures = [var.log_groups]
}

run "refuses_a_publisher_that_is_no_service" {
  command = plan

  variables {
    publishers = ["cloudwatch"]
  }

  expect_failures = [var.publishers]
}
