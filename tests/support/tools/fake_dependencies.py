"""Those who do the heavy work of `up`, replaced by a record of what was done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cafe.aws import LocalAws
from cafe.checkout import Workspace
from cafe.local import emulator
from cafe.local.bring_up import Dependencies
from cafe.platform import Customer, Platform

OUTPUTS: Mapping[str, Mapping[str, Any]] = {
    "identity": {"user_pool_id": "us-east-1_1", "hosted_ui_url": "http://hosted"},
    "order_store": {
        "table": {"name": "orders"},
        "queue": {"url": "queue"},
        "dead_letter_queue": {"url": "dead-letter-queue"},
        "relay_failure_queue": {"url": "relay-failures"},
        "topic_arn": "topic",
        "inbox_url": "inbox",
    },
    "order_service": {"api_url": "http://gateway/api"},
    "website": {
        "site_url": "http://site",
        "bucket": "site",
        "distribution_id": "d1",
        "config": {"token_endpoint": "http://token", "client_id": "c1", "redirect_uri": "http://site/callback"},
    },
}

type Failure = Callable[[], object]


@dataclass
class FakeWork:
    """What was done, in order. `failures` are what goes wrong at the next applies, one each."""

    done: list[str] = field(default_factory=list)
    failures: list[BaseException] = field(default_factory=list)
    modules: str = "modules"
    when_packaging: Failure = tuple

    def dependencies(self) -> Dependencies:
        return Dependencies(
            check_machine=lambda *_: None,
            package=self.package,
            build_page=self.build_page,
            infrastructure=lambda space, endpoint: FakeInfrastructure(self, space, endpoint),
            publish=lambda *_, **__: self.done.append("publish"),
            seed=self.seed,
            wait_until_ready=self.wait_until_ready,
        )

    def package(self, _space: Workspace) -> None:
        self.when_packaging()

    def build_page(self, space: Workspace) -> None:
        page = space.root / "web" / "dist" / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        if not page.exists():
            page.write_text("<html>")

    def seed(self, _aws: LocalAws, _pool: str, known: tuple[Customer, ...]) -> tuple[Customer, ...]:
        return known or (Customer("ada@cafe.example", "a password"),)

    def wait_until_ready(self, _platform: Platform) -> None:
        self.done.append("ready")


@dataclass(frozen=True)
class FakeInfrastructure:
    """Applies nothing; on an emulator that really runs."""

    work: FakeWork
    space: Workspace
    endpoint: str

    def fingerprint(self) -> str:
        return f"{self.work.modules} on {self.endpoint}"

    def bootstrap_state(self) -> None:
        self.work.done.append("bootstrap")

    def apply(self) -> None:
        alive = emulator.running(self.space)
        assert alive is not None
        assert alive.is_healthy()
        self.work.done.append("apply")
        if self.work.failures:
            raise self.work.failures.pop(0)

    def outputs(self) -> Mapping[str, Mapping[str, Any]]:
        return OUTPUTS
