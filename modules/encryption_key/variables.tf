variable "description" {
  description = "What the key encrypts, in a sentence."
  type        = string
  nullable    = false

  validation {
    condition     = length(var.description) > 0 && length(var.description) <= 8192
    error_message = "The description must be 1 to 8192 characters."
  }
}

variable "used_through" {
  description = "Services of AWS through which this account's principals use the key, as far as they may use the service: dynamodb, lambda, sns, ssm."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(setsubtract(var.used_through, ["dynamodb", "lambda", "sns", "ssm"])) == 0
    error_message = "The services are dynamodb, lambda, sns and ssm."
  }
}

variable "log_groups" {
  description = "Names of the log groups that CloudWatch Logs encrypts with the key; a `*` stands for the rest of a name."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for group in var.log_groups : can(regex("^[a-zA-Z0-9_/.#-]{3,}[*]?$", group))])
    error_message = "A log group is named by at least its first three characters, and may end in a *."
  }
}

variable "publishers" {
  description = "Services of AWS that publish by themselves to topics encrypted with the key, for example cloudwatch.amazonaws.com."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for service in var.publishers : can(regex("^[a-z]+\\.amazonaws\\.com$", service))])
    error_message = "A publisher must look like cloudwatch.amazonaws.com."
  }
}
