data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.name

  # What CloudWatch Logs and DynamoDB ask for ("Encrypt log data in CloudWatch Logs using AWS KMS", "DynamoDB encryption at rest"),
  # action by action.
  encryption = [
    "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext",
    "kms:ReEncryptFrom", "kms:ReEncryptTo",
  ]

  administration = {
    Sid       = "LetTheAccountAdminister"
    Effect    = "Allow"
    Principal = { AWS = "arn:${local.partition}:iam::${local.account}:root" }
    Action    = "kms:*"
    Resource  = "*"
  }

  # Whoever of this account may use the service: no role needs a permission for the key, and none gets at it by KMS itself.
  through = [for services in [var.used_through] : {
    Sid       = "LetTheAccountUseItThroughServices"
    Effect    = "Allow"
    Principal = { AWS = "*" }
    Action    = concat(["kms:CreateGrant"], local.encryption)
    Resource  = "*"
    Condition = { StringEquals = {
      "kms:CallerAccount" = local.account
      "kms:ViaService"    = [for service in sort(services) : "${service}.${local.region}.amazonaws.com"]
    } }
  } if length(services) > 0]

  logs = [for groups in [var.log_groups] : {
    Sid       = "LetLogsEncrypt"
    Effect    = "Allow"
    Principal = { Service = "logs.${local.region}.amazonaws.com" }
    Action    = local.encryption
    Resource  = "*"
    Condition = { ArnLike = {
      "kms:EncryptionContext:aws:logs:arn" = [for group in sort(groups) : "arn:${local.partition}:logs:${local.region}:${local.account}:log-group:${group}"]
    } }
  } if length(groups) > 0]

  publishers = [for service in sort(var.publishers) : {
    Sid       = "Let${title(split(".", service)[0])}Publish"
    Effect    = "Allow"
    Principal = { Service = service }
    Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
    Resource  = "*"
    Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
  }]
}

resource "aws_kms_key" "this" {
  description             = var.description
  enable_key_rotation     = true
  deletion_window_in_days = 30 # as long as AWS waits: without the key nobody reads again what it encrypted

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat([local.administration], local.through, local.logs, local.publishers)
  })
}
