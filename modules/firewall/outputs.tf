output "arn" {
  description = "ARN of the firewall, for a distribution or a stage."
  value       = aws_wafv2_web_acl.this.arn
}

output "name" {
  description = "Name of the firewall: dimension WebACL of its metrics."
  value       = aws_wafv2_web_acl.this.name
}

output "rule_names" {
  description = "Names of its rules: dimension Rule of its metrics."
  value       = sort(concat(keys(local.managed_rule_groups), keys(local.rates), ["body-size", "known-bad-inputs"], [for header in local.origin_headers : "only-through-cloudfront"]))
}
