mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
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

run "refuses_weak_and_recent_passwords" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool.this.password_policy[0].minimum_length >= 12
    error_message = "Passwords have at least 12 characters."
  }

  assert {
    condition     = alltrue([for kind in ["lowercase", "uppercase", "numbers", "symbols"] : aws_cognito_user_pool.this.password_policy[0]["require_${kind}"]])
    error_message = "Passwords have all kinds of characters."
  }

  assert {
    condition     = aws_cognito_user_pool.this.password_policy[0].password_history_size == 5
    error_message = "A password that was given up must not come back at once."
  }

  assert {
    condition     = aws_cognito_user_pool.this.password_policy[0].temporary_password_validity_days == 1
    error_message = "A password that was sent to someone must not lie around."
  }
}

run "lets_people_add_an_authenticator_app" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool.this.mfa_configuration == "OPTIONAL" && aws_cognito_user_pool.this.software_token_mfa_configuration[0].enabled
    error_message = "A second factor is there for whoever wants it."
  }

  assert {
    condition     = length(aws_cognito_user_pool.this.sms_configuration) == 0
    error_message = "A text message is no second factor: numbers are taken over."
  }
}

run "recovers_accounts_by_verified_e_mail_only" {
  command = plan

  assert {
    condition     = [for mechanism in aws_cognito_user_pool.this.account_recovery_setting[0].recovery_mechanism : mechanism.name] == ["verified_email"]
    error_message = "Whoever owns the address owns the account."
  }

  assert {
    condition     = aws_cognito_user_pool.this.user_attribute_update_settings[0].attributes_require_verification_before_update == toset(["email"])
    error_message = "A new address must be shown to be one's own first."
  }
}

run "has_no_threat_protection_by_default" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool.this.user_pool_add_ons[0].advanced_security_mode == "OFF" && aws_cognito_user_pool.this.user_pool_tier == "ESSENTIALS"
    error_message = "What costs by the user is asked for."
  }
}

run "protects_from_threats_in_the_tier_that_has_it" {
  command = plan

  variables {
    threat_protection = "ENFORCED"
  }

  assert {
    condition     = aws_cognito_user_pool.this.user_pool_add_ons[0].advanced_security_mode == "ENFORCED" && aws_cognito_user_pool.this.user_pool_tier == "PLUS"
    error_message = "Cognito refuses threat protection in any other tier."
  }
}

run "is_protected_from_deletion_by_default" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool.this.deletion_protection == "ACTIVE"
    error_message = "Customers must not be deleted by an apply."
  }
}

run "can_be_deleted_where_nobody_depends_on_it" {
  command = plan

  variables {
    is_protected = false
  }

  assert {
    condition     = aws_cognito_user_pool.this.deletion_protection == "INACTIVE"
    error_message = "An environment of one machine must be able to go."
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
