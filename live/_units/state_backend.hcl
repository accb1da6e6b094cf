# Made once by `cafe bootstrap`, not by a deploy: what every other unit's state stands on.
locals {
  settings = read_terragrunt_config("${get_repo_root()}/live/settings.hcl").locals.settings

  # Longer than old versions of the page: a broken state can stay unnoticed for weeks.
  old_version_days = 90
}

exclude {
  if      = true
  actions = ["all"]
}

# The bucket and the table are there before Terraform: its own state is kept in them from the start.
generate "imports" {
  path      = "imports.tf"
  if_exists = "overwrite_terragrunt"
  contents  = <<-EOF
    import {
      to = module.bucket["state"].aws_s3_bucket.this
      id = "${local.settings.name}-state-${local.settings.account_id}"
    }

    import {
      to = aws_dynamodb_table.lock
      id = "${local.settings.name}-lock"
    }
  EOF
}

inputs = {
  old_version_days = local.settings.old_version_days == null ? null : local.old_version_days
  access_log_days  = local.settings.access_log_days
  tls_only         = !local.settings.is_local
}
