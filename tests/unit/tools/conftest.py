"""A checkout, a server and a machine of the test's own."""

from tests.support.tools.fixtures import cafe, described, programs, server, space

__all__ = ["cafe", "described", "programs", "server", "space"]
