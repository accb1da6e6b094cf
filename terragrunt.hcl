# What every unit of every environment shares: its state, its provider, and the names it starts from.
# A unit is live/<environment>/<unit>; what it is made of is said once, in live/_units/<unit>.hcl.

locals {
  unit     = basename(get_terragrunt_dir())
  settings = read_terragrunt_config("${get_repo_root()}/live/settings.hcl").locals.settings

  # The local AWS has no account to check credentials against, no instance metadata and no bucket host names.
  local_provider = { for name in ["s3_use_path_style", "skip_credentials_validation", "skip_metadata_api_check"] : name => true if local.settings.is_local }
  local_backend  = { for name in ["use_path_style", "skip_credentials_validation", "skip_metadata_api_check"] : name => true if local.settings.is_local }
}

terraform {
  source = "${get_repo_root()}/modules//${local.unit}"

  # The provider's version is pinned; a lock written here would hold the hashes of one machine's mirror only.
  copy_terraform_lock_file = false

  extra_arguments "without_state" {
    commands  = ["init"]
    arguments = [for argument in ["-backend=false"] : argument if local.settings.is_stateless]
  }
}

remote_state {
  backend = "s3"

  disable_init = local.settings.is_stateless

  generate = {
    path      = "backend.tf"
    if_exists = "overwrite_terragrunt"
  }

  config = merge(local.local_backend, {
    bucket         = "${local.settings.name}-state-${local.settings.account_id}"
    key            = "${local.unit}/terraform.tfstate"
    region         = local.settings.region
    encrypt        = true
    use_lockfile   = true
    dynamodb_table = "${local.settings.name}-lock"
  })
}

generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite_terragrunt"
  # CloudFront's certificates, firewalls and logs live in us-east-1, wherever the environment is.
  contents = join("\n", [for alias, region in { "" = local.settings.region, us_east_1 = "us-east-1" } : <<-EOF
    provider "aws" {
    %{if alias != ""}
      alias               = "${alias}"
    %{endif}
      region              = "${region}"
      allowed_account_ids = ["${local.settings.account_id}"]
    %{for name, value in local.local_provider}
      ${name} = ${value}
    %{endfor}
      default_tags {
        tags = {
          project     = "${local.settings.project}"
          environment = "${local.settings.environment}"
          unit        = "${local.unit}"
          managed_by  = "terragrunt"
        }
      }
    }
  EOF
  ])
}

inputs = {
  name = local.settings.name
}
