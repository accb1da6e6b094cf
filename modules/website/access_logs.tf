# Who asked for what, for as long as it may be needed to find an abuse: CloudFront's requests and those to the page's bucket.

locals {
  # CloudFront Developer Guide, "Log file fields". Not among them, on purpose: cookies; the query, which holds the code of a
  # sign-in on its way back; the referrer, which could repeat it. A token is in no field at all.
  logged_fields = [
    "date", "time", "c-ip", "cs-method", "cs-protocol", "cs-protocol-version", "x-host-header", "cs-uri-stem", "cs(User-Agent)",
    "cs-bytes", "sc-status", "sc-bytes", "sc-content-type", "time-taken", "time-to-first-byte", "x-edge-location",
    "x-edge-request-id", "x-edge-result-type", "x-edge-response-result-type", "x-edge-detailed-result-type", "ssl-protocol",
    "ssl-cipher",
  ]
}

# With S3's own key, which is all that S3 can write access logs with.
module "log_bucket" {
  source = "../private_bucket"

  name       = "${var.name}-site-log-${local.account}"
  encryption = "AES256"
  retention  = local.retention["logs"]
  tls_only   = var.tls_only

  service_access = {
    LetS3WriteLogs = {
      service = "logging.s3.amazonaws.com"
      action  = "s3:PutObject"
      objects = "page/*"
      conditions = {
        ArnLike      = { "aws:SourceArn" = module.bucket.arn }
        StringEquals = { "aws:SourceAccount" = local.account }
      }
    }
    # In AWS's words: a statement that it misses it would add, and the next plan take away (CloudWatch Logs User Guide,
    # "Logs sent to Amazon S3").
    AWSLogDeliveryWrite = {
      service = "delivery.logs.amazonaws.com"
      action  = "s3:PutObject"
      objects = "AWSLogs/${local.account}/*"
      conditions = {
        ArnLike      = { "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:logs:us-east-1:${local.account}:delivery-source:*" }
        StringEquals = { "aws:SourceAccount" = local.account, "s3:x-amz-acl" = "bucket-owner-full-control" }
      }
    }
  }
}

# CloudFront's logs are delivered from us-east-1, wherever the bucket is.
resource "aws_cloudwatch_log_delivery_source" "distribution" {
  provider = aws.us_east_1

  name         = "${var.name}-site"
  log_type     = "ACCESS_LOGS"
  resource_arn = aws_cloudfront_distribution.this.arn
}

resource "aws_cloudwatch_log_delivery_destination" "log_bucket" {
  provider = aws.us_east_1

  name          = "${var.name}-site"
  output_format = "json"

  delivery_destination_configuration {
    destination_resource_arn = module.log_bucket.arn
  }
}

# Without a path of our own below AWSLogs/<account>/CloudFront/: this provider would change it back and forth.
resource "aws_cloudwatch_log_delivery" "access_log" {
  provider = aws.us_east_1

  delivery_source_name     = aws_cloudwatch_log_delivery_source.distribution.name
  delivery_destination_arn = aws_cloudwatch_log_delivery_destination.log_bucket.arn
  record_fields            = local.logged_fields

  depends_on = [module.log_bucket]
}
