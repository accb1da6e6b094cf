data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  is_local = var.local_aws_url != null
  account  = data.aws_caller_identity.current.account_id

  # Policies of AWS (CloudFront Developer Guide, "Use managed cache policies", "Use managed origin request policies").
  caching_disabled       = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
  all_viewer_except_host = "b689b0a8-53d0-40ab-baf2-68738e2966ac"

  # The local AWS serves a distribution on its own port, and browsers resolve *.localhost.
  distribution_host = local.is_local ? replace(aws_cloudfront_distribution.this.domain_name, ".net", ".localhost") : aws_cloudfront_distribution.this.domain_name
  site_url          = local.is_local ? "http://${local.distribution_host}:${regex("[0-9]+$", var.local_aws_url)}" : "https://${try(var.domain.name, local.distribution_host)}"

  # One file for CloudFront and for the page's development server.
  page_headers            = jsondecode(file("${path.module}/headers.json"))
  content_security_policy = replace(join("; ", local.page_headers.content_security_policy), "{hosted_ui_url}", var.identity.hosted_ui_url)

  # The order matters: CloudFront takes the first pattern that fits.
  api_behaviors = {
    "/api/menu" = { methods = ["GET", "HEAD", "OPTIONS"], cache_policy_id = aws_cloudfront_cache_policy.this["menu"].id, origin_request_policy_id = null, functions = [] }
    "/api/*"    = merge(local.uncached, { methods = local.all_methods })
    "/api"      = merge(local.uncached, { methods = local.all_methods })
  }
  uncached = {
    cache_policy_id          = local.caching_disabled
    origin_request_policy_id = local.all_viewer_except_host
    functions                = [aws_cloudfront_function.viewer_address.arn]
  }
  # CloudFront Developer Guide, "HTTP 4xx and 5xx status codes that CloudFront caches".
  errors_cloudfront_would_keep = toset([400, 403, 404, 405, 414, 500, 501, 502, 503, 504])

  all_methods = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
}

resource "aws_cloudfront_origin_access_control" "site" {
  name                              = var.name
  description                       = "CloudFront signs what it asks of the page's bucket."
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_cloudfront_function" "page_paths" {
  name    = "${var.name}-page-paths"
  comment = "Serves the page for each of its paths."
  runtime = "cloudfront-js-2.0"
  code    = file("${path.module}/page_paths.js")
  publish = true
}

resource "aws_cloudfront_function" "viewer_address" {
  name    = "${var.name}-viewer-address"
  comment = "Tells the API's firewall who asks."
  runtime = "cloudfront-js-2.0"
  code    = templatefile("${path.module}/viewer_address.js", { header = lower(var.api_origin.viewer_address_header) })
  publish = true
}

locals {
  # A least time of more than 0 would keep even what says that it must not be kept.
  cache_policies = {
    menu = { comment = "The menu is the same for everyone and says itself how long it holds.", default_ttl = 60, max_ttl = 300 }
    page = { comment = "Each file says itself how long it holds; one that does not is not kept.", default_ttl = 0, max_ttl = 31536000 }
  }
}

resource "aws_cloudfront_cache_policy" "this" {
  for_each = local.cache_policies

  name        = "${var.name}-${each.key}"
  comment     = each.value.comment
  min_ttl     = 0
  default_ttl = each.value.default_ttl
  max_ttl     = each.value.max_ttl

  parameters_in_cache_key_and_forwarded_to_origin {
    enable_accept_encoding_brotli = true
    enable_accept_encoding_gzip   = true

    cookies_config {
      cookie_behavior = "none"
    }

    headers_config {
      header_behavior = "none"
    }

    query_strings_config {
      query_string_behavior = "none"
    }
  }
}

resource "aws_cloudfront_response_headers_policy" "this" {
  name    = var.name
  comment = "What browsers may do with the page."

  security_headers_config {
    content_security_policy {
      content_security_policy = local.content_security_policy
      override                = true
    }

    content_type_options {
      override = true
    }

    frame_options {
      frame_option = local.page_headers.security_headers["X-Frame-Options"]
      override     = true
    }

    referrer_policy {
      referrer_policy = local.page_headers.security_headers["Referrer-Policy"]
      override        = true
    }

    strict_transport_security {
      access_control_max_age_sec = 63072000
      include_subdomains         = true
      preload                    = true
      override                   = true
    }
  }

  custom_headers_config {
    dynamic "items" {
      for_each = local.page_headers.headers

      content {
        header   = items.key
        value    = items.value
        override = true
      }
    }
  }

  remove_headers_config {
    items {
      header = "x-amz-server-side-encryption"
    }

    items {
      header = "x-amz-version-id"
    }
  }

  lifecycle {
    precondition {
      condition     = local.page_headers.security_headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"
      error_message = "headers.json must tell browsers to come back by TLS as CloudFront does: for two years, subdomains included."
    }
  }
}

resource "aws_cloudfront_distribution" "this" {
  #checkov:skip=CKV_AWS_86:It has standard logging v2 (access_logs.tf), which is no part of a distribution and the scanner does not look for.
  #checkov:skip=CKV_AWS_310:One bucket and one API serve the page; a second origin of either would be a second copy to keep in step.
  comment             = var.name
  enabled             = true
  is_ipv6_enabled     = true
  http_version        = "http2and3"
  price_class         = "PriceClass_100"
  default_root_object = "index.html"
  aliases             = [for domain in [var.domain] : domain.name if domain != null]
  web_acl_id          = module.firewall.arn
  wait_for_deployment = !local.is_local

  origin {
    origin_id                = "site"
    domain_name              = module.bucket.regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.site.id
  }

  origin {
    origin_id   = "api"
    domain_name = var.api_origin.domain_name
    origin_path = var.api_origin.path

    custom_origin_config {
      http_port              = coalesce(var.api_origin.http_port, 80)
      https_port             = 443
      origin_protocol_policy = var.api_origin.http_port == null ? "https-only" : "http-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }

    dynamic "custom_header" {
      for_each = data.aws_ssm_parameter.origin_secret

      content {
        name  = var.api_origin.secret_header
        value = custom_header.value.value
      }
    }
  }

  default_cache_behavior {
    target_origin_id           = "site"
    viewer_protocol_policy     = var.tls_only ? "redirect-to-https" : "allow-all"
    allowed_methods            = ["GET", "HEAD", "OPTIONS"]
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    cache_policy_id            = aws_cloudfront_cache_policy.this["page"].id
    response_headers_policy_id = aws_cloudfront_response_headers_policy.this.id

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.page_paths.arn
    }
  }

  dynamic "ordered_cache_behavior" {
    for_each = [for pattern in ["/api/menu", "/api/*", "/api"] : merge(local.api_behaviors[pattern], { path_pattern = pattern })]

    content {
      path_pattern               = ordered_cache_behavior.value.path_pattern
      target_origin_id           = "api"
      viewer_protocol_policy     = var.tls_only ? "https-only" : "allow-all"
      allowed_methods            = ordered_cache_behavior.value.methods
      cached_methods             = ["GET", "HEAD"]
      compress                   = true
      cache_policy_id            = ordered_cache_behavior.value.cache_policy_id
      origin_request_policy_id   = ordered_cache_behavior.value.origin_request_policy_id
      response_headers_policy_id = aws_cloudfront_response_headers_policy.this.id

      dynamic "function_association" {
        for_each = ordered_cache_behavior.value.functions

        content {
          event_type   = "viewer-request"
          function_arn = function_association.value
        }
      }
    }
  }

  # One customer's 404 or 503 would be kept for ten seconds and shown to the next who asks for the same path. There is no page of
  # ours for an error: it would replace the API's own answers.
  dynamic "custom_error_response" {
    for_each = local.errors_cloudfront_would_keep

    content {
      error_code            = custom_error_response.value
      error_caching_min_ttl = 0
    }
  }

  restrictions {
    geo_restriction {
      restriction_type = length(var.countries) == 0 ? "none" : "whitelist"
      locations        = var.countries
    }
  }

  viewer_certificate {
    cloudfront_default_certificate = var.domain == null
    acm_certificate_arn            = one([for validation in aws_acm_certificate_validation.site : validation.certificate_arn])
    ssl_support_method             = var.domain == null ? null : "sni-only"
    minimum_protocol_version       = var.domain == null ? "TLSv1" : "TLSv1.2_2021"
  }
}

module "client" {
  source = "../identity/client"

  name         = "${var.name}-page"
  user_pool_id = var.identity.user_pool_id
  site_url     = local.site_url
  scopes       = concat(["openid", "email"], sort(var.identity.scopes))

  development_origins = var.development_origins
}
