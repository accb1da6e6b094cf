locals {
  settings = read_terragrunt_config("${get_repo_root()}/live/settings.hcl").locals.settings
  mocks    = read_terragrunt_config("${get_repo_root()}/live/mocked_outputs.hcl").locals
}

dependency "identity" {
  config_path  = "${get_terragrunt_dir()}/../identity"
  skip_outputs = local.settings.is_stateless
  mock_outputs = local.mocks.identity

  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
}

dependency "order_store" {
  config_path  = "${get_terragrunt_dir()}/../order_store"
  skip_outputs = local.settings.is_stateless
  mock_outputs = local.mocks.order_store

  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
}

dependency "order_service" {
  config_path  = "${get_terragrunt_dir()}/../order_service"
  skip_outputs = local.settings.is_stateless
  mock_outputs = local.mocks.order_service

  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
}

inputs = {
  api_origin         = dependency.order_service.outputs.api_origin
  identity           = dependency.identity.outputs
  domain             = local.settings.domain
  old_version_days   = local.settings.old_version_days
  access_log_days    = local.settings.access_log_days
  countries          = local.settings.countries
  firewall           = local.settings.firewall
  origin_rotation    = local.settings.origin_rotation
  log_retention_days = local.settings.log_retention_days
  kms_key_arn        = dependency.order_store.outputs.kms_key_arn
  tls_only           = !local.settings.is_local
  local_aws_url      = local.settings.local_aws_url

  development_origins = local.settings.development_origins
}
