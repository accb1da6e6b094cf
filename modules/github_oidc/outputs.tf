output "role_arns" {
  description = "ARNs of the roles `plan` and `deploy`."
  value       = { for name, role in aws_iam_role.this : name => role.arn }
}

output "subjects" {
  description = "Subjects of GitHub's tokens that each role trusts."
  value       = local.subjects
}

output "permissions_boundary" {
  description = "ARN of the boundary that every role made by a deploy must have."
  value       = aws_iam_policy.boundary.arn
}
