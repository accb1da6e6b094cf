output "site_url" {
  description = "Address of the site, without a trailing slash."
  value       = local.site_url
}

output "bucket" {
  description = "Bucket that the page is published to."
  value       = module.bucket.name
}

output "log_bucket" {
  description = "Bucket of the access logs of CloudFront and of the page's bucket."
  value       = module.log_bucket.name
}

output "distribution_id" {
  description = "Distribution to invalidate after publishing."
  value       = aws_cloudfront_distribution.this.id
}

output "firewall_name" {
  description = "Firewall before the site: dimension WebACL of its metrics."
  value       = module.firewall.name
}

output "config" {
  description = "The page's config.json."
  value = {
    issuer                 = var.identity.issuer
    authorization_endpoint = "${var.identity.hosted_ui_url}/oauth2/authorize"
    token_endpoint         = "${var.identity.hosted_ui_url}/oauth2/token"
    logout_endpoint        = "${var.identity.hosted_ui_url}/logout"
    client_id              = module.client.client_id
    redirect_uri           = module.client.redirect_uri
    logout_uri             = module.client.logout_uri
    scopes                 = concat(["openid", "email"], sort(var.identity.scopes))
    region                 = data.aws_region.current.name
  }
}
