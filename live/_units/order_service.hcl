locals {
  settings  = read_terragrunt_config("${get_repo_root()}/live/settings.hcl").locals.settings
  mocks     = read_terragrunt_config("${get_repo_root()}/live/mocked_outputs.hcl").locals
  contract  = "${get_repo_root()}/services/order_api/contract"
  functions = jsondecode(file("${get_repo_root()}/services/functions.json"))
  routes    = jsondecode(file("${local.contract}/routes.json"))
  models    = toset([for route in values(local.routes) : route.request_model if route.request_model != null])

  # Terragrunt can't see what a function of HCL reads; named here, a change of it counts as a change of the unit.
  read = concat([for files in ["services/functions.json", "services/order_api/contract/**/*.json", "dist/*.zip"] :
  mark_glob_as_read("${get_repo_root()}/${files}")]...)
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

inputs = {
  functions             = local.functions
  packages_path         = "../../../../../../../dist" # from where Terraform runs: plan and state are the same in every checkout
  routes                = local.routes
  schemas               = { for model in local.models : model => file("${local.contract}/schemas/${model}.json") }
  user_pool_arn         = dependency.identity.outputs.user_pool_arn
  table                 = dependency.order_store.outputs.table
  queue                 = dependency.order_store.outputs.queue
  relay_failure_queue   = dependency.order_store.outputs.relay_failure_queue
  topic_arn             = dependency.order_store.outputs.topic_arn
  kms_key_arn           = dependency.order_store.outputs.kms_key_arn
  order_retention_days  = local.settings.order_retention_days
  architecture          = local.settings.architecture
  snap_started          = local.settings.snap_started
  processor_concurrency = local.settings.processor_concurrency
  reserved_concurrency  = local.settings.reserved_concurrency
  throttle              = local.settings.throttle
  cache_size_gb         = local.settings.cache_size_gb
  firewall              = local.settings.firewall
  origin_rotation       = local.settings.origin_rotation
  is_traced             = local.settings.is_traced
  log_retention_days    = local.settings.log_retention_days
  permissions_boundary  = local.settings.permissions_boundary
  local_aws_url         = local.settings.local_aws_url
}
