locals {
  retention = { for name, days in { page = null, logs = var.access_log_days } : name => var.old_version_days == null ? null : {
    old_version_days = var.old_version_days
    current_days     = days
  } }
  for_this_distribution = { ArnEquals = { "aws:SourceArn" = aws_cloudfront_distribution.this.arn } }
}

# With S3's own key: CloudFront can't decrypt with AWS's key in KMS, and the page is public.
module "bucket" {
  source = "../private_bucket"

  name       = "${var.name}-site-${local.account}"
  encryption = "AES256"
  retention  = local.retention["page"]
  access_log = { bucket = module.log_bucket.name, prefix = "page/" }
  tls_only   = var.tls_only

  service_access = {
    LetCloudFrontRead = {
      service    = "cloudfront.amazonaws.com"
      action     = "s3:GetObject"
      objects    = "*"
      conditions = local.for_this_distribution
    }
    # Without it S3 says 403 of what isn't there; with it, 404.
    LetCloudFrontSeeWhatIsMissing = {
      service    = "cloudfront.amazonaws.com"
      action     = "s3:ListBucket"
      conditions = local.for_this_distribution
    }
  }
}
