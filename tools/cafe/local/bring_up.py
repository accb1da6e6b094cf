"""Starts and stops the whole platform on this machine."""

import fcntl
import json
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Protocol

from cafe.aws import LocalAws
from cafe.build import website
from cafe.build.function_zips import package
from cafe.checkout import Workspace
from cafe.deliver.toolchain import terragrunt, terragrunt_is_installed
from cafe.environments import LOCAL
from cafe.errors import CafeError
from cafe.files import fingerprint, is_current
from cafe.local import emulator
from cafe.local.emulator import Emulator
from cafe.local.infrastructure import local_infrastructure
from cafe.local.preflight import check_machine
from cafe.local.readiness import wait_until_ready
from cafe.operate.connection import describe
from cafe.operate.customer import customers
from cafe.platform import Customer, Platform, read_platform, write_platform
from cafe.programs import interrupt_everything
from cafe.terminal import note, step
from cafe.terraform_state import Outputs

DEFAULT_PORT = 4566
POLL_SECONDS = 0.2


class Start(Enum):
    """What a start found: a complete platform, or an incomplete one."""

    AS_IT_WAS = auto()
    INCOMPLETE = auto()


class Infrastructure(Protocol):
    """The environment `local`."""

    def fingerprint(self) -> str: ...
    def bootstrap_state(self) -> None: ...
    def apply(self) -> None: ...
    def outputs(self) -> Outputs: ...


@dataclass(frozen=True)
class Dependencies:
    """The functions that do the work of `up`."""

    check_machine: Callable[[Workspace, int], object] = check_machine
    package: Callable[[Workspace], object] = package
    build_page: Callable[[Workspace], object] = website.build
    infrastructure: Callable[[Workspace, str], Infrastructure] = local_infrastructure
    publish: Callable[..., object] = website.publish
    seed: Callable[[LocalAws, str, tuple[Customer, ...]], tuple[Customer, ...]] = customers.seed
    wait_until_ready: Callable[[Platform], object] = wait_until_ready


def up(space: Workspace, port: int | None = None, dependencies: Dependencies | None = None) -> Platform:
    """Bring up what is not up and up to date what changed. `port` 0 means any free one.

    Raises CafeError. Interrupted, it stops what this call started.
    """
    doing = dependencies or Dependencies()
    with _only_one(space):
        chosen = _choose_port(space, port)
        doing.check_machine(space, chosen)
        stack = _Stack(space, Emulator(space, chosen), doing)
        with _stopped_on_failure(stack):
            _build(space, doing)
            return _bring_up(stack)


def down(space: Workspace, *, purge: bool) -> None:
    """Stop the platform; `purge` also deletes its orders, customers and infrastructure."""
    with _only_one(space):
        emulator.stop(space)
        if purge:
            shutil.rmtree(space.local, ignore_errors=True)


@contextmanager
def _stopped_on_failure(stack: "_Stack") -> Iterator[None]:
    """Stop what was not running before."""
    was_running = emulator.running(stack.space) is not None
    try:
        yield
    except BaseException:
        if not was_running:
            emulator.stop(stack.space)
            stack.delete_unfinished()
        raise


@contextmanager
def _only_one(space: Workspace) -> Iterator[None]:
    """One `up` or `down` of a checkout at a time."""
    space.local.mkdir(exist_ok=True)
    with (space.local / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CafeError("Another `up` or `down` of this checkout is under way.", "Wait for it.") from None
        yield


def _choose_port(space: Workspace, wanted: int | None) -> int:
    alive = emulator.running(space)
    known = read_platform(space.platform_file)
    if alive and wanted not in (None, 0, alive.port):
        raise CafeError(f"The platform is up on port {alive.port}.", "Stop it first: nox -s down")
    if wanted:
        return wanted
    if alive:
        return alive.port
    if known:
        return known.port
    return DEFAULT_PORT if wanted is None else emulator.free_port()


def _build(space: Workspace, doing: Dependencies) -> None:
    with ThreadPoolExecutor(max_workers=1) as background:
        terragrunt_built = background.submit(_ensure_terragrunt, space)
        try:
            with step("functions packaged"):
                doing.package(space)
            with step("page built"):
                doing.build_page(space)
            with step("local AWS installed"):
                emulator.install(space)
            terragrunt_built.result()
        finally:
            _end(terragrunt_built)


def _end(work: Future[None]) -> None:
    """End the programs of work that was given up; it may be about to start one."""
    while not work.done():
        interrupt_everything()
        wait([work], timeout=POLL_SECONDS)


def _ensure_terragrunt(space: Workspace) -> None:
    if not terragrunt_is_installed(space):
        note("Terragrunt is not on PATH: building it from its Go module, once, in about 3 minutes")
        with step("Terragrunt built"):
            terragrunt(space)


def _bring_up(stack: "_Stack") -> Platform:
    may_start_afresh = stack.start() is not Start.AS_IT_WAS
    try:
        return stack.bring_up_to_date()
    except CafeError as failure:
        if not may_start_afresh:
            remedy = f"{failure.remedy} To start afresh: nox -s down -- --purge"
            raise CafeError(failure.problem, remedy, page=failure.page) from None
        note(f"{failure}\nStarting the local AWS afresh, once.")
        stack.start_afresh()
        return stack.bring_up_to_date()


@dataclass(frozen=True)
class _Stack:
    """The platform of one checkout. Its stamps live with the emulator's state and are forgotten with it."""

    space: Workspace
    emulator: Emulator
    doing: Dependencies

    @property
    def applied(self) -> Path:
        return self.emulator.home / "applied"

    @property
    def published(self) -> Path:
        return self.emulator.home / "published"

    def start(self) -> Start:
        if emulator.running(self.space):
            return Start.AS_IT_WAS
        crashed = emulator.crashed(self.space)
        known = read_platform(self.space.platform_file)
        if known and known.port != self.emulator.port:
            note(f"The platform was on port {known.port}; on port {self.emulator.port} it starts afresh.")
            self.emulator.delete_state()
        if crashed:
            note("The local AWS had ended without being stopped; starting it with the state it last saved.")
            self._mark_stale()
        was_complete = self.applied.exists() and not crashed
        with step("local AWS started"):
            self.emulator.start()
        return Start.AS_IT_WAS if was_complete else Start.INCOMPLETE

    def _mark_stale(self) -> None:
        # The stamp itself stays: without it, an interrupted `up` would take the orders for unfinished work.
        if self.applied.exists():
            self.applied.write_text("")

    def start_afresh(self) -> None:
        emulator.stop(self.space)
        self.emulator.delete_state()
        with step("local AWS started afresh"):
            self.emulator.start()

    def delete_unfinished(self) -> None:
        if not self.applied.exists():
            self.emulator.delete_state()
            self.space.platform_file.unlink(missing_ok=True)

    def bring_up_to_date(self) -> Platform:
        infrastructure = self.doing.infrastructure(self.space, self.emulator.endpoint)
        self._apply(infrastructure)
        outputs = infrastructure.outputs()
        self._publish(outputs)
        platform = self._describe(outputs)
        write_platform(self.space.platform_file, platform)
        with step("an order could be placed"):
            self.doing.wait_until_ready(platform)
        return platform

    def _apply(self, infrastructure: Infrastructure) -> None:
        digest = infrastructure.fingerprint()
        if is_current(self.applied, digest):
            return
        with step("infrastructure applied"):
            infrastructure.bootstrap_state()
            infrastructure.apply()
        self.applied.write_text(digest)

    def _publish(self, outputs: Outputs) -> None:
        built = self.space.root / "web" / "dist"
        website = outputs["website"]
        config = website["config"]
        digest = fingerprint([built], json.dumps(config, sort_keys=True))
        if is_current(self.published, digest):
            return
        with step("page published"):
            self.doing.publish(
                LocalAws(self.emulator.endpoint),
                built,
                config,
                bucket=website["bucket"],
                distribution_id=website["distribution_id"],
            )
        self.published.write_text(digest)

    def _describe(self, outputs: Outputs) -> Platform:
        aws = LocalAws(self.emulator.endpoint)
        known = read_platform(self.space.platform_file)
        users = self.doing.seed(aws, outputs["identity"]["user_pool_id"], known.users if known else ())
        return describe(outputs, LOCAL, self.emulator.endpoint, users)
