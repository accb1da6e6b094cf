output "arn" {
  description = "ARN of the topic."
  value       = aws_sns_topic.this.arn
}

output "name" {
  description = "Name of the topic."
  value       = aws_sns_topic.this.name
}

output "kms_key_id" {
  description = "Key that encrypts messages at rest."
  value       = aws_sns_topic.this.kms_master_key_id
}
