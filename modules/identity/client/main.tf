locals {
  origins = concat([var.site_url], sort(var.development_origins))
}

resource "aws_cognito_user_pool_client" "this" {
  name         = var.name
  user_pool_id = var.user_pool_id

  # A page can keep no secret: the code is bound to it by PKCE (RFC 7636).
  generate_secret                      = false
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes                 = var.scopes
  supported_identity_providers         = ["COGNITO"]
  callback_urls                        = [for origin in local.origins : "${origin}/callback"]
  default_redirect_uri                 = "${var.site_url}/callback"
  logout_urls                          = [for origin in local.origins : "${origin}/"]

  # Passwords are typed on the hosted UI only: no flow of the API takes one.
  explicit_auth_flows           = ["ALLOW_REFRESH_TOKEN_AUTH"]
  prevent_user_existence_errors = "ENABLED"
  enable_token_revocation       = true
  auth_session_validity         = 3
  read_attributes               = ["email", "email_verified"]
  write_attributes              = ["email"]

  access_token_validity  = 15
  id_token_validity      = 15
  refresh_token_validity = 12

  token_validity_units {
    access_token  = "minutes"
    id_token      = "minutes"
    refresh_token = "hours"
  }
}
