variable "name" {
  description = "Name of the environment, for example cafe-orders-dev: name of the user pool and start of its domain."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,39}$", var.name)) && !can(regex("aws|amazon|cognito", var.name))
    error_message = "The name must be 2 to 40 lower-case letters, digits or hyphens, start with a letter, and not contain aws, amazon or cognito (Cognito refuses them in a domain)."
  }
}

variable "is_protected" {
  description = "Whether the user pool refuses to be deleted."
  type        = bool
  default     = true
  nullable    = false
}

variable "threat_protection" {
  description = "What Cognito does about leaked passwords and unusual sign-ins: OFF, AUDIT (logs them) or ENFORCED (blocks, or requires a second factor). The latter two cost for each active user (tier Plus)."
  type        = string
  default     = "OFF"
  nullable    = false

  validation {
    condition     = contains(["OFF", "AUDIT", "ENFORCED"], var.threat_protection)
    error_message = "Threat protection is OFF, AUDIT or ENFORCED."
  }
}

variable "local_aws_url" {
  description = "Address of the local AWS, which serves the hosted UI itself; null on AWS."
  type        = string
  default     = null
}
