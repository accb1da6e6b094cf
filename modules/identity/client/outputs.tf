output "client_id" {
  description = "Id of the client."
  value       = aws_cognito_user_pool_client.this.id
}

output "redirect_uri" {
  description = "Where the hosted UI sends people after signing in."
  value       = aws_cognito_user_pool_client.this.default_redirect_uri
}

output "logout_uri" {
  description = "Where the hosted UI sends people after signing out."
  value       = "${var.site_url}/"
}
