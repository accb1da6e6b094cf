"""DynamoDB, SQS and SNS as the domain sees them."""
