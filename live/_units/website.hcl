locals {
  settings     = read_terragrunt_config("${get_repo_root()}/live/settings.hcl").locals.settings
  is_stateless = tobool(get_env("CAFE_STATELESS", "false")) # see the root terragrunt.hcl
}

dependency "identity" {
  config_path  = "${get_terragrunt_dir()}/../identity"
  skip_outputs = local.is_stateless

  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs = {
    user_pool_id  = "us-east-1_MockedPool"
    issuer        = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_MockedPool"
    hosted_ui_url = "https://mocked.auth.us-east-1.amazoncognito.com"
    scopes        = ["orders/read", "orders/write"]
  }
}

dependency "order_store" {
  config_path  = "${get_terragrunt_dir()}/../order_store"
  skip_outputs = local.is_stateless

  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs = {
    kms_key_arn = "arn:aws:kms:us-east-1:${local.settings.account_id}:key/mocked"
  }
}

dependency "order_service" {
  config_path  = "${get_terragrunt_dir()}/../order_service"
  skip_outputs = local.is_stateless

  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs = {
    api_origin = {
      domain_name = "mocked.execute-api.us-east-1.amazonaws.com"
      path        = "/live"
      http_port   = null

      viewer_address_header = "X-Viewer-Address"
      secret_header         = "X-Origin-Secret"
      secrets_path          = null # there is no secret to read yet
    }
  }
}

inputs = {
  api_origin           = dependency.order_service.outputs.api_origin
  identity             = dependency.identity.outputs
  domain               = local.settings.domain
  old_version_days     = local.settings.old_version_days
  access_log_days      = local.settings.access_log_days
  countries            = local.settings.countries
  firewall             = local.settings.firewall
  origin_rotation      = local.settings.origin_rotation
  is_firewall_complete = local.settings.local_aws_url == null
  log_retention_days   = local.settings.log_retention_days
  kms_key_arn          = dependency.order_store.outputs.kms_key_arn
  tls_only             = local.settings.local_aws_url == null
  local_aws_url        = local.settings.local_aws_url

  development_origins = local.settings.development_origins
}
