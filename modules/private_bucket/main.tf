locals {
  may = [for name, access in var.service_access : {
    Sid       = name
    Effect    = "Allow"
    Principal = { Service = access.service }
    Action    = access.action
    Resource  = access.objects == null ? aws_s3_bucket.this.arn : "${aws_s3_bucket.this.arn}/${access.objects}"
    Condition = access.conditions
  }]
  never = [for sid in ["DenyPlaintext"] : {
    Sid       = sid
    Effect    = "Deny"
    Principal = "*"
    Action    = "s3:*"
    Resource  = [aws_s3_bucket.this.arn, "${aws_s3_bucket.this.arn}/*"]
    Condition = { Bool = { "aws:SecureTransport" = "false" } }
  } if var.tls_only]
}

resource "aws_s3_bucket" "this" {
  #checkov:skip=CKV_AWS_18:Each bucket has an access log but the one that keeps it: that would tell of its own writing for ever.
  #checkov:skip=CKV_AWS_144:Versions bring back what was overwritten; what stands in one region needs no copy of these in another.
  #checkov:skip=CKV_AWS_145:States and plans have a KMS key. S3 writes access logs to no bucket that has one, and the page is public.
  bucket = var.name
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = aws_s3_bucket.this.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# Whoever writes an object, it is ours: there are no access control lists.
resource "aws_s3_bucket_ownership_controls" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id

  versioning_configuration {
    status = "Enabled"
  }
}

# With a key of S3's or AWS's own: whoever may read an object may have it decrypted, and nobody outside of the account.
resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    bucket_key_enabled = var.encryption == "aws:kms"

    apply_server_side_encryption_by_default {
      sse_algorithm = var.encryption
    }
  }
}

# What happens to objects is told to EventBridge, which costs nothing until a rule asks for it.
resource "aws_s3_bucket_notification" "this" {
  bucket      = aws_s3_bucket.this.id
  eventbridge = true
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  for_each = { for name, retention in { retention = var.retention } : name => retention if retention != null }

  bucket = aws_s3_bucket.this.id

  rule {
    id     = each.key
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = each.value.old_version_days
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }

    dynamic "expiration" {
      for_each = [for days in [each.value.current_days] : days if days != null]

      content {
        days = expiration.value
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}

resource "aws_s3_bucket_logging" "this" {
  for_each = { for name, log in { log = var.access_log } : name => log if log != null }

  bucket        = aws_s3_bucket.this.id
  target_bucket = each.value.bucket
  target_prefix = each.value.prefix

  target_object_key_format {
    partitioned_prefix {
      partition_date_source = "EventTime"
    }
  }
}

resource "aws_s3_bucket_policy" "this" {
  for_each = { for name, statements in { access = concat(local.may, local.never) } : name => statements if length(statements) > 0 }

  bucket = aws_s3_bucket.this.id
  policy = jsonencode({ Version = "2012-10-17", Statement = each.value })

  depends_on = [aws_s3_bucket_public_access_block.this]
}
