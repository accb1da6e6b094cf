locals {
  settings = read_terragrunt_config("${get_repo_root()}/live/settings.hcl").locals.settings
}

inputs = {
  is_protected        = local.settings.is_protected
  is_inbox_enabled    = local.settings.is_inbox_enabled
  email_notifications = local.settings.email_notifications
  is_index_complete   = local.settings.is_local
  tls_only            = !local.settings.is_local
}
