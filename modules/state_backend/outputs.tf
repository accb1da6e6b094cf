output "state_bucket" {
  description = "Name of the bucket that keeps Terraform's states."
  value       = module.bucket["state"].name
}

output "plan_bucket" {
  description = "Name of the bucket that keeps saved plans."
  value       = module.bucket["plans"].name
}

output "log_bucket" {
  description = "Name of the bucket of the access logs of states and plans."
  value       = module.log_bucket.name
}

output "lock_table" {
  description = "Name of the table of Terraform's locks."
  value       = aws_dynamodb_table.lock.name
}
