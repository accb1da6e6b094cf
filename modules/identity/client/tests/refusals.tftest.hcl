mock_provider "aws" {
  source          = "../../_mocks"
  override_during = plan
}

run "refuses_a_page_that_cognito_could_not_trust" {
  command = plan

  variables {
    name                = "Page"
    user_pool_id        = "pool"
    site_url            = "http://orders.example.com"
    scopes              = ["orders/read"]
    development_origins = ["http://dev.example.com:5173"]
  }

  expect_failures = [
    var.name,
    var.user_pool_id,
    var.site_url,
    var.scopes,
    var.development_origins,
  ]
}

run "refuses_a_site_with_a_path_and_a_page_that_may_change_accounts" {
  command = plan

  variables {
    site_url = "https://orders.example.com/shop"
    scopes   = ["openid", "aws.cognito.signin.user.admin"]
  }

  expect_failures = [var.site_url, var.scopes]
}
