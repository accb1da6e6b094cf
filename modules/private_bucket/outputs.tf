output "name" {
  description = "Name of the bucket, after its policy exists."
  value       = aws_s3_bucket.this.bucket

  depends_on = [aws_s3_bucket_policy.this]
}

output "arn" {
  description = "ARN of the bucket."
  value       = aws_s3_bucket.this.arn
}

output "regional_domain_name" {
  description = "Host name of the bucket in its region, for CloudFront."
  value       = aws_s3_bucket.this.bucket_regional_domain_name
}

output "policy" {
  description = "Policy of the bucket; null where only roles of this account have access."
  value       = one([for policy in aws_s3_bucket_policy.this : policy.policy])
}

output "access_log" {
  description = "Bucket and prefix of the access log; null where there is none."
  value       = one([for log in aws_s3_bucket_logging.this : "${log.target_bucket}/${log.target_prefix}"])
}

output "encryption" {
  description = "Key that objects are encrypted with."
  value       = one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).sse_algorithm
}
