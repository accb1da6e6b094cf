mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

run "is_closed_to_the_public" {
  command = plan

  assert {
    condition     = aws_s3_bucket_public_access_block.this.block_public_acls && aws_s3_bucket_public_access_block.this.block_public_policy && aws_s3_bucket_public_access_block.this.ignore_public_acls && aws_s3_bucket_public_access_block.this.restrict_public_buckets
    error_message = "Nothing in the bucket is public."
  }

  assert {
    condition     = aws_s3_bucket_ownership_controls.this.rule[0].object_ownership == "BucketOwnerEnforced"
    error_message = "No access control list opens an object."
  }
}

run "lets_in_who_is_named_and_nobody_without_tls" {
  command = plan

  assert {
    condition = [for statement in jsondecode(output.policy).Statement : [statement.Sid, statement.Effect, statement.Action]] == [
      ["LetCloudFrontRead", "Allow", "s3:GetObject"],
      ["LetCloudFrontSeeWhatIsMissing", "Allow", "s3:ListBucket"],
      ["DenyPlaintext", "Deny", "s3:*"],
    ]
    error_message = "What callers allow stands beside what is always denied."
  }

  assert {
    condition     = [for statement in jsondecode(output.policy).Statement : statement.Resource] == [jsondecode("\"arn:aws:s3:::mocked/*\""), jsondecode("\"arn:aws:s3:::mocked\""), jsondecode("[\"arn:aws:s3:::mocked\", \"arn:aws:s3:::mocked/*\"]")]
    error_message = "Objects are read, the bucket is listed, and plain HTTP is refused for both."
  }
}

run "lets_in_nobody_unless_asked" {
  command = plan

  variables {
    service_access = {}
  }

  assert {
    condition     = [for statement in jsondecode(output.policy).Statement : statement.Sid] == ["DenyPlaintext"]
    error_message = "A policy that nobody asked for lets nobody in."
  }
}

run "takes_plain_http_where_there_is_nothing_else" {
  command = plan

  variables {
    service_access = {}
    tls_only       = false
  }

  assert {
    condition     = output.policy == null
    error_message = "The local AWS speaks plain HTTP."
  }
}

run "brings_back_what_was_replaced_for_a_while" {
  command = plan

  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "What was replaced or deleted is still there."
  }

  assert {
    condition     = one(aws_s3_bucket_lifecycle_configuration.this["retention"].rule[0].noncurrent_version_expiration).noncurrent_days == 30 && length(aws_s3_bucket_lifecycle_configuration.this["retention"].rule[0].expiration) == 0
    error_message = "Old versions end; what is current does not."
  }
}

run "deletes_objects_after_their_time" {
  command = plan

  variables {
    retention = { old_version_days = 7, current_days = 90 }
  }

  assert {
    condition     = one(aws_s3_bucket_lifecycle_configuration.this["retention"].rule[0].expiration).days == 90
    error_message = "Logs must not be kept for ever."
  }
}

run "keeps_everything_where_there_is_no_end_to_be_had" {
  command = plan

  variables {
    retention = null
  }

  assert {
    condition     = length(aws_s3_bucket_lifecycle_configuration.this) == 0
    error_message = "The local AWS takes a minute to set an end up."
  }
}

run "tells_who_asked_for_what_by_day" {
  command = plan

  assert {
    condition     = output.access_log == "cafe-orders-test-site-log-123456789012/page/" && aws_s3_bucket_logging.this["log"].target_object_key_format[0].partitioned_prefix[0].partition_date_source == "EventTime"
    error_message = "Requests are told of in the log bucket, under the day they were made."
  }
}

run "has_no_log_of_the_logs" {
  command = plan

  variables {
    access_log = null
  }

  assert {
    condition     = output.access_log == null
    error_message = "A log of writing logs would never end."
  }
}

run "encrypts_with_a_key_in_kms_unless_a_service_must_write" {
  command = plan

  assert {
    condition     = output.encryption == "aws:kms" && one(aws_s3_bucket_server_side_encryption_configuration.this.rule).bucket_key_enabled
    error_message = "One request for a key serves many objects."
  }
}

run "encrypts_with_s3s_own_key_where_asked" {
  command = plan

  variables {
    encryption = "AES256"
  }

  assert {
    condition     = output.encryption == "AES256" && !one(aws_s3_bucket_server_side_encryption_configuration.this.rule).bucket_key_enabled
    error_message = "S3 writes access logs with its own key only."
  }
}

run "tells_eventbridge_what_happens" {
  command = plan

  assert {
    condition     = aws_s3_bucket_notification.this.eventbridge
    error_message = "Whoever wants to know of a change writes a rule."
  }
}
