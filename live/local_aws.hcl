# What the local AWS does otherwise than AWS does when it checks permissions.
locals {
  # Actions that it can't restrict to a resource, by the role that needs them.
  unresolved_actions = {
    plan   = local.unresolved_reads
    deploy = concat(local.unresolved_reads, local.unresolved_writes)
  }

  # Actions that it requires for batches; AWS requires the action of one message.
  batch_actions = ["sns:PublishBatch", "sqs:SendMessageBatch"]

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
}
