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
  value = {
    name                       = module.queue.name
    arn                        = module.queue.arn
    url                        = module.queue.url
    visibility_timeout_seconds = local.visibility_timeout_seconds
  }
}

output "dead_letter_queue" {
  description = "The queue of orders nobody could decide: name, ARN and URL."
  value = {
    name = module.dead_letter_queue.name
    arn  = module.dead_letter_queue.arn
    url  = module.dead_letter_queue.url
  }
}

output "relay_failure_queue" {
  description = "The queue of stream batches the relay gave up on: name, ARN and URL."
  value = {
    name = module.relay_failure_queue.name
    arn  = module.relay_failure_queue.arn
    url  = module.relay_failure_queue.url
  }
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
