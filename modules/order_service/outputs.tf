output "api_url" {
  description = "Address of the API itself, ending in /api; the site serves the same at its own /api."
  value       = "${local.api_url}/api"
}

output "api_origin" {
  description = "The API as an origin of the site: host, path, port of plain HTTP (null: TLS), required headers, and the path of the secrets."
  value = {
    domain_name = var.local_aws_url == null ? local.api_host : "localhost"
    path        = var.local_aws_url == null ? "/${module.rest_api.stage_name}" : local.api_path
    http_port   = try(tonumber(regex(":([0-9]+)$", var.local_aws_url)[0]), null)

    viewer_address_header = local.viewer_address_header
    secret_header         = local.secret_header
    secrets_path          = local.secrets_path
  }
}

output "functions" {
  description = "Each function: its name, its alias and its log group."
  value = { for key, function in module.functions : key => {
    name           = function.name
    alias_name     = function.alias_name
    log_group_name = function.log_group_name
  } }
}

output "api" {
  description = "The API's name and stage, which are dimensions of its metrics, and the log group of its requests."
  value = {
    name                  = module.rest_api.name
    stage_name            = module.rest_api.stage_name
    access_log_group_name = module.rest_api.access_log_group_name
  }
}

output "firewall_name" {
  description = "Firewall before the API: dimension WebACL of its metrics."
  value       = module.firewall.name
}
