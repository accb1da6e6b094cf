"""Fixtures of the tools' tests: a checkout, a server and a machine of the test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cafe.checkout import Workspace
from cafe.local import emulator
from cafe.platform import write_platform
from tests.support.tools.fake_cafe import FakeCafe
from tests.support.tools.fake_programs import Programs
from tests.support.tools.http_server import Server, serving


@pytest.fixture
def space(tmp_path: Path) -> Iterator[Workspace]:
    """An empty checkout with an empty cache; an emulator that a test started in it is stopped."""
    made = Workspace(root=tmp_path / "checkout", cache=tmp_path / "cache")
    made.root.mkdir()
    made.cache.mkdir()
    yield made
    emulator.stop(made)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def cafe(server: Server) -> FakeCafe:
    """An open café."""
    fake = FakeCafe(server)
    fake.open()
    return fake


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    """A machine on which nothing is installed yet."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return Programs(folder)


@pytest.fixture
def described(space: Workspace, cafe: FakeCafe) -> FakeCafe:
    """A café that the checkout knows of."""
    write_platform(space.platform_file, cafe.platform)
    return cafe
