locals {
  settings = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
}

inputs = {
  is_protected  = local.settings.is_protected
  local_aws_url = local.settings.local_aws_url
}
