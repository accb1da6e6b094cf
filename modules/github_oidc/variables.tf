variable "name" {
  description = "Name of the environment, for example cafe-orders-dev: start of the name of everything here."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,39}$", var.name))
    error_message = "The name must be 2 to 40 lower-case letters, digits or hyphens and start with a letter."
  }
}

variable "environment" {
  description = "Environment of the repository that a deploy runs in, and value of the tag `environment` of all that it manages."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,19}$", var.environment))
    error_message = "The environment must be 1 to 20 lower-case letters, digits or hyphens and start with a letter."
  }
}

variable "repository" {
  description = "GitHub repository whose workflows may assume the roles. Repositories made since June 2026 have ids in their subjects as well (GitHub Docs, \"OpenID Connect reference\")."
  type = object({
    owner = string
    name  = string
    ids   = optional(object({ owner = number, repository = number }))
  })
  nullable = false

  validation {
    condition     = can(regex("^[A-Za-z0-9](-?[A-Za-z0-9]){0,38}$", var.repository.owner))
    error_message = "The owner must be a GitHub account: letters, digits and single hyphens."
  }

  validation {
    condition     = can(regex("^[A-Za-z0-9._-]{1,100}$", var.repository.name))
    error_message = "The repository's name must be 1 to 100 letters, digits, dots, hyphens or underscores."
  }

  validation {
    condition     = var.repository.ids == null ? true : var.repository.ids.owner > 0 && var.repository.ids.repository > 0
    error_message = "GitHub's ids are positive numbers."
  }
}

variable "are_conditions_known" {
  description = "Whether permissions have conditions on tags, boundary and service; false only on the local AWS, which would deny them all."
  type        = bool
  default     = true
  nullable    = false
}

variable "unresolved_actions" {
  description = "Actions of each role that the local AWS can't restrict to a resource; none on AWS."
  type        = map(set(string))
  default     = {}
  nullable    = false

  validation {
    condition     = length(setsubtract(keys(var.unresolved_actions), ["deploy", "plan"])) == 0
    error_message = "The roles are plan and deploy."
  }

  validation {
    condition     = alltrue([for action in flatten([for actions in values(var.unresolved_actions) : tolist(actions)]) : can(regex("^[a-z0-9-]+:[A-Za-z]+$", action))])
    error_message = "An action is a service and a name, without wildcards."
  }
}

variable "batch_actions" {
  description = "Actions that only the local AWS requires for batches; AWS requires the action of one message."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(setsubtract(var.batch_actions, ["sns:PublishBatch", "sqs:SendMessageBatch"])) == 0
    error_message = "The actions of batches are sns:PublishBatch and sqs:SendMessageBatch."
  }
}
