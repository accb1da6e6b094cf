"""`cafe smoke` as it is typed."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from click.testing import CliRunner

from cafe.aws import Aws, LocalAws
from cafe.checkout import Workspace
from cafe.cli import cafe as command
from cafe.operate.connection import Deployed
from cafe.operate.customer import smoke_command
from cafe.platform import Customer, Platform
from tests.support.tools.fake_cafe import ADA, FakeCafe


def test_it_orders_as_a_visitor_who_is_removed_whatever_comes_of_it(
    cafe: FakeCafe, space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = []

    def reach(_space: Workspace, environment: str) -> Deployed:
        steps.append(environment)
        return Deployed(cafe.platform, LocalAws(cafe.server.url))

    @contextmanager
    def temporary_customer(_aws: Aws, _platform: Platform) -> Iterator[Customer]:
        steps.append("made")
        try:
            yield ADA
        finally:
            steps.append("removed")

    monkeypatch.setattr(smoke_command, "workspace", lambda: space)
    monkeypatch.setattr(smoke_command, "deployed", reach)
    monkeypatch.setattr(smoke_command, "temporary_customer", temporary_customer)

    done = CliRunner().invoke(command, ["smoke", "dev"])

    assert steps == ["dev", "made", "removed"]
    assert "Not so: the page is served" in str(done.exception)
    assert done.stdout.startswith(f"dev: {cafe.platform.site_url}")
