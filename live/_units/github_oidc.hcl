# Made once by `cafe bootstrap`, not by a deploy: the roles that GitHub's workflows assume.
locals {
  settings = read_terragrunt_config("${get_repo_root()}/live/settings.hcl").locals.settings
  is_aws   = !local.settings.is_local

  # Actions that the local AWS knows no resource for, or by another name.
  unresolved_reads = [
    "cloudfront:DescribeFunction", "cloudfront:GetCachePolicy", "cloudfront:GetFunction", "cloudfront:GetOriginAccessControl",
    "cloudfront:GetOriginRequestPolicy", "cloudfront:GetResponseHeadersPolicy", "cloudfront:ListTagsForResource",
    "cloudwatch:GetDashboard", "cloudwatch:ListTagsForResource", "dynamodb:ListTagsOfResource",
    "lambda:ListEventSourceMappings", "logs:GetDelivery", "logs:GetDeliveryDestination", "logs:GetDeliverySource",
    "sns:GetSubscriptionAttributes", "sns:ListTagsForResource", "wafv2:GetWebACLForResource", "wafv2:ListTagsForResource",
  ]
  unresolved_writes = [
    "cloudfront:CreateDistributionWithTags", "cloudfront:DeleteCachePolicy", "cloudfront:DeleteFunction",
    "cloudfront:DeleteOriginAccessControl", "cloudfront:DeleteResponseHeadersPolicy", "cloudfront:PublishFunction",
    "cloudfront:TagResource", "cloudfront:UpdateCachePolicy", "cloudfront:UpdateFunction",
    "cloudfront:UpdateOriginAccessControl", "cloudfront:UpdateResponseHeadersPolicy", "cloudwatch:DeleteAlarms",
    "cloudwatch:DeleteDashboards", "cloudwatch:PutDashboard", "lambda:CreateFunction", "logs:CreateDelivery",
    "logs:DeleteDelivery", "logs:DeleteDeliveryDestination", "logs:DeleteDeliverySource", "logs:PutDeliveryDestination",
    "logs:PutDeliverySource", "sns:SetSubscriptionAttributes", "sns:Unsubscribe", "wafv2:AssociateWebACL", "wafv2:DisassociateWebACL",
  ]
  unresolved = {
    plan   = local.unresolved_reads
    deploy = concat(local.unresolved_reads, local.unresolved_writes)
  }
}

exclude {
  if      = true
  actions = ["all"]
}

# GitHub's identity provider is one an account: one that is there already is taken over.
generate "imports" {
  path      = "imports.tf"
  if_exists = "overwrite_terragrunt"
  contents = join("\n", [for arn in compact([get_env("CAFE_OIDC_PROVIDER", "")]) : <<-EOF
    import {
      to = aws_iam_openid_connect_provider.github
      id = "${arn}"
    }
  EOF
  ])
}

inputs = {
  environment          = local.settings.environment
  repository           = jsondecode(get_env("CAFE_REPOSITORY", jsonencode({ owner = "", name = "" }))) # `cafe bootstrap` sets it
  are_conditions_known = local.is_aws
  unresolved_actions   = { for role, actions in local.unresolved : role => actions if !local.is_aws }
  batch_actions        = [for action in ["sns:PublishBatch", "sqs:SendMessageBatch"] : action if !local.is_aws]
}
