"""Adapters of the domain to DynamoDB, SQS and SNS."""
