locals {
  secret_header         = "X-Origin-Secret"
  viewer_address_header = "X-Viewer-Address"
  secrets_path          = "/${var.name}/origin-secrets"

  # The one that CloudFront sends, the one it sent before, and the one it will send: none is refused while they change.
  rotations = toset([for offset in [-1, 0, 1] : tostring(var.origin_rotation + offset)])
}

# Made here and told nobody: write-only, so that it is in no plan.
resource "aws_ssm_parameter" "origin_secret" {
  for_each = local.rotations

  name             = "${local.secrets_path}/${each.key}"
  description      = "What CloudFront sends in ${local.secret_header}, so that the API answers nobody else."
  type             = "SecureString"
  key_id           = var.kms_key_arn
  value_wo         = uuid()
  value_wo_version = 1
}

data "aws_ssm_parameter" "origin_secret" {
  for_each = local.rotations

  name = aws_ssm_parameter.origin_secret[each.key].name
}

module "firewall" {
  source = "../firewall"

  name                  = "${var.name}-api"
  description           = "Protects the API of ${var.name}."
  scope                 = "REGIONAL"
  mode                  = var.firewall.mode
  rates                 = var.firewall.rates
  viewer_address_header = local.viewer_address_header
  origin_header         = local.secret_header
  origin_secrets        = { for rotation, parameter in data.aws_ssm_parameter.origin_secret : rotation => parameter.value }
  is_complete           = var.local_aws_url == null
  log_retention_days    = var.log_retention_days
  kms_key_arn           = var.kms_key_arn
}

resource "aws_wafv2_web_acl_association" "api" {
  resource_arn = module.rest_api.stage_arn
  web_acl_arn  = module.firewall.arn
}
