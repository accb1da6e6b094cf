# The setting that the tests of this module start from.
name       = "cafe-orders-test-site-123456789012"
retention  = { old_version_days = 30 }
access_log = { bucket = "cafe-orders-test-site-log-123456789012", prefix = "page/" }

service_access = {
  LetCloudFrontRead = {
    service    = "cloudfront.amazonaws.com"
    action     = "s3:GetObject"
    objects    = "*"
    conditions = { ArnEquals = { "aws:SourceArn" = "arn:aws:cloudfront::123456789012:distribution/E123" } }
  }
  LetCloudFrontSeeWhatIsMissing = {
    service    = "cloudfront.amazonaws.com"
    action     = "s3:ListBucket"
    conditions = { ArnEquals = { "aws:SourceArn" = "arn:aws:cloudfront::123456789012:distribution/E123" } }
  }
}
