mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

run "refuses_what_s3_does_not_take" {
  command = plan

  variables {
    name           = "Cafe"
    encryption     = "none"
    retention      = { old_version_days = 0 }
    access_log     = { bucket = "cafe-orders-test-site-log-123456789012", prefix = "page" }
    service_access = { LetCloudFrontRead = { service = "cloudfront.amazonaws.com", action = "s3:GetObject", objects = "*", conditions = {} } }
  }

  expect_failures = [
    var.name,
    var.encryption,
    var.retention,
    var.access_log,
    var.service_access,
  ]
}

run "refuses_half_a_day_and_an_account_instead_of_a_service" {
  command = plan

  variables {
    retention      = { old_version_days = 7, current_days = 0.5 }
    service_access = { LetSomeoneRead = { service = "arn:aws:iam::210987654321:root", action = "s3:GetObject", objects = "*", conditions = { ArnEquals = { "aws:SourceArn" = "arn:aws:s3:::mine" } } } }
  }

  expect_failures = [var.retention, var.service_access]
}

run "refuses_every_action" {
  command = plan

  variables {
    service_access = { LetCloudFrontDoAll = { service = "cloudfront.amazonaws.com", action = "s3:*", objects = "*", conditions = { ArnEquals = { "aws:SourceArn" = "arn:aws:s3:::mine" } } } }
  }

  expect_failures = [var.service_access]
}
