mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

variables {
  name = "cafe-orders-test"
}

run "people_sign_in_with_their_e_mail_address" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool.this.username_attributes == toset(["email"])
    error_message = "The e-mail address is the name to sign in with."
  }

  assert {
    condition     = !aws_cognito_user_pool.this.username_configuration[0].case_sensitive
    error_message = "Ada@example.com and ada@example.com are one person."
  }
}

run "refuses_short_passwords" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool.this.password_policy[0].minimum_length >= 12
    error_message = "Passwords have at least 12 characters."
  }
}

run "is_protected_from_deletion_by_default" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool.this.deletion_protection == "ACTIVE"
    error_message = "Customers must not be deleted by an apply."
  }
}

run "offers_the_scopes_read_and_write" {
  command = plan

  assert {
    condition     = toset([for scope in aws_cognito_resource_server.orders.scope : scope.scope_name]) == toset(["read", "write"])
    error_message = "The API asks for orders/read and orders/write."
  }

  assert {
    condition     = aws_cognito_resource_server.orders.identifier == "orders"
    error_message = "The scopes start with orders/."
  }
}

run "has_a_domain_of_its_own_account" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool_domain.this.domain == "cafe-orders-test-123456789012"
    error_message = "Two accounts with the same environment must not want the same domain."
  }

  assert {
    condition     = output.hosted_ui_url == "https://cafe-orders-test-123456789012.auth.us-east-1.amazoncognito.com"
    error_message = "The hosted UI is at the domain."
  }
}

run "has_its_hosted_ui_at_the_local_aws" {
  command = plan

  variables {
    local_aws_url = "http://127.0.0.1:4566"
  }

  assert {
    condition     = output.hosted_ui_url == "http://127.0.0.1:4566"
    error_message = "The local AWS serves the hosted UI itself."
  }
}
