"""Plans, deploys and rolls back an environment on AWS."""
