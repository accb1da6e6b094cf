output "name" {
  description = "Name of the queue."
  value       = aws_sqs_queue.this.name
}

output "arn" {
  description = "ARN of the queue."
  value       = aws_sqs_queue.this.arn
}

output "url" {
  description = "URL of the queue."
  value       = aws_sqs_queue.this.url
}

output "retention_seconds" {
  description = "Seconds that the queue keeps a message that is not deleted."
  value       = aws_sqs_queue.this.message_retention_seconds
}

output "max_receive_count" {
  description = "Receives after which a message is a dead letter; null where none is."
  value       = try(var.dead_letter.max_receive_count, null)
}
