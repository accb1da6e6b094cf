mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

run "may_only_write_its_own_logs_by_default" {
  command = plan

  assert {
    condition     = [for s in jsondecode(aws_iam_role_policy.this.policy).Statement : "${s.Sid} ${s.Effect} ${join(",", s.Action)} ${join(",", s.Resource)}"] == ["WriteOwnLogs Allow logs:CreateLogStream,logs:PutLogEvents arn:aws:logs:us-east-1:123456789012:log-group:mocked:log-stream:*"]
    error_message = "The role may write to its own log group and nothing else."
  }
}

run "may_do_what_its_statements_name_and_no_more" {
  command = plan

  variables {
    statements = { ReadOrders = { actions = ["dynamodb:GetItem"], resources = ["arn:aws:dynamodb:us-east-1:123456789012:table/orders"] } }
  }

  assert {
    condition     = toset(flatten([for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s.Action])) == toset(["dynamodb:GetItem", "logs:CreateLogStream", "logs:PutLogEvents"])
    error_message = "The role must have exactly the actions given and those of its logs."
  }

  assert {
    condition     = one([for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s.Resource if s.Sid == "ReadOrders"]) == ["arn:aws:dynamodb:us-east-1:123456789012:table/orders"]
    error_message = "The statement must keep its resource."
  }
}

run "may_do_it_only_itself" {
  command = plan

  variables {
    statements = { ReadOrders = { actions = ["dynamodb:GetItem"], resources = ["arn:aws:dynamodb:us-east-1:123456789012:table/orders"] } }
  }

  assert {
    condition     = toset([for s in jsondecode(aws_iam_role_policy.this.policy).Statement : jsonencode(s.Condition)]) == toset([jsonencode({ ArnLikeIfExists = { "lambda:SourceFunctionArn" = ["arn:aws:lambda:us-east-1:123456789012:function:cafe-orders-test-api", "arn:aws:lambda:us-east-1:123456789012:function:cafe-orders-test-api:*"] } })])
    error_message = "Another function that was given the role must not be able to use it."
  }
}

run "may_send_traces_only_when_it_starts_them" {
  command = plan

  variables {
    is_traced = true
  }

  assert {
    condition     = one([for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s.Action if s.Sid == "SendTraces"]) == ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
    error_message = "Active tracing needs X-Ray's write actions."
  }

  assert {
    condition     = aws_lambda_function.this.tracing_config[0].mode == "Active"
    error_message = "The function must start traces."
  }
}

run "publishes_a_version_and_points_the_alias_live_at_it" {
  command = plan

  assert {
    condition     = aws_lambda_function.this.publish
    error_message = "Each apply of new code must publish a version."
  }

  assert {
    condition     = aws_lambda_alias.live.name == "live" && aws_lambda_alias.live.function_version == "7"
    error_message = "The alias must follow the version just published."
  }
}

run "knows_its_code_by_its_hash" {
  command = plan

  assert {
    condition     = aws_lambda_function.this.source_code_hash == filebase64sha256("tests/package.zip")
    error_message = "Other code must be a change of the function."
  }
}

run "has_a_log_group_with_an_end_to_its_lines" {
  command = plan

  assert {
    condition     = module.log_group.name == "/aws/lambda/cafe-orders-test-api"
    error_message = "The log group must exist before Lambda makes one that keeps lines for ever."
  }
}

run "logs_as_json_without_lambda_s_lines_for_each_invocation" {
  command = plan

  assert {
    condition     = one(aws_lambda_function.this.logging_config).log_format == "JSON" && one(aws_lambda_function.this.logging_config).system_log_level == "WARN"
    error_message = "Lambda must keep its start, end and report lines to itself."
  }

  assert {
    condition     = length(aws_lambda_function.this.snap_start) == 0
    error_message = "SnapStart costs money and must be asked for."
  }
}

run "starts_published_versions_from_a_snapshot_when_asked" {
  command = plan

  variables {
    is_snap_started = true
  }

  assert {
    condition     = one(aws_lambda_function.this.snap_start).apply_on == "PublishedVersions"
    error_message = "A snapshot is taken of each published version, the ones that the alias points to."
  }
}

run "keeps_its_role_within_the_boundary" {
  command = plan

  variables {
    permissions_boundary = "arn:aws:iam::123456789012:policy/cafe-orders-test-boundary"
  }

  assert {
    condition     = aws_iam_role.this.permissions_boundary == "arn:aws:iam::123456789012:policy/cafe-orders-test-boundary"
    error_message = "A deploy may make no role without it."
  }
}

run "encrypts_its_settings_with_the_key_given" {
  command = plan

  assert {
    condition     = aws_lambda_function.this.kms_key_arn == "arn:aws:kms:us-east-1:123456789012:key/mocked"
    error_message = "Lambda's own key can't be shut."
  }
}
