data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id
  names   = { for purpose in ["plans", "state"] : purpose => "${var.name}-${purpose}-${local.account}" }

  # A state is current for as long as what it describes is there.
  current_days = { state = null, plans = 7, state-log = var.access_log_days }
  retention = { for purpose, days in local.current_days : purpose => var.old_version_days == null ? null : {
    old_version_days = var.old_version_days
    current_days     = days
  } }
}

module "bucket" {
  source   = "../private_bucket"
  for_each = local.names

  name       = each.value
  retention  = local.retention[each.key]
  access_log = { bucket = module.log_bucket.name, prefix = "${each.key}/" }
  tls_only   = var.tls_only
}

# Who read or wrote a state or a plan. With S3's own key, which is all that S3 can write access logs with.
module "log_bucket" {
  source = "../private_bucket"

  name       = "${var.name}-state-log-${local.account}"
  encryption = "AES256"
  retention  = local.retention["state-log"]
  tls_only   = var.tls_only

  service_access = { for purpose, name in local.names : "LetS3WriteLogsOf${title(purpose)}" => {
    service = "logging.s3.amazonaws.com"
    action  = "s3:PutObject"
    objects = "${purpose}/*"
    conditions = {
      ArnLike      = { "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:s3:::${name}" }
      StringEquals = { "aws:SourceAccount" = local.account }
    }
  } }
}

# Not the orders' key: that is made by a deploy, which needs the lock.
module "lock_key" {
  source = "../encryption_key"

  description  = "Encrypts the lock of ${var.name}'s states."
  used_through = ["dynamodb"]
}

resource "aws_dynamodb_table" "lock" {
  name                        = "${var.name}-lock"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "LockID"
  deletion_protection_enabled = true

  attribute {
    name = "LockID"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = module.lock_key.arn
  }
}
