mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

run "keeps_orders_by_customer_and_lists_them_by_time" {
  command = plan

  assert {
    condition     = aws_dynamodb_table.orders.hash_key == "customer_id" && aws_dynamodb_table.orders.range_key == "order_id"
    error_message = "An order is found by its customer and its id."
  }

  assert {
    condition     = one(aws_dynamodb_table.orders.local_secondary_index).range_key == "created_at" && one(aws_dynamodb_table.orders.local_secondary_index).projection_type == "KEYS_ONLY"
    error_message = "The index is small: keys only."
  }
}

run "streams_what_was_and_what_is" {
  command = plan

  assert {
    condition     = aws_dynamodb_table.orders.stream_view_type == "NEW_AND_OLD_IMAGES"
    error_message = "The relay compares the old status with the new."
  }
}

run "can_go_back_in_time_and_is_not_deleted_by_an_apply" {
  command = plan

  assert {
    condition     = aws_dynamodb_table.orders.point_in_time_recovery[0].enabled && aws_dynamodb_table.orders.deletion_protection_enabled
    error_message = "Orders are data: recoverable and protected."
  }
}

run "forgets_expired_orders" {
  command = plan

  assert {
    condition     = aws_dynamodb_table.orders.ttl[0].attribute_name == "expires_at" && aws_dynamodb_table.orders.ttl[0].enabled
    error_message = "Orders leave the table by expires_at."
  }
}

run "has_no_inbox_unless_asked" {
  command = plan

  assert {
    condition     = output.inbox_url == null && length(module.inbox) == 0
    error_message = "Where e-mails are sent nobody needs the inbox."
  }
}

run "sends_every_event_to_the_inbox" {
  command = plan

  variables {
    is_inbox_enabled = true
  }

  assert {
    condition     = keys(module.inbox) == ["cafe-orders-test-inbox"]
    error_message = "The inbox is a queue."
  }
}

run "says_for_how_long_an_order_is_hidden" {
  command = plan

  assert {
    condition     = output.queue.visibility_timeout_seconds == 180
    error_message = "The service compares it with the processor's timeout."
  }
}

run "names_everything_after_the_environment" {
  command = plan

  assert {
    condition     = aws_dynamodb_table.orders.name == "cafe-orders-test-orders" && output.queue.name == "cafe-orders-test-orders" && output.dead_letter_queue.name == "cafe-orders-test-orders-dlq" && output.relay_failure_queue.name == "cafe-orders-test-order-relay-failures"
    error_message = "The names are the convention that commands and alarms rely on."
  }
}

run "keeps_a_dead_letter_longer_than_an_order_waits" {
  command = plan

  assert {
    condition     = module.dead_letter_queue.retention_seconds > module.queue.retention_seconds && module.relay_failure_queue.retention_seconds > module.queue.retention_seconds
    error_message = "A message keeps its age when it dies: the dead letter queue must keep it longer than the queue."
  }
}

run "tries_an_order_at_least_5_times" {
  command = plan

  assert {
    condition     = module.queue.max_receive_count == 5 && module.dead_letter_queue.max_receive_count == null
    error_message = "Throttled pollers spend receives: fewer than 5 would make a good order a dead letter."
  }
}

run "repeats_whole_orders_in_the_index_of_the_local_aws" {
  command = plan

  variables {
    is_index_complete = true
  }

  assert {
    condition     = one(aws_dynamodb_table.orders.local_secondary_index).projection_type == "ALL"
    error_message = "The local AWS answers from the index alone."
  }
}

run "encrypts_orders_and_their_events_with_a_key_of_ours" {
  command = plan

  assert {
    condition     = one(aws_dynamodb_table.orders.server_side_encryption).kms_key_arn == module.encryption_key.arn && output.kms_key_arn == module.encryption_key.arn
    error_message = "Whoever may not use the key gets no order out of a backup."
  }

  assert {
    condition     = module.topic.kms_key_id == module.encryption_key.arn
    error_message = "Events say which orders there are."
  }
}
