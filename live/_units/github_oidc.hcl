# Made once by `cafe bootstrap`, not by a deploy: the roles that GitHub's workflows assume.
locals {
  settings = read_terragrunt_config("${get_repo_root()}/live/settings.hcl").locals.settings
  gaps     = read_terragrunt_config("${get_repo_root()}/live/local_aws.hcl").locals
}

exclude {
  if      = true
  actions = ["all"]
}

# GitHub's identity provider is one an account: one that is there already is taken over.
generate "imports" {
  path      = "imports.tf"
  if_exists = "overwrite_terragrunt"
  contents = join("\n", [for arn in compact([get_env("CAFE_OIDC_PROVIDER", "")]) : <<-EOF
    import {
      to = aws_iam_openid_connect_provider.github
      id = "${arn}"
    }
  EOF
  ])
}

inputs = {
  environment          = local.settings.environment
  repository           = jsondecode(get_env("CAFE_REPOSITORY", jsonencode({ owner = "", name = "" }))) # `cafe bootstrap` sets it
  are_conditions_known = !local.settings.is_local
  unresolved_actions   = { for role, actions in local.gaps.unresolved_actions : role => actions if local.settings.is_local }
  batch_actions        = [for action in local.gaps.batch_actions : action if local.settings.is_local]
}
