mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

variables {
  name             = "cafe-orders-test"
  old_version_days = 90
}

run "names_the_account_in_what_is_named_worldwide" {
  command = plan

  assert {
    condition     = output.state_bucket == "cafe-orders-test-state-123456789012" && output.plan_bucket == "cafe-orders-test-plans-123456789012"
    error_message = "Terragrunt and the commands compose these names."
  }
}

run "opens_neither_bucket_to_anyone" {
  command = plan

  assert {
    condition     = alltrue([for block in aws_s3_bucket_public_access_block.this : block.block_public_acls && block.block_public_policy && block.ignore_public_acls && block.restrict_public_buckets])
    error_message = "States and plans hold secrets."
  }

  assert {
    condition     = length(aws_s3_bucket_policy.this) == 2 && alltrue([for policy in aws_s3_bucket_policy.this : jsondecode(policy.policy).Statement[0].Effect == "Deny" && jsondecode(policy.policy).Statement[0].Condition.Bool["aws:SecureTransport"] == "false"])
    error_message = "Plain HTTP must be refused."
  }
}

run "brings_back_what_was_overwritten" {
  command = plan

  assert {
    condition     = alltrue([for versioning in aws_s3_bucket_versioning.this : versioning.versioning_configuration[0].status == "Enabled"])
    error_message = "A broken state must not be the only one."
  }

  assert {
    condition     = aws_dynamodb_table.lock.deletion_protection_enabled && aws_dynamodb_table.lock.point_in_time_recovery[0].enabled
    error_message = "Without the lock two deploys would change one state."
  }
}

run "encrypts_both" {
  command = plan

  assert {
    condition     = alltrue([for encryption in aws_s3_bucket_server_side_encryption_configuration.this : one(one(encryption.rule).apply_server_side_encryption_by_default).sse_algorithm == "aws:kms"])
    error_message = "States and plans hold secrets."
  }
}

run "forgets_plans_but_no_current_state" {
  command = plan

  assert {
    condition     = one(aws_s3_bucket_lifecycle_configuration.this["plans"].rule[0].expiration).days == 7
    error_message = "A plan that nobody applied in a week is stale."
  }

  assert {
    condition     = length(aws_s3_bucket_lifecycle_configuration.this["state"].rule[0].expiration) == 0
    error_message = "A state must never expire."
  }
}

run "keeps_every_version_where_that_is_asked" {
  command = plan

  variables {
    old_version_days = null
    tls_only         = false
  }

  assert {
    condition     = length(aws_s3_bucket_lifecycle_configuration.this) == 0 && length(aws_s3_bucket_policy.this) == 0
    error_message = "The local AWS speaks plain HTTP and takes a minute for a lifecycle."
  }
}
