# Terraform knows what an apply of the API has left there: a plan made before the first one has no secret to send.
data "aws_ssm_parameter" "origin_secret" {
  for_each = toset([for path in [var.api_origin.secrets_path] : "${path}/${var.origin_rotation}" if path != null])

  name = each.key
}

module "firewall" {
  source    = "../firewall"
  providers = { aws = aws.us_east_1 }

  name               = "${var.name}-site"
  description        = "Protects the site of ${var.name}."
  scope              = "CLOUDFRONT"
  mode               = var.firewall.mode
  rates              = var.firewall.rates
  is_complete        = var.is_firewall_complete
  log_retention_days = var.log_retention_days
}
