variable "name" {
  description = "Name of the client."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9-]{1,128}$", var.name))
    error_message = "The name must be 1 to 128 lower-case letters, digits or hyphens."
  }
}

variable "user_pool_id" {
  description = "User pool of the client."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9-]+_[A-Za-z0-9]+$", var.user_pool_id))
    error_message = "The user pool's id must look like us-east-1_AbCdEfGhI."
  }
}

variable "site_url" {
  description = "Origin of the page: people return to its /callback after signing in and to its / after signing out."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^(https://[^/]+|http://[^/]*localhost:[0-9]+)$", var.site_url))
    error_message = "The site must be an https origin without a path; plain http only on localhost."
  }
}

variable "scopes" {
  description = "Scopes that the page may request."
  type        = set(string)
  nullable    = false

  validation {
    condition     = contains(var.scopes, "openid") && !contains(var.scopes, "aws.cognito.signin.user.admin")
    error_message = "The scopes must contain openid, and must not contain aws.cognito.signin.user.admin (Cognito's user API)."
  }
}

variable "development_origins" {
  description = "Origins of a development server on the same machine that sign-in and sign-out may also return to."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for origin in var.development_origins : can(regex("^http://localhost:[0-9]+$", origin))])
    error_message = "A development server is at http://localhost with a port."
  }
}
