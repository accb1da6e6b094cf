mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

variables {
  name = "cafe-orders-test-site-123456789012"
}

run "refuses_a_name_in_capitals" {
  command = plan

  variables {
    name = "Cafe"
  }

  expect_failures = [var.name]
}

run "refuses_an_encryption_that_s3_does_not_know" {
  command = plan

  variables {
    encryption = "none"
  }

  expect_failures = [var.encryption]
}

run "refuses_to_keep_old_versions_for_no_time" {
  command = plan

  variables {
    retention = { old_version_days = 0 }
  }

  expect_failures = [var.retention]
}

run "refuses_to_keep_objects_for_half_a_day" {
  command = plan

  variables {
    retention = { old_version_days = 7, current_days = 0.5 }
  }

  expect_failures = [var.retention]
}

run "refuses_a_log_without_a_folder" {
  command = plan

  variables {
    access_log = { bucket = "cafe-orders-test-site-log-123456789012", prefix = "page" }
  }

  expect_failures = [var.access_log]
}

run "refuses_a_service_whoever_it_acts_for" {
  command = plan

  variables {
    service_access = { LetCloudFrontRead = { service = "cloudfront.amazonaws.com", action = "s3:GetObject", objects = "*", conditions = {} } }
  }

  expect_failures = [var.service_access]
}

run "refuses_an_account_that_is_no_service" {
  command = plan

  variables {
    service_access = { LetSomeoneRead = { service = "arn:aws:iam::210987654321:root", action = "s3:GetObject", objects = "*", conditions = { ArnEquals = { "aws:SourceArn" = "arn:aws:s3:::mine" } } } }
  }

  expect_failures = [var.service_access]
}

run "refuses_every_action" {
  command = plan

  variables {
    service_access = { LetCloudFrontDoAll = { service = "cloudfront.amazonaws.com", action = "s3:*", objects = "*", conditions = { ArnEquals = { "aws:SourceArn" = "arn:aws:s3:::mine" } } } }
  }

  expect_failures = [var.service_access]
}
