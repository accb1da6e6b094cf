# What the roles may do, by the resources that the units manage. Resources are told by the environment's name where
# AWS names them so; where AWS gives them an id, by their tags, or not at all.

locals {
  bucket = { for purpose in ["site", "site-log", "state", "plans"] : purpose => "arn:${local.partition}:s3:::${var.name}-${purpose}-${local.account}" }
  here   = { for service in ["cloudwatch", "dynamodb", "lambda", "logs", "sns", "sqs", "wafv2", "cognito-idp", "kms", "ssm", "xray"] : service => "arn:${local.partition}:${service}:${local.region}:${local.account}" }

  # CloudFront's firewall, certificate and logs, and the key of these, are in us-east-1, wherever the environment is.
  cdns = { for service in ["acm", "kms", "logs", "wafv2"] : service => "arn:${local.partition}:${service}:us-east-1:${local.account}" }
  both = { for service in ["kms", "logs"] : service => distinct([local.here[service], local.cdns[service]]) }

  page_buckets = [for purpose in ["site", "site-log"] : local.bucket[purpose]]

  # Only a delivery has no name.
  deliveries = [for delivery in ["delivery:*", "delivery-destination:${var.name}-*", "delivery-source:${var.name}-*"] : "${local.cdns["logs"]}:${delivery}"]

  tables     = "${local.here["dynamodb"]}:table/${var.name}-*"
  lock_table = "${local.here["dynamodb"]}:table/${var.name}-lock"
  queues     = "${local.here["sqs"]}:${var.name}-*"
  topics     = "${local.here["sns"]}:${var.name}-*"
  functions  = "${local.here["lambda"]}:function:${var.name}-*"
  mappings   = "${local.here["lambda"]}:event-source-mapping:*"
  log_groups = concat(
    [for group in ["/aws/lambda/${var.name}-*", "/aws/apigateway/${var.name}-*"] : "${local.here["logs"]}:log-group:${group}"],
    [for logs in local.both["logs"] : "${logs}:log-group:aws-waf-logs-${var.name}-*"],
  )
  alarms     = "${local.here["cloudwatch"]}:alarm:${var.name}-*"
  dashboards = "arn:${local.partition}:cloudwatch::${local.account}:dashboard/${var.name}*"
  roles      = "arn:${local.partition}:iam::${local.account}:role/${var.name}-*"
  pools      = "${local.here["cognito-idp"]}:userpool/*"
  keys       = [for kms in local.both["kms"] : "${kms}:key/*"]
  samplings  = "${local.here["xray"]}:sampling-rule/${substr(var.name, 0, 32)}"
  parameters = "${local.here["ssm"]}:parameter/${var.name}/*"
  gateway    = [for path in ["/account", "/restapis", "/restapis/*", "/tags/*"] : "arn:${local.partition}:apigateway:${local.region}::${path}"]
  cdn        = [for kind in ["distribution", "function", "cache-policy", "origin-access-control", "origin-request-policy", "response-headers-policy"] : "arn:${local.partition}:cloudfront::${local.account}:${kind}/*"]
  firewalls = flatten([for kind in ["webacl", "rulegroup"] : [
    "${local.cdns["wafv2"]}:global/${kind}/${var.name}-*/*", "${local.here["wafv2"]}:regional/${kind}/${var.name}-*/*",
  ]])
  managed = flatten([for account in [local.account, "aws"] : [
    for scope, region in { global = "us-east-1", regional = local.region } : "arn:${local.partition}:wafv2:${region}:${account}:${scope}/managedruleset/*/*"
  ]])
}

locals {
  # A resource whose ARN is an id is this environment's when its tags say so.
  is_own = { StringEquals = { "aws:ResourceTag/environment" = var.environment } }

  policies = {
    read = {
      description = "What a plan of ${var.name} reads, and its state."
      statements = {
        ReadState = {
          actions   = ["s3:GetObject"]
          resources = ["${local.bucket["state"]}/*"]
        }
        FindState = {
          actions   = ["s3:ListBucket"]
          resources = [local.bucket["state"]]
        }
        ReadBuckets = {
          actions = [
            "s3:GetAccelerateConfiguration", "s3:GetBucketAcl", "s3:GetBucketCORS", "s3:GetBucketLogging",
            "s3:GetBucketNotification", "s3:GetBucketObjectLockConfiguration", "s3:GetBucketOwnershipControls",
            "s3:GetBucketPolicy", "s3:GetBucketPublicAccessBlock",
            "s3:GetBucketRequestPayment", "s3:GetBucketTagging", "s3:GetBucketVersioning", "s3:GetBucketWebsite",
            "s3:GetEncryptionConfiguration", "s3:GetLifecycleConfiguration", "s3:GetReplicationConfiguration",
            "s3:ListBucket",
          ]
          resources = local.page_buckets
        }
        ReadTables = {
          actions   = ["dynamodb:DescribeContinuousBackups", "dynamodb:DescribeTable", "dynamodb:DescribeTimeToLive", "dynamodb:ListTagsOfResource"]
          resources = [local.tables]
        }
        ReadQueues = {
          actions   = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ListQueueTags"]
          resources = [local.queues]
        }
        ReadTopics = {
          actions   = ["sns:GetSubscriptionAttributes", "sns:GetTopicAttributes", "sns:ListTagsForResource"]
          resources = [local.topics]
        }
        ReadFunctions = {
          actions = [
            "lambda:GetAlias", "lambda:GetFunction", "lambda:GetFunctionCodeSigningConfig", "lambda:GetFunctionConfiguration",
            "lambda:GetPolicy", "lambda:ListAliases", "lambda:ListTags", "lambda:ListVersionsByFunction",
          ]
          resources = [local.functions]
        }
        ReadMappings = {
          actions   = ["lambda:GetEventSourceMapping", "lambda:ListTags"]
          resources = [local.mappings]
        }
        ReadLogGroups = {
          actions   = ["logs:ListTagsForResource"]
          resources = local.log_groups
        }
        ReadAlarms = {
          actions   = ["cloudwatch:GetDashboard", "cloudwatch:ListTagsForResource"]
          resources = [local.alarms, local.dashboards]
        }
        ReadRoles = {
          actions   = ["iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"]
          resources = [local.roles]
        }
        ReadPools = {
          actions   = ["cognito-idp:DescribeResourceServer", "cognito-idp:DescribeUserPool", "cognito-idp:DescribeUserPoolClient", "cognito-idp:GetUserPoolMfaConfig", "cognito-idp:ListTagsForResource"]
          resources = [local.pools]
        }
        ReadGateway = {
          actions   = ["apigateway:GET"]
          resources = local.gateway
        }
        ReadSampling = {
          actions   = ["xray:ListTagsForResource"]
          resources = [local.samplings]
        }
        ReadParameters = {
          actions   = ["ssm:GetParameter", "ssm:ListTagsForResource"]
          resources = [local.parameters]
        }
        ReadKeys = {
          actions   = ["kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags"]
          resources = local.keys
        }
        # These know no resource ("Service Authorization Reference"), or none that has a name yet.
        List = {
          actions = [
            "cloudwatch:DescribeAlarms", "cognito-idp:DescribeUserPoolDomain", "logs:DescribeLogGroups",
            "logs:DescribeQueryDefinitions", "ssm:DescribeParameters", "xray:GetSamplingRules",
          ]
          resources = ["*"]
        }
      }
    }

    read_edge = {
      description = "What a plan of ${var.name} reads of the CDN, the firewalls and the domain."
      statements = {
        ReadLogDeliveries = {
          actions   = ["logs:GetDelivery", "logs:GetDeliveryDestination", "logs:GetDeliverySource", "logs:ListTagsForResource"]
          resources = local.deliveries
        }
        ReadCdn = {
          actions = [
            "cloudfront:DescribeFunction", "cloudfront:GetCachePolicy", "cloudfront:GetDistribution", "cloudfront:GetFunction",
            "cloudfront:GetOriginAccessControl", "cloudfront:GetOriginRequestPolicy", "cloudfront:GetResponseHeadersPolicy",
            "cloudfront:ListTagsForResource",
          ]
          resources = local.cdn
        }
        ReadFirewalls = {
          actions   = ["wafv2:GetLoggingConfiguration", "wafv2:GetRuleGroup", "wafv2:GetWebACL", "wafv2:GetWebACLForResource", "wafv2:ListTagsForResource"]
          resources = concat(local.firewalls, ["arn:${local.partition}:apigateway:${local.region}::/restapis/*/stages/*"])
        }
        ReadCertificates = {
          actions   = ["acm:DescribeCertificate", "acm:ListTagsForCertificate"]
          resources = ["${local.cdns["acm"]}:certificate/*"]
        }
        ReadZone = {
          actions   = ["route53:GetHostedZone", "route53:ListResourceRecordSets"]
          resources = ["arn:${local.partition}:route53:::hostedzone/*"]
        }
        # These know no resource ("Service Authorization Reference").
        ListEdge = {
          actions   = ["cloudfront:ListCachePolicies", "cloudfront:ListOriginRequestPolicies", "route53:ListHostedZones"]
          resources = ["*"]
        }
      }
    }

    save_plans = {
      description = "Saving plans of ${var.name}: the only thing that a plan writes."
      statements = {
        SavePlans = {
          actions   = ["s3:PutObject"]
          resources = ["${local.bucket["plans"]}/*"]
        }
      }
    }

    data = {
      description = "What a deploy of ${var.name} changes of its state, its stores and the page."
      statements = {
        WriteState = {
          actions   = ["s3:DeleteObject", "s3:PutObject"]
          resources = ["${local.bucket["state"]}/*"]
        }
        LockState = {
          actions   = ["dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem"]
          resources = [local.lock_table]
        }
        ReadSavedPlans = {
          actions   = ["s3:GetObject"]
          resources = ["${local.bucket["plans"]}/*"]
        }
        # No object of the logs is a deploy's to read, write or delete.
        MakePageBuckets = {
          actions = [
            "s3:CreateBucket", "s3:DeleteBucketPolicy", "s3:PutBucketLogging", "s3:PutBucketNotification",
            "s3:PutBucketOwnershipControls", "s3:PutBucketPolicy", "s3:PutBucketPublicAccessBlock", "s3:PutBucketTagging",
            "s3:PutBucketVersioning", "s3:PutEncryptionConfiguration", "s3:PutLifecycleConfiguration",
          ]
          resources = local.page_buckets
        }
        PublishPage = {
          actions   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
          resources = ["${local.bucket["site"]}/*"]
        }
        # Without DeleteTable: orders are removed by a person, never by a pipeline.
        MakeTables = {
          actions   = ["dynamodb:CreateTable", "dynamodb:TagResource", "dynamodb:UntagResource", "dynamodb:UpdateContinuousBackups", "dynamodb:UpdateTable", "dynamodb:UpdateTimeToLive"]
          resources = [local.tables]
        }
        # Of the customer that end-to-end tests make and remove.
        TidyTestOrders = {
          actions   = ["dynamodb:DeleteItem", "dynamodb:Query"]
          resources = ["${local.here["dynamodb"]}:table/${var.name}-orders"]
        }
        MakeQueues = {
          actions   = ["sqs:CreateQueue", "sqs:DeleteQueue", "sqs:SetQueueAttributes", "sqs:TagQueue", "sqs:UntagQueue"]
          resources = [local.queues]
        }
        MakeTopics = {
          actions   = ["sns:CreateTopic", "sns:DeleteTopic", "sns:SetSubscriptionAttributes", "sns:SetTopicAttributes", "sns:Subscribe", "sns:TagResource", "sns:Unsubscribe", "sns:UntagResource"]
          resources = [local.topics]
        }
        MakePools = {
          actions   = ["cognito-idp:CreateUserPool"]
          resources = ["*"]
          condition = { StringEquals = { "aws:RequestTag/environment" = var.environment } }
        }
        # Without DeleteUserPool: customers are removed by a person, never by a pipeline.
        ChangePools = {
          actions = [
            "cognito-idp:CreateResourceServer", "cognito-idp:CreateUserPoolClient", "cognito-idp:CreateUserPoolDomain",
            "cognito-idp:DeleteResourceServer", "cognito-idp:DeleteUserPoolClient", "cognito-idp:DeleteUserPoolDomain",
            "cognito-idp:SetUserPoolMfaConfig", "cognito-idp:TagResource", "cognito-idp:UntagResource",
            "cognito-idp:UpdateResourceServer", "cognito-idp:UpdateUserPool", "cognito-idp:UpdateUserPoolClient",
            "cognito-idp:UpdateUserPoolDomain",
          ]
          resources = [local.pools]
          condition = local.is_own
        }
        # The customer of end-to-end tests, made and removed by each run.
        KeepTestCustomer = {
          actions   = ["cognito-idp:AdminCreateUser", "cognito-idp:AdminDeleteUser", "cognito-idp:AdminGetUser", "cognito-idp:AdminSetUserPassword"]
          resources = [local.pools]
          condition = local.is_own
        }
        MakeKeys = {
          actions   = ["kms:CreateKey"]
          resources = ["*"]
          condition = { StringEquals = { "aws:RequestTag/environment" = var.environment } }
        }
        # Without ScheduleKeyDeletion and DisableKey: with a key goes all that it encrypted, orders and backups.
        ChangeKeys = {
          actions   = ["kms:EnableKeyRotation", "kms:PutKeyPolicy", "kms:TagResource", "kms:UntagResource", "kms:UpdateKeyDescription"]
          resources = local.keys
          condition = local.is_own
        }
        MakeParameters = {
          actions   = ["ssm:AddTagsToResource", "ssm:DeleteParameter", "ssm:PutParameter", "ssm:RemoveTagsFromResource"]
          resources = [local.parameters]
        }
      }
    }

    compute = {
      description = "What a deploy of ${var.name} changes of functions, the API and what watches them."
      statements = {
        MakeFunctions = {
          actions = [
            "lambda:AddPermission", "lambda:CreateAlias", "lambda:CreateFunction", "lambda:DeleteAlias", "lambda:DeleteFunction",
            "lambda:DeleteFunctionConcurrency", "lambda:PublishVersion", "lambda:PutFunctionConcurrency", "lambda:RemovePermission",
            "lambda:TagResource", "lambda:UntagResource", "lambda:UpdateAlias", "lambda:UpdateFunctionCode",
            "lambda:UpdateFunctionConfiguration",
          ]
          resources = [local.functions]
        }
        MakeMappings = {
          actions   = ["lambda:CreateEventSourceMapping"]
          resources = ["*"]
          condition = { ArnLike = { "lambda:FunctionArn" = local.functions } }
        }
        ChangeMappings = {
          actions   = ["lambda:DeleteEventSourceMapping", "lambda:UpdateEventSourceMapping"]
          resources = [local.mappings]
          condition = { ArnLike = { "lambda:FunctionArn" = local.functions } }
        }
        TagMappings = {
          actions   = ["lambda:TagResource", "lambda:UntagResource"]
          resources = [local.mappings]
        }
        MakeGateway = {
          actions   = ["apigateway:DELETE", "apigateway:PATCH", "apigateway:POST", "apigateway:PUT"]
          resources = local.gateway
        }
        MakeLogGroups = {
          actions   = ["logs:AssociateKmsKey", "logs:CreateLogGroup", "logs:DeleteLogGroup", "logs:DeleteRetentionPolicy", "logs:PutRetentionPolicy", "logs:TagResource", "logs:UntagResource"]
          resources = local.log_groups
        }
        # API Gateway and WAF have their logs delivered in the caller's name; neither action knows a resource.
        DeliverLogs = {
          actions   = ["logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:DescribeResourcePolicies", "logs:GetLogDelivery", "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:UpdateLogDelivery"]
          resources = ["*"]
        }
        SaveQueries = {
          actions   = ["logs:DeleteQueryDefinition", "logs:PutQueryDefinition"]
          resources = ["*"]
        }
        MakeSampling = {
          actions   = ["xray:CreateSamplingRule", "xray:DeleteSamplingRule", "xray:TagResource", "xray:UntagResource", "xray:UpdateSamplingRule"]
          resources = [local.samplings]
        }
        MakeAlarms = {
          actions   = ["cloudwatch:DeleteDashboards", "cloudwatch:PutDashboard", "cloudwatch:PutMetricAlarm", "cloudwatch:TagResource", "cloudwatch:UntagResource"]
          resources = [local.alarms, local.dashboards]
        }
        # Of composite alarms CloudWatch wants both granted for all ("PutCompositeAlarm", "DeleteAlarms").
        MakeCompositeAlarms = {
          actions   = ["cloudwatch:DeleteAlarms", "cloudwatch:PutCompositeAlarm"]
          resources = ["*"]
        }
      }
    }

    edge = {
      description = "What a deploy of ${var.name} changes of the CDN, the firewall and the domain."
      statements = {
        MakeCdn = {
          actions = [
            "cloudfront:CreateCachePolicy", "cloudfront:CreateDistribution", "cloudfront:CreateFunction",
            "cloudfront:CreateOriginAccessControl", "cloudfront:CreateResponseHeadersPolicy",
          ]
          resources = ["*"]
        }
        ChangeCdn = {
          actions = [
            "cloudfront:CreateInvalidation", "cloudfront:DeleteCachePolicy", "cloudfront:DeleteDistribution", "cloudfront:DeleteFunction",
            "cloudfront:DeleteOriginAccessControl", "cloudfront:DeleteResponseHeadersPolicy", "cloudfront:GetInvalidation",
            "cloudfront:PublishFunction", "cloudfront:TagResource", "cloudfront:UntagResource", "cloudfront:UpdateCachePolicy",
            "cloudfront:UpdateDistribution", "cloudfront:UpdateFunction", "cloudfront:UpdateOriginAccessControl",
            "cloudfront:UpdateResponseHeadersPolicy",
          ]
          resources = local.cdn
        }
        MakeLogDeliveries = {
          actions = [
            "logs:CreateDelivery", "logs:DeleteDelivery", "logs:DeleteDeliveryDestination", "logs:DeleteDeliverySource",
            "logs:PutDeliveryDestination", "logs:PutDeliverySource", "logs:TagResource", "logs:UntagResource",
            "logs:UpdateDeliveryConfiguration",
          ]
          resources = local.deliveries
        }
        LogRequests = {
          actions   = ["cloudfront:AllowVendedLogDeliveryForResource"]
          resources = ["arn:${local.partition}:cloudfront::${local.account}:distribution/*"]
        }
        MakeFirewalls = {
          actions = [
            "wafv2:CreateRuleGroup", "wafv2:CreateWebACL", "wafv2:DeleteLoggingConfiguration", "wafv2:DeleteRuleGroup",
            "wafv2:DeleteWebACL", "wafv2:PutLoggingConfiguration", "wafv2:TagResource", "wafv2:UntagResource",
            "wafv2:UpdateRuleGroup", "wafv2:UpdateWebACL",
          ]
          resources = concat(local.firewalls, local.managed)
        }
        GuardApi = {
          actions   = ["apigateway:SetWebACL", "wafv2:AssociateWebACL", "wafv2:DisassociateWebACL"]
          resources = concat(local.firewalls, ["arn:${local.partition}:apigateway:${local.region}::/restapis/*/stages/*"])
        }
        DeliverFirewallLogs = {
          actions   = ["iam:CreateServiceLinkedRole"]
          resources = ["arn:${local.partition}:iam::${local.account}:role/aws-service-role/wafv2.amazonaws.com/AWSServiceRoleForWAFV2Logging"]
          condition = { StringEquals = { "iam:AWSServiceName" = "wafv2.amazonaws.com" } }
        }
        RequestCertificates = {
          actions   = ["acm:RequestCertificate"]
          resources = ["*"]
          condition = { StringEquals = { "aws:RequestTag/environment" = var.environment } }
        }
        ChangeCertificates = {
          actions   = ["acm:AddTagsToCertificate", "acm:DeleteCertificate", "acm:RemoveTagsFromCertificate"]
          resources = ["${local.cdns["acm"]}:certificate/*"]
        }
        WriteZone = {
          actions   = ["route53:ChangeResourceRecordSets"]
          resources = ["arn:${local.partition}:route53:::hostedzone/*"]
        }
        AwaitZone = {
          actions   = ["route53:GetChange"]
          resources = ["arn:${local.partition}:route53:::change/*"]
        }
      }
    }

    roles = {
      description = "Which roles a deploy of ${var.name} makes: within the boundary, for Lambda and API Gateway."
      statements = {
        MakeRoles = {
          actions   = ["iam:CreateRole", "iam:DeleteRole", "iam:DeleteRolePolicy", "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole"]
          resources = [local.roles]
          condition = { StringEquals = { "iam:PermissionsBoundary" = aws_iam_policy.boundary.arn } }
        }
        AttachGatewayLogging = {
          actions   = ["iam:AttachRolePolicy", "iam:DetachRolePolicy"]
          resources = [local.roles]
          condition = {
            StringEquals = { "iam:PermissionsBoundary" = aws_iam_policy.boundary.arn }
            ArnEquals    = { "iam:PolicyARN" = "arn:${local.partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs" }
          }
        }
        TagRoles = {
          actions   = ["iam:ListInstanceProfilesForRole", "iam:TagRole", "iam:UntagRole"]
          resources = [local.roles]
        }
        PassRoles = {
          actions   = ["iam:PassRole"]
          resources = [local.roles]
          condition = { StringEquals = { "iam:PassedToService" = ["apigateway.amazonaws.com", "lambda.amazonaws.com"] } }
        }
      }
    }

    # What a deploy must not touch although it bears the environment's name: what it stands on itself.
    foundation = {
      description = "What no deploy of ${var.name} may change: its own roles, their states, and the lock."
      statements = {
        KeepRoles = {
          effect = "Deny"
          actions = [
            "iam:AttachRolePolicy", "iam:DeleteRole", "iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:PassRole",
            "iam:PutRolePolicy", "iam:TagRole", "iam:UntagRole", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole",
          ]
          resources = [for role in keys(local.subjects) : "arn:${local.partition}:iam::${local.account}:role/${var.name}-${role}"]
        }
        KeepStates = {
          effect    = "Deny"
          actions   = ["s3:DeleteObject", "s3:PutObject"]
          resources = ["${local.bucket["state"]}/github_oidc/*", "${local.bucket["state"]}/state_backend/*"]
        }
        KeepLock = {
          effect    = "Deny"
          actions   = ["dynamodb:TagResource", "dynamodb:UntagResource", "dynamodb:UpdateContinuousBackups", "dynamodb:UpdateTable", "dynamodb:UpdateTimeToLive"]
          resources = [local.lock_table]
        }
      }
    }
  }

  boundary = {
    Orders = {
      actions = [
        "dynamodb:DescribeStream", "dynamodb:GetItem", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:PutItem",
        "dynamodb:Query", "dynamodb:UpdateItem",
      ]
      resources = ["${local.here["dynamodb"]}:table/${var.name}-orders", "${local.here["dynamodb"]}:table/${var.name}-orders/*"]
    }
    Messages = {
      actions   = concat(["sns:Publish", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage", "sqs:SendMessage"], sort(var.batch_actions))
      resources = [local.queues, local.topics]
    }
    Logs = {
      actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      resources = ["${local.here["logs"]}:log-group:/aws/lambda/${var.name}-*"]
    }
    # What the key's policy lets everyone of the account do, in the name of whom the service acts; by itself it grants nothing.
    Encryption = {
      actions = [
        "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext",
        "kms:ReEncryptFrom", "kms:ReEncryptTo",
      ]
      resources = local.keys
      condition = { StringEquals = { "kms:ViaService" = [for service in ["dynamodb", "lambda", "sns"] : "${service}.${local.region}.amazonaws.com"] } }
    }
    # These know no resource, or log groups that API Gateway names itself.
    Service = {
      actions = [
        "dynamodb:ListStreams", "logs:CreateLogGroup", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:FilterLogEvents",
        "logs:GetLogEvents", "xray:PutTelemetryRecords", "xray:PutTraceSegments",
      ]
      resources = ["*"]
    }
  }
}
