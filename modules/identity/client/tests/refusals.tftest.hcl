mock_provider "aws" {
  source          = "../../_mocks"
  override_during = plan
}

variables {
  name         = "cafe-orders-test-page"
  user_pool_id = "us-east-1_AbCdEfGhI"
  site_url     = "https://orders.example.com"
  scopes       = ["openid", "email", "orders/read", "orders/write"]
}

run "refuses_a_name_in_capitals" {
  command = plan

  variables {
    name = "Page"
  }

  expect_failures = [var.name]
}

run "refuses_what_is_no_user_pool_id" {
  command = plan

  variables {
    user_pool_id = "pool"
  }

  expect_failures = [var.user_pool_id]
}

run "refuses_a_site_without_tls" {
  command = plan

  variables {
    site_url = "http://orders.example.com"
  }

  expect_failures = [var.site_url]
}

run "refuses_a_site_with_a_path" {
  command = plan

  variables {
    site_url = "https://orders.example.com/shop"
  }

  expect_failures = [var.site_url]
}

run "refuses_a_page_that_signs_nobody_in" {
  command = plan

  variables {
    scopes = ["orders/read"]
  }

  expect_failures = [var.scopes]
}

run "refuses_a_page_that_may_change_accounts" {
  command = plan

  variables {
    scopes = ["openid", "aws.cognito.signin.user.admin"]
  }

  expect_failures = [var.scopes]
}

run "refuses_a_development_server_on_another_machine" {
  command = plan

  variables {
    development_origins = ["http://dev.example.com:5173"]
  }

  expect_failures = [var.development_origins]
}
