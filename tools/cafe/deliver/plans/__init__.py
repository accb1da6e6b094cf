"""Terraform plans of an environment's units."""
