data "aws_caller_identity" "current" {}
data "aws_region" "current" {}

locals {
  # The prefix is unique in a region across all accounts.
  domain_prefix = "${var.name}-${data.aws_caller_identity.current.account_id}"
  hosted_ui_url = coalesce(
    var.local_aws_url,
    "https://${aws_cognito_user_pool_domain.this.domain}.auth.${data.aws_region.current.name}.amazoncognito.com",
  )
}

resource "aws_cognito_user_pool" "this" {
  name                     = var.name
  username_attributes      = ["email"]
  auto_verified_attributes = ["email"]
  deletion_protection      = var.is_protected ? "ACTIVE" : "INACTIVE"

  username_configuration {
    case_sensitive = false
  }

  # Threat protection is part of the tier Plus only.
  user_pool_tier = var.threat_protection == "OFF" ? "ESSENTIALS" : "PLUS"

  user_pool_add_ons {
    advanced_security_mode = var.threat_protection
  }

  # Who wants a second factor uses an authenticator app; a text message can be taken over with the number.
  mfa_configuration = "OPTIONAL"

  software_token_mfa_configuration {
    enabled = true
  }

  # Length, all kinds of characters, and none of the last five; a temporary password lives for a day.
  password_policy {
    minimum_length                   = 12
    password_history_size            = 5
    require_lowercase                = true
    require_uppercase                = true
    require_numbers                  = true
    require_symbols                  = true
    temporary_password_validity_days = 1
  }

  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
  }

  # An address changes only once the new one is verified.
  user_attribute_update_settings {
    attributes_require_verification_before_update = ["email"]
  }
}

resource "aws_cognito_user_pool_domain" "this" {
  domain       = local.domain_prefix
  user_pool_id = aws_cognito_user_pool.this.id
}

resource "aws_cognito_resource_server" "orders" {
  name         = "Orders"
  identifier   = "orders"
  user_pool_id = aws_cognito_user_pool.this.id

  scope {
    scope_name        = "read"
    scope_description = "See one's own orders."
  }

  scope {
    scope_name        = "write"
    scope_description = "Place and cancel one's own orders."
  }
}
