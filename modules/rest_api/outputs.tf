output "id" {
  description = "Id of the API."
  value       = aws_api_gateway_rest_api.this.id
}

output "name" {
  description = "Name of the API: a dimension of its metrics."
  value       = aws_api_gateway_rest_api.this.name
}

output "access_log_group_name" {
  description = "Name of the log group with a line for each request."
  value       = module.access_log.name
}

output "stage_name" {
  description = "Name of the stage that serves the API."
  value       = aws_api_gateway_stage.this.stage_name
}

output "stage_arn" {
  description = "ARN of the stage: the part of an API that a firewall protects."
  value       = aws_api_gateway_stage.this.arn
}

output "served" {
  description = "Digest of everything the deployment serves: it changes when a new deployment is made."
  value       = aws_api_gateway_deployment.this.triggers.served
}
