# Terraform knows what an apply of the API has left there: a plan made before the first one has no secret to send.
data "aws_ssm_parameter" "origin_secret" {
  for_each = toset([for path in [var.api_origin.secrets_path] : "${path}/${var.origin_rotation}" if path != null])

  name = each.key
}

# CloudFront's logs are kept in us-east-1: where the environment is elsewhere, its key is of no use there.
module "log_key" {
  source    = "../encryption_key"
  providers = { aws = aws.us_east_1 }
  for_each  = toset([for name in ["${var.name}-site"] : name if data.aws_region.current.name != "us-east-1"])

  description = "Encrypts the logs of the site of ${var.name}."
  log_groups  = ["aws-waf-logs-${var.name}-*"]
}

module "firewall" {
  source    = "../firewall"
  providers = { aws = aws.us_east_1 }

  name               = "${var.name}-site"
  description        = "Protects the site of ${var.name}."
  scope              = "CLOUDFRONT"
  mode               = var.firewall.mode
  rates              = var.firewall.rates
  is_complete        = !local.is_local
  log_retention_days = var.log_retention_days
  kms_key_arn        = try(module.log_key["${var.name}-site"].arn, var.kms_key_arn)
}
