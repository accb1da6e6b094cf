# One request a second is always traced, and 5 % of the rest: a trace costs more than the order's own calls.
resource "aws_xray_sampling_rule" "this" {
  for_each = toset([for name in [var.name] : name if var.is_traced])

  rule_name      = substr(each.key, 0, 32)
  priority       = 1000
  version        = 1
  reservoir_size = 1
  fixed_rate     = 0.05
  service_name   = "${each.key}-*"
  service_type   = "*"
  host           = "*"
  http_method    = "*"
  url_path       = "*"
  resource_arn   = "*"
}
