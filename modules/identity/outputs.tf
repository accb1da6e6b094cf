output "user_pool_id" {
  description = "Id of the user pool."
  value       = aws_cognito_user_pool.this.id
}

output "user_pool_arn" {
  description = "ARN of the user pool, for the API's authorizer."
  value       = aws_cognito_user_pool.this.arn
}

output "issuer" {
  description = "Issuer of the tokens."
  value       = "https://${aws_cognito_user_pool.this.endpoint}"
}

output "hosted_ui_url" {
  description = "Address of the hosted UI: /oauth2/authorize, /oauth2/token and /logout are below it."
  value       = local.hosted_ui_url
}

output "scopes" {
  description = "Scopes of the resource server, as a client asks for them."
  value       = aws_cognito_resource_server.orders.scope_identifiers
}
