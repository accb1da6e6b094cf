output "name" {
  description = "Name of the function."
  value       = aws_lambda_function.this.function_name
}

output "alias_name" {
  description = "Name of the alias that callers use; a permission for it needs this as its qualifier."
  value       = aws_lambda_alias.live.name
}

output "alias_arn" {
  description = "ARN of the alias, for event source mappings."
  value       = aws_lambda_alias.live.arn
}

output "alias_invoke_arn" {
  description = "ARN by which API Gateway invokes the alias."
  value       = aws_lambda_alias.live.invoke_arn
}

output "log_group_name" {
  description = "Name of the function's log group."
  value       = module.log_group.name
}

output "reserved_concurrency" {
  description = "Invocations at a time that are set aside for the function; -1 for none."
  value       = aws_lambda_function.this.reserved_concurrent_executions
}
