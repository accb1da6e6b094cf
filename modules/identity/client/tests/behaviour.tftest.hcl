mock_provider "aws" {
  source          = "../../_mocks"
  override_during = plan
}

run "is_a_public_client_of_the_code_flow_only" {
  command = plan

  assert {
    condition     = !aws_cognito_user_pool_client.this.generate_secret
    error_message = "A page can keep no secret."
  }

  assert {
    condition     = aws_cognito_user_pool_client.this.allowed_oauth_flows == toset(["code"])
    error_message = "The implicit flow is retired (RFC 9700)."
  }
}

run "takes_no_password_itself" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool_client.this.explicit_auth_flows == toset(["ALLOW_REFRESH_TOKEN_AUTH"])
    error_message = "Passwords are typed on the hosted UI only."
  }
}

run "does_not_say_whether_an_address_is_known" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool_client.this.prevent_user_existence_errors == "ENABLED"
    error_message = "Who has an account is nobody else's business."
  }
}

run "can_revoke_tokens" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool_client.this.enable_token_revocation
    error_message = "Signing out must end the refresh token."
  }
}

run "gives_tokens_that_end_soon" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool_client.this.access_token_validity == 15 && aws_cognito_user_pool_client.this.id_token_validity == 15
    error_message = "A token can't be taken back: whoever stole one has it for 15 minutes at most."
  }

  assert {
    condition     = aws_cognito_user_pool_client.this.refresh_token_validity == 12
    error_message = "Whoever was away for half a day signs in again."
  }

  assert {
    condition     = one([for units in aws_cognito_user_pool_client.this.token_validity_units : "${units.access_token} ${units.id_token} ${units.refresh_token}"]) == "minutes minutes hours"
    error_message = "15 is minutes, 12 is hours."
  }

  assert {
    condition     = aws_cognito_user_pool_client.this.auth_session_validity == 3
    error_message = "A sign-in that was begun must be finished within 3 minutes."
  }
}

run "lets_nobody_change_what_others_rely_on" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool_client.this.write_attributes == toset(["email"])
    error_message = "Only the address is the customer's own to change."
  }
}

run "returns_people_to_the_page_only" {
  command = plan

  assert {
    condition     = output.redirect_uri == "https://orders.example.com/callback" && output.logout_uri == "https://orders.example.com/"
    error_message = "People return to the page that sent them."
  }
}

run "lives_on_localhost_without_tls" {
  command = plan

  variables {
    site_url = "http://d123.cloudfront.localhost:4566"
  }

  assert {
    condition     = output.redirect_uri == "http://d123.cloudfront.localhost:4566/callback"
    error_message = "A local page has no certificate."
  }
}

run "returns_people_to_a_development_server_too_where_one_is_named" {
  command = plan

  variables {
    development_origins = ["http://localhost:5173"]
  }

  assert {
    condition     = contains(aws_cognito_user_pool_client.this.callback_urls, "http://localhost:5173/callback") && contains(aws_cognito_user_pool_client.this.logout_urls, "http://localhost:5173/") && output.redirect_uri == "https://orders.example.com/callback"
    error_message = "The page in development signs people in as the published one does."
  }
}
