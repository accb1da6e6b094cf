locals {
  queues = { for purpose, queue in { orders = module.queue, dead_letters = module.dead_letter_queue, relay_failures = module.relay_failure_queue } :
  purpose => { name = queue.name, arn = queue.arn, url = queue.url } }
}

output "table" {
  description = "The table: name, ARN, ARN of its stream and of its index by time."
  value = {
    name       = aws_dynamodb_table.orders.name
    arn        = aws_dynamodb_table.orders.arn
    stream_arn = aws_dynamodb_table.orders.stream_arn
    index_arn  = "${aws_dynamodb_table.orders.arn}/index/${one(aws_dynamodb_table.orders.local_secondary_index).name}"
  }
}

output "queue" {
  description = "The queue of orders to decide: name, ARN, URL, and for how long it hides an order."
  value       = merge(local.queues["orders"], { visibility_timeout_seconds = local.visibility_timeout_seconds })
}

output "dead_letter_queue" {
  description = "The queue of orders that could not be decided: name, ARN and URL."
  value       = local.queues["dead_letters"]
}

output "relay_failure_queue" {
  description = "The queue of stream batches that could not be published: name, ARN and URL."
  value       = local.queues["relay_failures"]
}

output "topic_arn" {
  description = "ARN of the topic of order events."
  value       = module.topic.arn
}

output "topic_name" {
  description = "Name of the topic of order events: a dimension of its metrics."
  value       = module.topic.name
}

output "inbox_url" {
  description = "URL of the inbox; null where there is none."
  value       = one([for inbox in module.inbox : inbox.url])
}

output "kms_key_arn" {
  description = "ARN of the key of ours that encrypts what the environment keeps."
  value       = module.encryption_key.arn
}
