# The settings of the environment that a unit is in: its env.hcl, and where a local AWS stands in for its account.
# Any environment can be applied to one: AWS_ENDPOINT_URL says where it answers. Unset, it is AWS.
locals {
  project       = "cafe-orders"
  repository    = "cafe-orders/cafe-orders" # on GitHub: alarms link its runbooks
  folder        = dirname(get_original_terragrunt_dir())
  environment   = basename(local.folder)
  declared      = read_terragrunt_config("${local.folder}/env.hcl").locals
  endpoint_url  = get_env("AWS_ENDPOINT_URL", "")
  local_aws_url = local.endpoint_url == "" ? null : local.endpoint_url

  # What a local AWS can't do, or takes a minute for, whatever the environment declares.
  absent = {
    cache_size_gb    = null
    tracing_mode     = "PassThrough"
    old_version_days = null
  }

  # Where `cafe bootstrap` makes the deploy role, that may make roles only within its boundary.
  boundary             = "arn:aws:iam::${local.declared.account_id}:policy/${local.project}-${local.environment}-boundary"
  permissions_boundary = fileexists("${local.folder}/github_oidc/terragrunt.hcl") ? local.boundary : null

  settings = merge(
    local.declared,
    { for name, value in local.absent : name => value if local.local_aws_url != null },
    { environment = local.environment, name = "${local.project}-${local.environment}", project = local.project },
    { runbooks_url = "https://github.com/${local.repository}/blob/main/docs/runbooks" },
    { permissions_boundary = local.permissions_boundary, local_aws_url = local.local_aws_url },
  )
}
