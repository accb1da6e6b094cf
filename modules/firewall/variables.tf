variable "name" {
  description = "Name of the firewall."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,59}$", var.name))
    error_message = "The name must be 2 to 60 lower-case letters, digits or hyphens and start with a letter."
  }
}

variable "description" {
  description = "What it protects, in a sentence."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[\\w+=:#@/,. -]{1,256}$", var.description))
    error_message = "The description must be 1 to 256 of the characters that AWS WAF allows: letters, digits, spaces and +=:#@/,.-"
  }
}

variable "scope" {
  description = "CLOUDFRONT for a distribution (the provider must be of us-east-1), REGIONAL for a stage of API Gateway."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["CLOUDFRONT", "REGIONAL"], var.scope)
    error_message = "The scope must be CLOUDFRONT or REGIONAL."
  }
}

variable "mode" {
  description = "count only counts what each rule matches, and blocks known bad inputs alone; block blocks all matches."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["block", "count"], var.mode)
    error_message = "The mode must be count or block."
  }
}

variable "rates" {
  description = "Most requests, and most orders placed, that one address may make in five minutes."
  type = object({
    requests = number
    orders   = number
  })
  nullable = false

  validation {
    condition     = var.rates.orders >= 10 && var.rates.orders < var.rates.requests && var.rates.requests <= 2000000000
    error_message = "A rate must be 10 to 2000000000 in five minutes, and that of orders below that of requests."
  }
}

variable "viewer_address_header" {
  description = "Header in which CloudFront sends the visitor's address; null where visitors connect directly."
  type        = string
  default     = null

  validation {
    condition     = var.viewer_address_header == null ? true : can(regex("^[A-Za-z-]+$", var.viewer_address_header)) && lower(coalesce(var.viewer_address_header, "-")) != "x-forwarded-for"
    error_message = "The header must be one that CloudFront overwrites: AWS WAF reads the first address of X-Forwarded-For, which visitors can set."
  }
}

variable "origin_header" {
  description = "Header that CloudFront adds and every request must have; null to require none."
  type        = string
  default     = null

  validation {
    condition     = var.origin_header == null ? true : can(regex("^[A-Za-z-]+$", var.origin_header))
    error_message = "A header's name is made of letters and hyphens."
  }
}

variable "origin_secrets" {
  description = "Accepted values of the origin header, by name: never logged, never an output."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = (var.origin_header == null) == (length(var.origin_secrets) == 0) && length(var.origin_secrets) != 1
    error_message = "A header needs at least two secrets, so that one is accepted while the other is replaced."
  }
}

variable "is_complete" {
  description = "Whether it has a log and custom answers; false only on the local AWS, whose firewall supports neither."
  type        = bool
  default     = true
  nullable    = false
}

variable "kms_key_arn" {
  description = "Key that encrypts its log, of the same region: its policy must allow CloudWatch Logs."
  type        = string
  nullable    = false
}

variable "log_retention_days" {
  description = "Days until CloudWatch Logs deletes a line."
  type        = number
  default     = 365
  nullable    = false
}
