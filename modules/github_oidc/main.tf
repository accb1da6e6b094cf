data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.name
  issuer    = "token.actions.githubusercontent.com"

  # GitHub names a repository by its name alone or, since June 2026, together with ids that never change hands.
  repositories = toset(concat(
    ["${var.repository.owner}/${var.repository.name}"],
    [for ids in [var.repository.ids] : "${var.repository.owner}@${ids.owner}/${var.repository.name}@${ids.repository}" if ids != null],
  ))

  # Who may assume each role: "OpenID Connect reference" of GitHub's documentation lists the contexts.
  contexts = {
    plan   = ["pull_request", "ref:refs/heads/main"]
    deploy = ["environment:${var.environment}"]
  }
  subjects = { for role, contexts in local.contexts : role => sort([
    for pair in setproduct(local.repositories, contexts) : "repo:${pair[0]}:${pair[1]}"
  ]) }
  descriptions = {
    plan   = "GitHub plans ${var.name} with it: reads, and writes nothing but saved plans."
    deploy = "GitHub deploys ${var.name} with it, as far as the boundary lets the roles it makes."
  }

  role_policies = {
    plan   = { read = "read", read-edge = "read_edge", save-plans = "save_plans" }
    deploy = { read = "read", read-edge = "read_edge", data = "data", compute = "compute", edge = "edge", roles = "roles", foundation = "foundation" }
  }
  attachments = merge([for role, policies in local.role_policies : {
    for name, policy in policies : "${role}/${name}" => { role = role, policy = policy }
  }]...)
}

resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://${local.issuer}"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_role" "this" {
  for_each = local.subjects

  name                 = "${var.name}-${each.key}"
  description          = local.descriptions[each.key]
  max_session_duration = 3600

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = aws_iam_openid_connect_provider.github.arn }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = { StringEquals = {
        "${local.issuer}:aud" = "sts.amazonaws.com"
        "${local.issuer}:sub" = each.value
      } }
    }]
  })
}

resource "aws_iam_policy" "this" {
  for_each = local.policies

  name        = "${var.name}-github-${replace(each.key, "_", "-")}"
  description = each.value.description

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for sid, statement in each.value.statements : merge(
      {
        Sid      = sid
        Effect   = try(statement.effect, "Allow")
        Action   = sort(statement.actions)
        Resource = sort(statement.resources)
      },
      { for name, value in { Condition = try(statement.condition, null) } : name => value if value != null && var.are_conditions_known },
    )]
  })
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each = local.attachments

  role       = aws_iam_role.this[each.value.role].name
  policy_arn = aws_iam_policy.this[each.value.policy].arn
}

# What the local AWS can't tell by resource, it is told by action alone: there only.
resource "aws_iam_role_policy" "unresolved" {
  for_each = { for role, actions in var.unresolved_actions : role => actions if length(actions) > 0 }

  name = "unresolved"
  role = aws_iam_role.this[each.key].name

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = sort(each.value), Resource = "*" }]
  })
}

# The most that a role made by a deploy can ever do, whatever its own policies say.
resource "aws_iam_policy" "boundary" {
  name        = "${var.name}-boundary"
  description = "The most that the functions of ${var.name}, and the gateway's logging, may do."

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for sid, statement in local.boundary : merge(
      {
        Sid      = sid
        Effect   = "Allow"
        Action   = sort(statement.actions)
        Resource = sort(statement.resources)
      },
      { for name, value in { Condition = try(statement.condition, null) } : name => value if value != null && var.are_conditions_known },
    )]
  })
}
