mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

run "trusts_the_repository_by_its_name_and_by_its_ids" {
  command = plan

  assert {
    condition = output.subjects.deploy == tolist([
      "repo:octocat/my-repo:environment:test",
      "repo:octocat@123456/my-repo@456789:environment:test",
    ])
    error_message = "A deploy runs in the repository's environment, whichever form of subject GitHub sends."
  }

  assert {
    condition = output.subjects.plan == tolist([
      "repo:octocat/my-repo:pull_request",
      "repo:octocat/my-repo:ref:refs/heads/main",
      "repo:octocat@123456/my-repo@456789:pull_request",
      "repo:octocat@123456/my-repo@456789:ref:refs/heads/main",
    ])
    error_message = "Pull requests plan, and the default branch does."
  }
}

run "trusts_nothing_but_exact_subjects_for_this_audience" {
  command = plan

  assert {
    condition     = alltrue([for role in aws_iam_role.this : one(keys(jsondecode(role.assume_role_policy).Statement[0].Condition)) == "StringEquals" && jsondecode(role.assume_role_policy).Statement[0].Condition.StringEquals["token.actions.githubusercontent.com:aud"] == "sts.amazonaws.com" && !strcontains(role.assume_role_policy, "*")])
    error_message = "A wildcard in a trust policy is somebody else's repository."
  }
}

run "trusts_the_name_alone_where_ids_are_unknown" {
  command = plan

  variables {
    repository = { owner = "octocat", name = "my-repo" }
  }

  assert {
    condition     = output.subjects.deploy == tolist(["repo:octocat/my-repo:environment:test"])
    error_message = "A repository from before June 2026 sends its name."
  }
}

run "names_every_action" {
  command = plan

  assert {
    condition = alltrue(flatten([for policy in concat(values(aws_iam_policy.this), [aws_iam_policy.boundary]) : [
      for statement in jsondecode(policy.policy).Statement : [for action in statement.Action : can(regex("^[a-z0-9-]+:[A-Za-z]+$", action))]
    ]]))
    error_message = "No wildcard in an action."
  }
}

run "lets_a_plan_write_saved_plans_only" {
  command = plan

  assert {
    condition     = toset([for name in keys(aws_iam_role_policy_attachment.this) : name if startswith(name, "plan/")]) == toset(["plan/read", "plan/read-edge", "plan/save-plans"])
    error_message = "Whoever opens a pull request runs code with this role."
  }

  assert {
    condition = alltrue(flatten([for name in ["read", "read_edge"] : [
      for statement in jsondecode(aws_iam_policy.this[name].policy).Statement : [
        for action in statement.Action : can(regex(":(Get|List|Describe|GET)", action))
      ]
    ]]))
    error_message = "Reading is getting, listing and describing."
  }

  assert {
    condition     = jsondecode(aws_iam_policy.this["save_plans"].policy).Statement[0].Resource == ["arn:aws:s3:::cafe-orders-test-plans-123456789012/*"]
    error_message = "The only thing a plan writes is the plan."
  }
}

run "makes_roles_within_the_boundary_only" {
  command = plan

  assert {
    condition = alltrue([for statement in jsondecode(aws_iam_policy.this["roles"].policy).Statement :
      try(statement.Condition.StringEquals["iam:PermissionsBoundary"], "") == output.permissions_boundary
      if length(setintersection(statement.Action, ["iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy", "iam:UpdateAssumeRolePolicy"])) > 0
    ])
    error_message = "A role without the boundary could do anything, and a deploy through it."
  }

  assert {
    condition = length(setintersection(
      flatten([for policy in aws_iam_policy.this : [for statement in jsondecode(policy.policy).Statement : statement.Action if statement.Effect == "Allow"]]),
      ["iam:DeleteRolePermissionsBoundary", "iam:PutRolePermissionsBoundary", "iam:CreatePolicy", "iam:CreatePolicyVersion"],
    )) == 0
    error_message = "The boundary is not the deploy's to change."
  }
}

run "lets_no_deploy_touch_what_it_stands_on" {
  command = plan

  assert {
    condition     = alltrue([for statement in jsondecode(aws_iam_policy.this["foundation"].policy).Statement : statement.Effect == "Deny"])
    error_message = "What is denied can't be allowed by any other policy."
  }

  assert {
    condition = length(setintersection(
      flatten([for policy in aws_iam_policy.this : [for statement in jsondecode(policy.policy).Statement : statement.Action if statement.Effect == "Allow"]]),
      ["dynamodb:DeleteTable", "cognito-idp:DeleteUserPool", "s3:DeleteBucket"],
    )) == 0
    error_message = "Orders and customers are removed by a person, never by a pipeline."
  }
}

run "lets_neither_role_reach_what_access_logs_tell" {
  command = plan

  assert {
    condition = !anytrue(flatten([for policy in aws_iam_policy.this : [for statement in jsondecode(policy.policy).Statement : [
      for resource in statement.Resource : startswith(resource, "arn:aws:s3:::cafe-orders-test-site-log-123456789012/") || startswith(resource, "arn:aws:s3:::cafe-orders-test-state-log-")
    ]]]))
    error_message = "Who asked for what is read by people, and written by AWS alone."
  }
}

run "lets_roles_use_a_key_through_the_services_that_store_for_them" {
  command = plan

  assert {
    condition = [
      for statement in jsondecode(aws_iam_policy.boundary.policy).Statement : statement.Condition
      if anytrue([for action in statement.Action : startswith(action, "kms:")])
    ] == [{ StringEquals = { "kms:ViaService" = ["dynamodb.us-east-1.amazonaws.com", "lambda.us-east-1.amazonaws.com", "sns.us-east-1.amazonaws.com"] } }]
    error_message = "Without it the boundary takes what the key's policy gives; without its condition a role could be given KMS itself."
  }
}

run "lets_no_deploy_take_away_a_key" {
  command = plan

  assert {
    condition = length(setintersection(
      toset(flatten([for policy in values(aws_iam_policy.this) : [for statement in jsondecode(policy.policy).Statement : statement.Action if statement.Effect == "Allow"]])),
      ["kms:DisableKey", "kms:ScheduleKeyDeletion"],
    )) == 0
    error_message = "Without its key no order can be read, and no backup."
  }
}

run "reaches_what_cloudfront_keeps_in_us_east_1_from_any_region" {
  command = plan

  override_data {
    target = data.aws_region.current
    values = { name = "eu-central-1" }
  }

  assert {
    condition = alltrue([for arn in [
      "arn:aws:wafv2:us-east-1:123456789012:global/webacl/cafe-orders-test-*/*",
      "arn:aws:wafv2:us-east-1:aws:global/managedruleset/*/*",
      "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/cafe-orders-test-*/*",
      "arn:aws:acm:us-east-1:123456789012:certificate/*",
      ] : contains(flatten(jsondecode(aws_iam_policy.this["edge"].policy).Statement[*].Resource), arn)
    ])
    error_message = "CloudFront takes its firewall and its certificate from us-east-1 only."
  }

  assert {
    condition = alltrue([for arn in [
      "arn:aws:logs:us-east-1:123456789012:log-group:aws-waf-logs-cafe-orders-test-*",
      "arn:aws:logs:eu-central-1:123456789012:log-group:aws-waf-logs-cafe-orders-test-*",
      ] : contains(flatten(jsondecode(aws_iam_policy.this["compute"].policy).Statement[*].Resource), arn)
    ])
    error_message = "A firewall logs where it is."
  }

  assert {
    condition = alltrue([for region in ["us-east-1", "eu-central-1"] :
      contains(flatten(jsondecode(aws_iam_policy.this["data"].policy).Statement[*].Resource), "arn:aws:kms:${region}:123456789012:key/*")
    ])
    error_message = "What CloudFront's firewall logs has a key of its own there."
  }
}

run "fits_in_what_iam_takes_whatever_the_name_and_the_region" {
  command = plan

  variables {
    name        = "a-name-of-twenty-letters-staging"
    environment = "staging"
  }

  override_data {
    target = data.aws_region.current
    values = { name = "ap-southeast-2" }
  }

  assert {
    condition     = alltrue([for policy in aws_iam_policy.this : length(policy.policy) <= 6144])
    error_message = "A managed policy has 6,144 characters at most (IAM and AWS STS quotas)."
  }
}

run "leaves_out_on_the_local_aws_what_that_cannot_evaluate" {
  command = plan

  variables {
    are_conditions_known = false
    unresolved_actions   = { deploy = ["lambda:CreateFunction"] }
    batch_actions        = ["sqs:SendMessageBatch"]
  }

  assert {
    condition     = !strcontains(aws_iam_policy.this["roles"].policy, "Condition") && one(keys(aws_iam_role_policy.unresolved)) == "deploy"
    error_message = "The local AWS knows neither these conditions nor every resource."
  }

  assert {
    condition     = strcontains(aws_iam_policy.boundary.policy, "sqs:SendMessageBatch")
    error_message = "The local AWS asks for a batch's own name."
  }
}
