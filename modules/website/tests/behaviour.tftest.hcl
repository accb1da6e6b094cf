mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

variables {
  name       = "cafe-orders-test"
  api_origin = { domain_name = "abc123.execute-api.us-east-1.amazonaws.com", path = "/live" }

  identity = {
    user_pool_id  = "us-east-1_AbCdEfGhI"
    issuer        = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI"
    hosted_ui_url = "https://cafe-orders-test-123456789012.auth.us-east-1.amazoncognito.com"
    scopes        = ["orders/read", "orders/write"]
  }
}

run "keeps_the_bucket_private" {
  command = plan

  assert {
    condition     = aws_s3_bucket_public_access_block.site.block_public_acls && aws_s3_bucket_public_access_block.site.block_public_policy && aws_s3_bucket_public_access_block.site.ignore_public_acls && aws_s3_bucket_public_access_block.site.restrict_public_buckets
    error_message = "Nothing in the bucket is public."
  }

  assert {
    condition     = alltrue([for s in jsondecode(aws_s3_bucket_policy.site.policy).Statement : s.Principal == { Service = "cloudfront.amazonaws.com" } && s.Condition.StringEquals["AWS:SourceArn"] == "arn:aws:cloudfront::123456789012:distribution/E123" if s.Effect == "Allow"])
    error_message = "Only this distribution may read."
  }

  assert {
    condition     = length([for s in jsondecode(aws_s3_bucket_policy.site.policy).Statement : s if s.Effect == "Deny" && s.Sid == "DenyPlaintext"]) == 1
    error_message = "Requests without TLS must be denied."
  }
}

run "asks_the_menu_before_the_rest_of_the_api_and_the_page_last" {
  command = plan

  assert {
    condition     = [for behavior in aws_cloudfront_distribution.this.ordered_cache_behavior : behavior.path_pattern] == ["/api/menu", "/api/*", "/api"]
    error_message = "CloudFront takes the first pattern that fits."
  }

  assert {
    condition     = alltrue([for behavior in aws_cloudfront_distribution.this.ordered_cache_behavior : length(behavior.function_association) == 0 && behavior.target_origin_id == "api"])
    error_message = "No path of the API is rewritten."
  }
}

run "never_rewrites_an_error_of_the_api" {
  command = plan

  assert {
    condition     = length(aws_cloudfront_distribution.this.custom_error_response) == 0
    error_message = "CloudFront would replace the API's 403 and 404 as well."
  }
}

run "asks_for_tls_everywhere" {
  command = plan

  assert {
    condition     = aws_cloudfront_distribution.this.default_cache_behavior[0].viewer_protocol_policy == "redirect-to-https" && alltrue([for behavior in aws_cloudfront_distribution.this.ordered_cache_behavior : behavior.viewer_protocol_policy == "https-only"])
    error_message = "Visitors are sent to https, and tokens never travel in the clear."
  }

  assert {
    condition     = one([for origin in aws_cloudfront_distribution.this.origin : origin.custom_origin_config[0].origin_protocol_policy if origin.origin_id == "api"]) == "https-only"
    error_message = "The API is asked over TLS."
  }
}

run "allows_the_page_only_what_it_uses" {
  command = plan

  assert {
    condition     = startswith(local.content_security_policy, "default-src 'none'; ") && !strcontains(local.content_security_policy, "unsafe") && !strcontains(local.content_security_policy, "*")
    error_message = "Everything is forbidden first."
  }

  assert {
    condition     = strcontains(local.content_security_policy, "connect-src 'self' https://cafe-orders-test-123456789012.auth.us-east-1.amazoncognito.com;") && strcontains(local.content_security_policy, "frame-ancestors 'none'") && strcontains(local.content_security_policy, "require-trusted-types-for 'script'")
    error_message = "The page may call its API and its token endpoint, be framed by nobody, and write no HTML from text."
  }
}

run "tells_the_page_where_it_is" {
  command = plan

  assert {
    condition     = output.site_url == "https://d123.cloudfront.net" && output.config.redirect_uri == "https://d123.cloudfront.net/callback" && output.config.logout_uri == "https://d123.cloudfront.net/"
    error_message = "Without a domain the site has CloudFront's name."
  }

  assert {
    condition     = output.config.scopes == ["openid", "email", "orders/read", "orders/write"]
    error_message = "The page asks for who the customer is and for their orders."
  }
}

run "has_a_certificate_and_addresses_of_its_domain" {
  command = plan

  variables {
    domain = { name = "orders.example.com", zone_id = "Z0123456789ABCDEFGHIJ" }
  }

  assert {
    condition     = keys(aws_route53_record.site) == ["orders.example.com A", "orders.example.com AAAA"] && aws_cloudfront_distribution.this.aliases == toset(["orders.example.com"])
    error_message = "The domain leads to the distribution."
  }

  assert {
    condition     = aws_cloudfront_distribution.this.viewer_certificate[0].minimum_protocol_version == "TLSv1.2_2021"
    error_message = "Old TLS is refused."
  }

  assert {
    condition     = output.site_url == "https://orders.example.com"
    error_message = "The site is at its domain."
  }
}

run "is_at_the_port_of_the_local_aws" {
  command = plan

  variables {
    local_aws_url = "http://127.0.0.1:4566"
    tls_only      = false
    api_origin    = { domain_name = "localhost", path = "/_aws/execute-api/abc123/live", http_port = 4566 }
  }

  assert {
    condition     = output.site_url == "http://d123.cloudfront.localhost:4566"
    error_message = "Browsers resolve *.localhost."
  }

  assert {
    condition     = one([for origin in aws_cloudfront_distribution.this.origin : origin.custom_origin_config[0].origin_protocol_policy if origin.origin_id == "api"]) == "http-only"
    error_message = "The local AWS speaks plain HTTP."
  }
}
