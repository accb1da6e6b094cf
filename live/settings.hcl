# The settings of the environment that a unit is in: its env.hcl, and where a local AWS stands in for its account.
# Any environment can be applied to one: AWS_ENDPOINT_URL says where it answers. Unset, it is AWS.
locals {
  declared      = read_terragrunt_config("${dirname(get_original_terragrunt_dir())}/env.hcl").locals
  endpoint_url  = get_env("AWS_ENDPOINT_URL", "")
  local_aws_url = local.endpoint_url == "" ? null : local.endpoint_url

  # What a local AWS can't do, whatever the environment declares.
  absent = {
    cache_size_gb = null
    tracing_mode  = "PassThrough"
  }

  settings = merge(
    local.declared,
    { for name, value in local.absent : name => value if local.local_aws_url != null },
    { local_aws_url = local.local_aws_url },
  )
}
