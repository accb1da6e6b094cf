mock_provider "aws" {
  source          = "../_mocks"
  override_during = plan
}

mock_provider "aws" {
  alias           = "us_east_1"
  source          = "../_mocks"
  override_during = plan
}

override_resource {
  target          = aws_cloudfront_function.page_paths
  override_during = plan
  values          = { arn = "arn:aws:cloudfront::123456789012:function/page-paths" }
}

override_resource {
  target          = aws_cloudfront_function.viewer_address
  override_during = plan
  values          = { arn = "arn:aws:cloudfront::123456789012:function/viewer-address" }
}

override_resource {
  target          = aws_cloudfront_cache_policy.this["menu"]
  override_during = plan
  values          = { id = "menu" }
}

override_resource {
  target          = aws_cloudfront_cache_policy.this["page"]
  override_during = plan
  values          = { id = "page" }
}

override_resource {
  target          = aws_cloudfront_response_headers_policy.this
  override_during = plan
  values          = { id = "security-headers" }
}

# Terraform takes seconds for each plan that has a firewall: tests/firewall.tftest.hcl has what is told of it.
override_module {
  target  = module.firewall
  outputs = { arn = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/mocked/1", name = "mocked", rule_names = [] }
}

run "lets_only_this_distribution_read_the_page" {
  command = plan

  assert {
    condition     = alltrue([for statement in jsondecode(module.bucket.policy).Statement : statement.Principal == { Service = "cloudfront.amazonaws.com" } && statement.Condition.ArnEquals["aws:SourceArn"] == "arn:aws:cloudfront::123456789012:distribution/E123" if statement.Effect == "Allow"])
    error_message = "Only this distribution may read."
  }

  assert {
    condition     = { for statement in jsondecode(module.bucket.policy).Statement : statement.Sid => statement.Action if statement.Effect == "Allow" } == { LetCloudFrontRead = "s3:GetObject", LetCloudFrontSeeWhatIsMissing = "s3:ListBucket" }
    error_message = "It reads and sees what is missing, and changes nothing."
  }
}

run "tells_who_asked_for_what" {
  command = plan

  assert {
    condition     = aws_cloudwatch_log_delivery_source.distribution.resource_arn == "arn:aws:cloudfront::123456789012:distribution/E123" && aws_cloudwatch_log_delivery_source.distribution.log_type == "ACCESS_LOGS"
    error_message = "Requests to CloudFront are logged."
  }

  assert {
    condition     = aws_cloudwatch_log_delivery_destination.log_bucket.delivery_destination_configuration[0].destination_resource_arn == module.log_bucket.arn && aws_cloudwatch_log_delivery_destination.log_bucket.output_format == "json"
    error_message = "They are kept in the log bucket."
  }

  assert {
    condition     = toset([for statement in jsondecode(module.log_bucket.policy).Statement : "${statement.Principal.Service} ${statement.Action}" if statement.Effect == "Allow"]) == toset(["delivery.logs.amazonaws.com s3:PutObject", "logging.s3.amazonaws.com s3:PutObject"])
    error_message = "Who writes logs can neither read nor delete them."
  }

  assert {
    condition     = alltrue([for statement in jsondecode(module.log_bucket.policy).Statement : statement.Condition.StringEquals["aws:SourceAccount"] == "123456789012" if statement.Effect == "Allow"])
    error_message = "Nobody of another account writes into our logs."
  }

  assert {
    condition     = { for statement in jsondecode(module.log_bucket.policy).Statement : statement.Sid => statement.Condition.ArnLike["aws:SourceArn"] if statement.Effect == "Allow" } == { AWSLogDeliveryWrite = "arn:aws:logs:us-east-1:123456789012:delivery-source:*", LetS3WriteLogs = "arn:aws:s3:::mocked" }
    error_message = "CloudFront's logs come from us-east-1, the others from the page's bucket."
  }
}

run "logs_nothing_that_opens_anything" {
  command = plan

  assert {
    condition     = length(setintersection(aws_cloudwatch_log_delivery.access_log.record_fields, ["cs(Cookie)", "cs-uri-query", "cs(Referer)", "x-forwarded-for"])) == 0
    error_message = "No cookie, and no query: that of a sign-in's way back holds its code, and a referrer may repeat it."
  }

  assert {
    condition     = length(setsubtract(["date", "time", "c-ip", "cs-method", "cs-uri-stem", "sc-status", "x-edge-request-id"], aws_cloudwatch_log_delivery.access_log.record_fields)) == 0
    error_message = "An abuse is found by when, from where, what and how it was answered."
  }
}

run "keeps_everything_where_there_is_no_end_to_be_had" {
  command = plan

  variables {
    old_version_days = null
  }

  assert {
    condition     = alltrue([for retention in local.retention : retention == null])
    error_message = "The local AWS takes a minute to set an end up."
  }
}

run "keeps_the_page_and_forgets_logs" {
  command = plan

  variables {
    old_version_days = 30
    access_log_days  = 60
  }

  assert {
    condition     = local.retention["page"].current_days == null && local.retention["logs"].current_days == 60
    error_message = "A file of the page holds until it is replaced; a visitor's address does not."
  }
}

run "asks_the_menu_before_the_rest_of_the_api_and_the_page_last" {
  command = plan

  assert {
    condition     = [for behavior in aws_cloudfront_distribution.this.ordered_cache_behavior : behavior.path_pattern] == ["/api/menu", "/api/*", "/api"]
    error_message = "CloudFront takes the first pattern that fits."
  }

  assert {
    condition     = alltrue([for behavior in aws_cloudfront_distribution.this.ordered_cache_behavior : !contains([for association in behavior.function_association : association.function_arn], aws_cloudfront_function.page_paths.arn) && behavior.target_origin_id == "api"])
    error_message = "No path of the API is rewritten."
  }
}

run "never_rewrites_an_error_of_the_api" {
  command = plan

  assert {
    condition     = alltrue([for error in aws_cloudfront_distribution.this.custom_error_response : error.response_page_path == null && error.response_code == null])
    error_message = "CloudFront would replace the API's 403 and 404 as well."
  }
}

run "keeps_no_error_for_the_next_customer" {
  command = plan

  assert {
    condition     = { for error in aws_cloudfront_distribution.this.custom_error_response : error.error_code => error.error_caching_min_ttl } == { 400 = 0, 403 = 0, 404 = 0, 405 = 0, 414 = 0, 500 = 0, 501 = 0, 502 = 0, 503 = 0, 504 = 0 }
    error_message = "CloudFront keeps these for ten seconds unless told otherwise, whatever the API says of storing them."
  }
}

run "caches_nothing_that_depends_on_who_asks" {
  command = plan

  assert {
    condition     = { for behavior in aws_cloudfront_distribution.this.ordered_cache_behavior : behavior.path_pattern => behavior.cache_policy_id } == { "/api/menu" = "menu", "/api/*" = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad", "/api" = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad" }
    error_message = "Of the API only the menu is cached: the others have AWS's policy CachingDisabled."
  }

  assert {
    condition     = one([for behavior in aws_cloudfront_distribution.this.ordered_cache_behavior : behavior.origin_request_policy_id if behavior.path_pattern == "/api/menu"]) == null && one([for behavior in aws_cloudfront_distribution.this.ordered_cache_behavior : behavior.allowed_methods if behavior.path_pattern == "/api/menu"]) == toset(["GET", "HEAD", "OPTIONS"])
    error_message = "Nothing of a visitor (token, cookie, query) reaches what answers with the menu, and nobody writes there."
  }

  assert {
    condition = alltrue(flatten([for policy in aws_cloudfront_cache_policy.this : [for parameters in policy.parameters_in_cache_key_and_forwarded_to_origin :
    parameters.headers_config[0].header_behavior == "none" && parameters.cookies_config[0].cookie_behavior == "none" && parameters.query_strings_config[0].query_string_behavior == "none"]]))
    error_message = "Menu and page are one for all: no query makes another copy, no header another answer."
  }

  assert {
    condition     = aws_cloudfront_distribution.this.default_cache_behavior[0].cache_policy_id == "page" && aws_cloudfront_distribution.this.default_cache_behavior[0].target_origin_id == "site" && aws_cloudfront_distribution.this.default_cache_behavior[0].origin_request_policy_id == null
    error_message = "What else is cached is the page, whose files say themselves for how long."
  }
}

run "keeps_what_says_how_long_it_holds" {
  command = plan

  assert {
    condition     = alltrue([for policy in aws_cloudfront_cache_policy.this : policy.min_ttl == 0])
    error_message = "What says that it must not be kept (index.html, config.json) is not kept, not even for a second."
  }

  assert {
    condition     = { for name, policy in aws_cloudfront_cache_policy.this : name => [policy.default_ttl, policy.max_ttl] } == { menu = [60, 300], page = [0, 31536000] }
    error_message = "A menu is kept for five minutes at most, a hashed file for a year, a file that says nothing not at all."
  }
}

run "serves_the_countries_named" {
  command = plan

  assert {
    condition     = aws_cloudfront_distribution.this.restrictions[0].geo_restriction[0].restriction_type == "whitelist" && aws_cloudfront_distribution.this.restrictions[0].geo_restriction[0].locations == toset(["AT", "CH"])
    error_message = "Visitors from elsewhere are refused."
  }
}

run "serves_every_country_when_none_is_named" {
  command = plan

  variables {
    countries = []
  }

  assert {
    condition     = aws_cloudfront_distribution.this.restrictions[0].geo_restriction[0].restriction_type == "none"
    error_message = "An empty list restricts nobody."
  }
}

run "signs_what_it_asks_of_the_bucket" {
  command = plan

  assert {
    condition     = aws_cloudfront_origin_access_control.site.signing_behavior == "always" && aws_cloudfront_origin_access_control.site.signing_protocol == "sigv4" && aws_cloudfront_origin_access_control.site.origin_access_control_origin_type == "s3"
    error_message = "The bucket is read by this distribution and by nobody else."
  }
}

run "sends_the_security_headers_with_every_answer" {
  command = plan

  assert {
    condition     = toset(concat([aws_cloudfront_distribution.this.default_cache_behavior[0].response_headers_policy_id], [for behavior in aws_cloudfront_distribution.this.ordered_cache_behavior : behavior.response_headers_policy_id])) == toset(["security-headers"])
    error_message = "Page and API have the same headers."
  }

  assert {
    condition     = aws_cloudfront_response_headers_policy.this.security_headers_config[0].content_security_policy[0].content_security_policy == local.content_security_policy && aws_cloudfront_response_headers_policy.this.security_headers_config[0].content_security_policy[0].override
    error_message = "The content security policy is sent."
  }

  assert {
    condition     = alltrue([for hsts in aws_cloudfront_response_headers_policy.this.security_headers_config[0].strict_transport_security : hsts.access_control_max_age_sec == 63072000 && hsts.include_subdomains && hsts.preload && hsts.override])
    error_message = "Browsers come back by TLS only, for two years."
  }

  assert {
    condition     = alltrue([for headers in aws_cloudfront_response_headers_policy.this.security_headers_config : headers.content_type_options[0].override && headers.frame_options[0].frame_option == "DENY" && headers.frame_options[0].override && headers.referrer_policy[0].referrer_policy == "no-referrer" && headers.referrer_policy[0].override])
    error_message = "No guessing of types, no frames, no referrer."
  }

  assert {
    condition = { for header in aws_cloudfront_response_headers_policy.this.custom_headers_config[0].items : header.header => header.value if header.override } == {
      Cross-Origin-Opener-Policy   = "same-origin"
      Cross-Origin-Resource-Policy = "same-origin"
      Permissions-Policy           = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    }
    error_message = "Other sites share no window with the page and load nothing of it; the page asks for no device."
  }

  assert {
    condition     = toset([for header in aws_cloudfront_response_headers_policy.this.remove_headers_config[0].items : header.header]) == toset(["x-amz-server-side-encryption", "x-amz-version-id"])
    error_message = "What S3 says of its files is nobody's business."
  }
}

run "asks_for_tls_everywhere" {
  command = plan

  assert {
    condition     = aws_cloudfront_distribution.this.default_cache_behavior[0].viewer_protocol_policy == "redirect-to-https" && alltrue([for behavior in aws_cloudfront_distribution.this.ordered_cache_behavior : behavior.viewer_protocol_policy == "https-only"])
    error_message = "Visitors are sent to https, and tokens never travel in the clear."
  }

  assert {
    condition     = one([for origin in aws_cloudfront_distribution.this.origin : origin.custom_origin_config[0].origin_protocol_policy if origin.origin_id == "api"]) == "https-only" && one([for origin in aws_cloudfront_distribution.this.origin : origin.custom_origin_config[0].origin_ssl_protocols if origin.origin_id == "api"]) == toset(["TLSv1.2"])
    error_message = "The API is asked over TLS 1.2."
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
    api_origin    = { viewer_address_header = "X-Viewer-Address", secret_header = "X-Origin-Secret", secrets_path = "/cafe-orders-test/origin-secrets", domain_name = "localhost", path = "/_aws/execute-api/abc123/live", http_port = 4566 }
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

run "shows_the_api_the_secret_of_this_rotation" {
  command = plan

  assert {
    condition     = keys(data.aws_ssm_parameter.origin_secret) == ["/cafe-orders-test/origin-secrets/7"]
    error_message = "The secret is read where the API keeps it."
  }

  assert {
    condition     = one([for origin in aws_cloudfront_distribution.this.origin : [for header in origin.custom_header : header.name] if origin.origin_id == "api"]) == ["X-Origin-Secret"]
    error_message = "The API refuses requests without it."
  }

  assert {
    condition     = one([for origin in aws_cloudfront_distribution.this.origin : length(origin.custom_header) if origin.origin_id == "site"]) == 0
    error_message = "Nobody but the API is shown it."
  }

  assert {
    condition     = issensitive(data.aws_ssm_parameter.origin_secret["/cafe-orders-test/origin-secrets/7"].value) && !strcontains(jsonencode([output.site_url, output.bucket, output.distribution_id, output.config]), "mocked-secret")
    error_message = "The secret is in no plan and no output."
  }
}

run "can_be_planned_before_there_is_a_secret" {
  command = plan

  variables {
    api_origin = { viewer_address_header = "X-Viewer-Address", secret_header = "X-Origin-Secret", domain_name = "mocked.execute-api.us-east-1.amazonaws.com", path = "/live" }
  }

  assert {
    condition     = length(data.aws_ssm_parameter.origin_secret) == 0
    error_message = "A plan of a new environment has nothing to read yet."
  }
}

run "tells_the_api_who_asks" {
  command = plan

  assert {
    condition     = { for behavior in aws_cloudfront_distribution.this.ordered_cache_behavior : behavior.path_pattern => length(behavior.function_association) } == { "/api/menu" = 0, "/api/*" = 1, "/api" = 1 }
    error_message = "Every call but the menu, which is asked for by CloudFront itself, says who asks."
  }

  assert {
    condition     = strcontains(aws_cloudfront_function.viewer_address.code, "request.headers[\"x-viewer-address\"] = { value: event.viewer.ip };")
    error_message = "The header is the one that the API's firewall reads, in lower case as CloudFront's functions want it."
  }
}

run "makes_a_key_for_its_log_where_the_environments_is_of_no_use" {
  command = plan

  override_data {
    target = data.aws_region.current
    values = { name = "eu-central-1" }
  }

  assert {
    condition     = length(module.log_key) == 1
    error_message = "A log group takes a key of its own region only."
  }
}

run "makes_no_key_where_the_environments_is_at_hand" {
  command = plan

  assert {
    condition     = length(module.log_key) == 0
    error_message = "Each key costs a dollar a month."
  }
}
