moved {
  from = aws_s3_bucket.this["state"]
  to   = module.bucket["state"].aws_s3_bucket.this
}

moved {
  from = aws_s3_bucket.this["plans"]
  to   = module.bucket["plans"].aws_s3_bucket.this
}

moved {
  from = aws_s3_bucket_public_access_block.this["state"]
  to   = module.bucket["state"].aws_s3_bucket_public_access_block.this
}

moved {
  from = aws_s3_bucket_public_access_block.this["plans"]
  to   = module.bucket["plans"].aws_s3_bucket_public_access_block.this
}

moved {
  from = aws_s3_bucket_versioning.this["state"]
  to   = module.bucket["state"].aws_s3_bucket_versioning.this
}

moved {
  from = aws_s3_bucket_versioning.this["plans"]
  to   = module.bucket["plans"].aws_s3_bucket_versioning.this
}

moved {
  from = aws_s3_bucket_server_side_encryption_configuration.this["state"]
  to   = module.bucket["state"].aws_s3_bucket_server_side_encryption_configuration.this
}

moved {
  from = aws_s3_bucket_server_side_encryption_configuration.this["plans"]
  to   = module.bucket["plans"].aws_s3_bucket_server_side_encryption_configuration.this
}

moved {
  from = aws_s3_bucket_lifecycle_configuration.this["state"]
  to   = module.bucket["state"].aws_s3_bucket_lifecycle_configuration.this["retention"]
}

moved {
  from = aws_s3_bucket_lifecycle_configuration.this["plans"]
  to   = module.bucket["plans"].aws_s3_bucket_lifecycle_configuration.this["retention"]
}

moved {
  from = aws_s3_bucket_policy.this["state"]
  to   = module.bucket["state"].aws_s3_bucket_policy.this["access"]
}

moved {
  from = aws_s3_bucket_policy.this["plans"]
  to   = module.bucket["plans"].aws_s3_bucket_policy.this["access"]
}
