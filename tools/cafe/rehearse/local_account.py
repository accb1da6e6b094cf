"""An environment of `live/` in a local account of its own, so that a deploy can be rehearsed without AWS."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from cafe.aws import Access, local_access
from cafe.checkout import Workspace
from cafe.deliver.plans.terragrunt import Terragrunt
from cafe.environments import LiveEnvironment, live_environment
from cafe.local import emulator
from cafe.local.emulator import Emulator


@dataclass(frozen=True)
class LocalAccount:
    """The account of an environment on a port of this machine; all its data are in one folder."""

    live: LiveEnvironment
    emulator: Emulator

    @property
    def access(self) -> Access:
        return local_access(self.emulator.endpoint)

    @property
    def terragrunt(self) -> Terragrunt:
        return Terragrunt(self.emulator.space, self.live, self.access)

    @contextmanager
    def running(self) -> Iterator["LocalAccount"]:
        """Started before the block and stopped after it. Raises CafeError when it does not start."""
        self.emulator.start()
        try:
            yield self
        finally:
            emulator.stop(self.emulator.space)


def local_account(space: Workspace, name: str, port: int, data: Path) -> LocalAccount:
    """The account of environment `name` of a checkout, at `port`, with its data in `data`."""
    live = live_environment(space, name)
    return LocalAccount(live, Emulator(replace(space, data=data), port, account_id=live.account_id))
