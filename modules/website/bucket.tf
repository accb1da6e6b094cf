resource "aws_s3_bucket" "site" {
  #checkov:skip=CKV_AWS_18:Only CloudFront and the deploy role can read it, and CloudTrail records both.
  #checkov:skip=CKV_AWS_144:Every deploy can publish the page again: it is a build, not data.
  #checkov:skip=CKV_AWS_145:The page is public; CloudFront reads it with S3's own key.
  #checkov:skip=CKV2_AWS_62:Nobody waits for a change of the page.
  bucket = "${var.name}-site-${data.aws_caller_identity.current.account_id}"
}

resource "aws_s3_bucket_public_access_block" "site" {
  bucket                  = aws_s3_bucket.site.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "site" {
  bucket = aws_s3_bucket.site.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "site" {
  bucket = aws_s3_bucket.site.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "site" {
  for_each = { for bucket in [aws_s3_bucket.site.bucket] : "old-versions" => bucket if var.old_version_days != null }

  bucket = each.value

  rule {
    id     = each.key
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = var.old_version_days
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }

  depends_on = [aws_s3_bucket_versioning.site]
}

resource "aws_s3_bucket_policy" "site" {
  bucket = aws_s3_bucket.site.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Sid       = "LetCloudFrontRead"
          Effect    = "Allow"
          Principal = { Service = "cloudfront.amazonaws.com" }
          Action    = "s3:GetObject"
          Resource  = "${aws_s3_bucket.site.arn}/*"
          Condition = { StringEquals = { "AWS:SourceArn" = aws_cloudfront_distribution.this.arn } }
        },
        {
          # Without it S3 says 403 of what isn't there; with it, 404.
          Sid       = "LetCloudFrontSeeWhatIsMissing"
          Effect    = "Allow"
          Principal = { Service = "cloudfront.amazonaws.com" }
          Action    = "s3:ListBucket"
          Resource  = aws_s3_bucket.site.arn
          Condition = { StringEquals = { "AWS:SourceArn" = aws_cloudfront_distribution.this.arn } }
        },
      ],
      [for sid in ["DenyPlaintext"] : {
        Sid       = sid
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.site.arn, "${aws_s3_bucket.site.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      } if var.tls_only],
    )
  })

  depends_on = [aws_s3_bucket_public_access_block.site]
}
