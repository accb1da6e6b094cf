# Logs Insights: saved where an operator looks for them, by the name of the environment.
locals {
  function_logs = [for function in values(var.functions) : function.log_group_name]

  queries = {
    "one order" = {
      logs  = local.function_logs
      query = "fields @timestamp, service, message, status, reason, correlation_id | filter order_id = \"PUT-THE-ORDER-ID-HERE\" | sort @timestamp asc"
    }
    "one request" = {
      logs  = local.function_logs
      query = "fields @timestamp, service, message, order_id, status, reason | filter correlation_id = \"PUT-THE-CORRELATION-ID-HERE\" or request_id = \"PUT-THE-CORRELATION-ID-HERE\" | sort @timestamp asc"
    }
    "errors by kind" = {
      logs  = local.function_logs
      query = "filter level = \"ERROR\" or level = \"CRITICAL\" | stats count(*) as times, latest(@timestamp) as last by service, message, exception_name, reason | sort times desc"
    }
    "refusals by reason" = {
      logs  = local.function_logs
      query = "filter message = \"request refused\" | stats count(*) as times by route, status, reason | sort times desc"
    }
    "slow decisions" = {
      logs  = local.function_logs
      query = "filter message = \"order decided\" | stats count(*) as orders, avg(DecisionAge) as mean_ms, pct(DecisionAge, 99) as p99_ms, max(DecisionAge) as worst_ms by bin(5m)"
    }
    "orders by outcome" = {
      logs  = local.function_logs
      query = "filter ispresent(_aws.Timestamp) | stats sum(OrdersPlaced) as placed, sum(OrdersReplayed) as replayed, sum(OrdersCancelled) as cancelled, sum(OrdersConfirmed) as confirmed, sum(OrdersRejected) as rejected by bin(1h)"
    }
    "cold starts" = {
      logs  = local.function_logs
      query = "filter cold_start = 1 | stats count_distinct(function_request_id) as starts by service, bin(1h)"
    }
    "slow and failed requests" = {
      logs  = [var.api.access_log_group_name]
      query = "fields @timestamp, method, path, status, latency, integration_latency, request_id, error | filter latency > 1000 or status >= 500 | sort latency desc | limit 100"
    }
  }
}

resource "aws_cloudwatch_query_definition" "this" {
  for_each = { for name, query in local.queries : name => query if var.are_queries_saved }

  name            = "${var.name}/${each.key}"
  log_group_names = each.value.logs
  query_string    = each.value.query
}
