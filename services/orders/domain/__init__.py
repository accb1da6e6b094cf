"""Orders and their rules: pure Python, no AWS."""
