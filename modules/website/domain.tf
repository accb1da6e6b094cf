locals {
  domains = { for domain in [var.domain] : domain.name => domain if domain != null }
  aliases = { for pair in setproduct(keys(local.domains), ["A", "AAAA"]) : join(" ", pair) => {
    name = pair[0]
    type = pair[1]
  } }
  validations = { for name, certificate in aws_acm_certificate.site : name => one(certificate.domain_validation_options) }
}

resource "aws_acm_certificate" "site" {
  for_each = local.domains
  provider = aws.us_east_1

  domain_name       = each.key
  validation_method = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route53_record" "certificate" {
  for_each = local.domains

  zone_id = each.value.zone_id
  name    = local.validations[each.key].resource_record_name
  type    = local.validations[each.key].resource_record_type
  records = [local.validations[each.key].resource_record_value]
  ttl     = 300
}

resource "aws_acm_certificate_validation" "site" {
  for_each = local.domains
  provider = aws.us_east_1

  certificate_arn         = aws_acm_certificate.site[each.key].arn
  validation_record_fqdns = [aws_route53_record.certificate[each.key].fqdn]
}

resource "aws_route53_record" "site" {
  for_each = local.aliases

  zone_id = local.domains[each.value.name].zone_id
  name    = each.value.name
  type    = each.value.type

  alias {
    name                   = aws_cloudfront_distribution.this.domain_name
    zone_id                = aws_cloudfront_distribution.this.hosted_zone_id
    evaluate_target_health = false
  }
}
