data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  # Composed: the function needs its role first.
  function_arn = join(":", [
    "arn", data.aws_partition.current.partition, "lambda",
    data.aws_region.current.name, data.aws_caller_identity.current.account_id, "function", var.name,
  ])

  own_statements = merge(
    {
      WriteOwnLogs = {
        actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        resources = ["${module.log_group.arn}:log-stream:*"]
      }
    },
    # X-Ray's two write actions know no resources (Service Authorization Reference, "AWS X-Ray").
    { for sid, actions in { SendTraces = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"] } :
    sid => { actions = actions, resources = ["*"] } if var.is_traced },
  )
}

module "log_group" {
  source = "../log_group"

  name           = "/aws/lambda/${var.name}"
  retention_days = var.log_retention_days
  kms_key_arn    = var.kms_key_arn
}

resource "aws_iam_role" "this" {
  name                 = var.name
  description          = "What ${var.name} may do."
  permissions_boundary = var.permissions_boundary

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  name = "statements"
  role = aws_iam_role.this.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for sid, statement in merge(var.statements, local.own_statements) : {
      Sid      = sid
      Effect   = "Allow"
      Action   = sort(statement.actions)
      Resource = sort(statement.resources)

      # Another function that was given this role could do nothing with it. What Lambda itself calls has no such key.
      Condition = { ArnLikeIfExists = { "lambda:SourceFunctionArn" = [local.function_arn, "${local.function_arn}:*"] } }
    }]
  })
}

resource "aws_lambda_function" "this" {
  #checkov:skip=CKV_AWS_117:It opens connections to services of AWS alone, over TLS, and IAM names what of theirs it reaches; in a VPC it would reach the same, through endpoints paid by the hour.
  #checkov:skip=CKV_AWS_116:The queue is for asynchronous invocations, and there are none: the API waits for its answer, and stream and queue put what fails where their mappings say.
  #checkov:skip=CKV_AWS_272:The role that deploys would sign as well, so a signature tells no more than what is checked: the same bytes on every build, and their SHA-256 from build to prod.
  function_name                  = var.name
  description                    = var.description
  role                           = aws_iam_role.this.arn
  runtime                        = "python3.13"
  architectures                  = [var.architecture]
  handler                        = var.handler
  filename                       = var.package_path
  source_code_hash               = filebase64sha256(var.package_path)
  publish                        = true
  kms_key_arn                    = var.kms_key_arn
  timeout                        = var.timeout_seconds
  memory_size                    = var.memory_mb
  reserved_concurrent_executions = var.reserved_concurrency

  environment {
    variables = var.environment
  }

  tracing_config {
    mode = var.is_traced ? "Active" : "PassThrough"
  }

  # Lambda's own three lines for each invocation cost more to keep than the function's one; its metrics say the same.
  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    system_log_level      = "WARN"
  }

  dynamic "snap_start" {
    for_each = [for apply_on in ["PublishedVersions"] : apply_on if var.is_snap_started]

    content {
      apply_on = snap_start.value
    }
  }

  # A cold function must find its permissions and its log group, or Lambda would make one without retention.
  depends_on = [aws_iam_role_policy.this, module.log_group]
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "The version that callers and event sources use."
  function_name    = aws_lambda_function.this.function_name
  function_version = aws_lambda_function.this.version
}
