mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

mock_provider "aws" {
  alias           = "us_east_1"
  source          = "../_mocks"
  override_during = plan
}

variables {
  name        = "cafe-orders-test"
  kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/mocked"
  api_origin  = { viewer_address_header = "X-Viewer-Address", secret_header = "X-Origin-Secret", secrets_path = "/cafe-orders-test/origin-secrets", domain_name = "abc123.execute-api.us-east-1.amazonaws.com", path = "/live" }

  identity = {
    user_pool_id  = "us-east-1_AbCdEfGhI"
    issuer        = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI"
    hosted_ui_url = "https://cafe-orders-test-123456789012.auth.us-east-1.amazoncognito.com"
    scopes        = ["orders/read", "orders/write"]
  }

  firewall        = { mode = "block", rates = { requests = 2000, orders = 100 } }
  origin_rotation = 7
  countries       = ["AT", "CH"]
}

run "refuses_a_name_in_capitals" {
  command = plan

  variables {
    name = "Cafe"
  }

  expect_failures = [var.name]
}

run "refuses_an_origin_path_that_ends_in_a_slash" {
  command = plan

  variables {
    api_origin = { viewer_address_header = "X-Viewer-Address", secret_header = "X-Origin-Secret", secrets_path = "/cafe-orders-test/origin-secrets", domain_name = "abc123.execute-api.us-east-1.amazonaws.com", path = "/live/" }
  }

  expect_failures = [var.api_origin]
}

run "refuses_a_hosted_ui_with_a_path" {
  command = plan

  variables {
    identity = {
      user_pool_id  = "us-east-1_AbCdEfGhI"
      issuer        = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI"
      hosted_ui_url = "https://sign-in.example.com/oauth2"
      scopes        = []
    }
  }

  expect_failures = [var.identity]
}

run "refuses_a_domain_that_is_no_host_name" {
  command = plan

  variables {
    domain = { name = "https://orders.example.com", zone_id = "Z0123456789ABCDEFGHIJ" }
  }

  expect_failures = [var.domain]
}

run "refuses_what_is_no_zone" {
  command = plan

  variables {
    domain = { name = "orders.example.com", zone_id = "example.com" }
  }

  expect_failures = [var.domain]
}

run "refuses_to_keep_no_old_versions_at_all" {
  command = plan

  variables {
    old_version_days = 0
  }

  expect_failures = [var.old_version_days]
}

run "refuses_a_local_address_without_a_port" {
  command = plan

  variables {
    local_aws_url = "http://127.0.0.1"
  }

  expect_failures = [var.local_aws_url]
}

run "refuses_a_development_server_on_aws" {
  command = plan

  variables {
    development_origins = ["http://localhost:5173"]
  }

  expect_failures = [var.development_origins]
}

run "refuses_to_neither_count_nor_block" {
  command = plan

  variables {
    firewall = { mode = "off", rates = { requests = 2000, orders = 100 } }
  }

  expect_failures = [var.firewall]
}

run "refuses_a_secret_without_a_number" {
  command = plan

  variables {
    origin_rotation = 0
  }

  expect_failures = [var.origin_rotation]
}

run "refuses_to_keep_no_logs" {
  command = plan

  variables {
    log_retention_days = 0
  }

  expect_failures = [var.log_retention_days]
}

run "refuses_a_country_by_its_name" {
  command = plan

  variables {
    countries = ["Austria"]
  }

  expect_failures = [var.countries]
}

run "refuses_to_keep_access_logs_for_half_a_day" {
  command = plan

  variables {
    access_log_days = 0.5
  }

  expect_failures = [var.access_log_days]
}

run "refuses_what_is_no_key" {
  command = plan

  variables {
    kms_key_arn = "alias/cafe-orders-test"
  }

  expect_failures = [var.kms_key_arn]
}
