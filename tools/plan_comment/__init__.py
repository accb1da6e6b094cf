"""Renders Terraform plans as one Markdown comment on a pull request."""
