locals {
  settings = read_terragrunt_config("${get_repo_root()}/live/settings.hcl").locals.settings
}

inputs = {
  is_protected      = local.settings.is_protected
  threat_protection = local.settings.threat_protection
  local_aws_url     = local.settings.local_aws_url
}
