output "state_bucket" {
  description = "Name of the bucket that keeps Terraform's states."
  value       = aws_s3_bucket.this["state"].bucket
}

output "plan_bucket" {
  description = "Name of the bucket that keeps saved plans."
  value       = aws_s3_bucket.this["plans"].bucket
}

output "lock_table" {
  description = "Name of the table that says who changes a state."
  value       = aws_dynamodb_table.lock.name
}
