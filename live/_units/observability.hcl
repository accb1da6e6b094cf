locals {
  settings     = read_terragrunt_config("${get_repo_root()}/live/settings.hcl").locals.settings
  is_stateless = tobool(get_env("CAFE_STATELESS", "false")) # see the root terragrunt.hcl
}

dependency "order_store" {
  config_path  = "${get_terragrunt_dir()}/../order_store"
  skip_outputs = local.is_stateless

  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs = {
    queue               = { name = "mocked-orders" }
    dead_letter_queue   = { name = "mocked-orders-dlq" }
    relay_failure_queue = { name = "mocked-order-relay-failures" }
  }
}

# Nothing of the site is watched yet, but what is watched comes first.
dependencies {
  paths = ["${get_terragrunt_dir()}/../website"]
}

inputs = {
  alarm_emails         = local.settings.alarm_emails
  are_alarms_evaluated = local.settings.local_aws_url == null
  tls_only             = local.settings.local_aws_url == null

  queue_names = {
    orders        = dependency.order_store.outputs.queue.name
    dead_letter   = dependency.order_store.outputs.dead_letter_queue.name
    relay_failure = dependency.order_store.outputs.relay_failure_queue.name
  }
}
