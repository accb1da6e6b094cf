"""Renders Terraform plans as one Markdown comment."""
