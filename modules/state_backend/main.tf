data "aws_caller_identity" "current" {}

locals {
  buckets = {
    state = {
      name         = "${var.name}-state-${data.aws_caller_identity.current.account_id}"
      current_days = null # a state is current for as long as what it describes is there
    }
    plans = {
      name         = "${var.name}-plans-${data.aws_caller_identity.current.account_id}"
      current_days = var.plan_days
    }
  }
}

resource "aws_s3_bucket" "this" {
  #checkov:skip=CKV_AWS_18:Only the plan and the deploy role can read it, and CloudTrail records both.
  #checkov:skip=CKV_AWS_144:Versions bring back what was overwritten; without its region the environment is gone as well.
  #checkov:skip=CKV2_AWS_62:Nobody waits for a change of it.
  for_each = local.buckets

  bucket = each.value.name
}

resource "aws_s3_bucket_public_access_block" "this" {
  for_each = aws_s3_bucket.this

  bucket                  = each.value.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "this" {
  for_each = aws_s3_bucket.this

  bucket = each.value.id

  versioning_configuration {
    status = "Enabled"
  }
}

# With AWS's own key for S3: whoever may read an object may have it decrypted, and nobody outside of the account.
resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  for_each = aws_s3_bucket.this

  bucket = each.value.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  for_each = { for name, bucket in aws_s3_bucket.this : name => bucket if var.old_version_days != null }

  bucket = each.value.id

  rule {
    id     = "old-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = var.old_version_days
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }

    dynamic "expiration" {
      for_each = [for days in [local.buckets[each.key].current_days] : days if days != null]

      content {
        days = expiration.value
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}

resource "aws_s3_bucket_policy" "this" {
  for_each = { for name, bucket in aws_s3_bucket.this : name => bucket if var.tls_only }

  bucket = each.value.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "DenyPlaintext"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [each.value.arn, "${each.value.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })

  depends_on = [aws_s3_bucket_public_access_block.this]
}

resource "aws_dynamodb_table" "lock" {
  #checkov:skip=CKV_AWS_119:It holds who has the lock, and digests of states; DynamoDB encrypts that with its own key.
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
    enabled = true
  }
}
