mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
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
    condition     = alltrue([for bucket in module.bucket : [for statement in jsondecode(bucket.policy).Statement : statement.Effect] == ["Deny"]])
    error_message = "States and plans hold secrets: only roles of the account read them, and by TLS."
  }
}

run "tells_who_read_a_state" {
  command = plan

  assert {
    condition     = output.log_bucket == "cafe-orders-test-state-log-123456789012" && [for bucket in module.bucket : bucket.access_log] == [for purpose in ["plans", "state"] : "cafe-orders-test-state-log-123456789012/${purpose}/"]
    error_message = "Whoever reads a state is told of in the log bucket."
  }

  assert {
    condition     = { for statement in jsondecode(module.log_bucket.policy).Statement : statement.Sid => "${statement.Principal.Service} ${statement.Action}" if statement.Effect == "Allow" } == { LetS3WriteLogsOfPlans = "logging.s3.amazonaws.com s3:PutObject", LetS3WriteLogsOfState = "logging.s3.amazonaws.com s3:PutObject" }
    error_message = "S3 writes logs there, and nobody else writes or reads."
  }

  assert {
    condition     = module.log_bucket.access_log == null
    error_message = "A log of writing logs would never end."
  }
}

run "keeps_the_lock" {
  command = plan

  assert {
    condition     = aws_dynamodb_table.lock.deletion_protection_enabled && aws_dynamodb_table.lock.point_in_time_recovery[0].enabled
    error_message = "Without the lock two deploys would change one state."
  }
}

run "encrypts_both_with_a_key_in_kms" {
  command = plan

  assert {
    condition     = alltrue([for bucket in module.bucket : bucket.encryption == "aws:kms"]) && module.log_bucket.encryption == "AES256"
    error_message = "States and plans hold secrets; S3 writes its logs to no bucket with such a key."
  }
}

run "forgets_plans_and_logs_but_no_current_state" {
  command = plan

  variables {
    access_log_days = 60
  }

  assert {
    condition     = local.retention == { plans = { old_version_days = 90, current_days = 7 }, state = { old_version_days = 90, current_days = null }, state-log = { old_version_days = 90, current_days = 60 } }
    error_message = "A plan that nobody applied in a week is stale; a state must never expire."
  }
}

run "keeps_every_version_where_that_is_asked" {
  command = plan

  variables {
    old_version_days = null
    tls_only         = false
  }

  assert {
    condition     = alltrue([for retention in local.retention : retention == null]) && alltrue([for bucket in module.bucket : bucket.policy == null])
    error_message = "The local AWS speaks plain HTTP and takes a minute for a lifecycle."
  }
}

run "encrypts_the_lock_with_a_key_of_its_own" {
  command = plan

  assert {
    condition     = one(aws_dynamodb_table.lock.server_side_encryption).kms_key_arn == module.lock_key.arn
    error_message = "It is there before any deploy, and so before the orders' key."
  }
}
