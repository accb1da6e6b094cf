locals {
  watched  = jsondecode(file("${get_repo_root()}/services/functions.json"))
  settings = read_terragrunt_config("${get_repo_root()}/live/settings.hcl").locals.settings
  mocks    = read_terragrunt_config("${get_repo_root()}/live/mocked_outputs.hcl").locals

  # Terragrunt can't see what a function of HCL reads; named here, a change of it counts as a change of the unit.
  read = mark_glob_as_read("${get_repo_root()}/services/functions.json")
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

dependency "website" {
  config_path  = "${get_terragrunt_dir()}/../website"
  skip_outputs = local.settings.is_stateless
  mock_outputs = local.mocks.website

  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
}

inputs = {
  functions = { for name, function in dependency.order_service.outputs.functions : name => merge(
    function, { trigger = local.watched[name].trigger }
  ) if contains(keys(local.watched), name) }
  api             = dependency.order_service.outputs.api
  topic_name      = dependency.order_store.outputs.topic_name
  distribution_id = dependency.website.outputs.distribution_id
  # CloudFront's firewall tells its metrics in us-east-1, where only an environment of that region can have an alarm.
  web_acls = merge(
    { api = { name = dependency.order_service.outputs.firewall_name, region = local.settings.region } },
    local.settings.region == "us-east-1" ? { site = { name = dependency.website.outputs.firewall_name, region = null } } : {},
  )

  runbooks_url         = local.settings.runbooks_url
  alarm_emails         = local.settings.alarm_emails
  is_traced            = local.settings.is_traced
  are_alarms_evaluated = !local.settings.is_local
  are_queries_saved    = !local.settings.is_local
  tls_only             = !local.settings.is_local

  queues = {
    orders         = { name = dependency.order_store.outputs.queue.name, holds = "work" }
    orders-dlq     = { name = dependency.order_store.outputs.dead_letter_queue.name, holds = "failures" }
    relay-failures = { name = dependency.order_store.outputs.relay_failure_queue.name, holds = "failures" }
  }
  tables = {
    table = {
      name       = dependency.order_store.outputs.table.name
      holds      = "orders"
      operations = distinct(flatten([for function in values(local.watched) : lookup(function.calls, "dynamodb", [])]))
    }
  }
}
