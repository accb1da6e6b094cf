# The settings of the environment that a unit is in: what is common to all, its env.hcl, and where a local AWS stands in for
# its account.
# Any environment can be applied to one: AWS_ENDPOINT_URL says where it answers. Unset, it is AWS.
locals {
  project       = "cafe-orders"
  repository    = "cafe-orders/cafe-orders" # on GitHub: alarms link its runbooks
  folder        = dirname(get_original_terragrunt_dir())
  environment   = basename(local.folder)
  declared      = read_terragrunt_config("${local.folder}/env.hcl").locals
  endpoint_url  = get_env("AWS_ENDPOINT_URL", "")
  local_aws_url = local.endpoint_url == "" ? null : local.endpoint_url

  # The same in every environment; an env.hcl can still set one of its own.
  common = {
    region          = "us-east-1"
    domain          = null # { name = "orders.example.com", zone_id = "Z0123456789ABCDEFGHIJ" }
    architecture    = "arm64"
    origin_rotation = 1
  }

  # CAFE_STATELESS=true validates an environment without its account: no state is read, dependencies give mocked outputs.
  is_stateless = get_env("CAFE_STATELESS", "false") == "true"

  # What a local AWS can't do, or takes a minute for, whatever the environment declares.
  absent = {
    cache_size_gb    = null
    is_traced        = false
    old_version_days = null
  }

  # Where `cafe bootstrap` makes the deploy role, that may make roles only within its boundary.
  boundary             = "arn:aws:iam::${local.declared.account_id}:policy/${local.project}-${local.environment}-boundary"
  permissions_boundary = fileexists("${local.folder}/github_oidc/terragrunt.hcl") ? local.boundary : null

  settings = merge(
    local.common,
    local.declared,
    { for name, value in local.absent : name => value if local.local_aws_url != null },
    { environment = local.environment, name = "${local.project}-${local.environment}", project = local.project },
    { runbooks_url = "https://github.com/${local.repository}/blob/main/docs/runbooks" },
    { permissions_boundary = local.permissions_boundary, is_stateless = local.is_stateless },
    { local_aws_url = local.local_aws_url, is_local = local.local_aws_url != null },
  )
}
