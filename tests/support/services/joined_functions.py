"""The functions joined by hand as the platform joins them."""

import json
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from tests.support.services.mocked_aws import Aws, Context


@dataclass
class JoinedFunctions:
    """Event source mappings by hand: each turn moves what has arrived one step on."""

    aws: Aws
    relay: ModuleType
    processor: ModuleType
    stream: Any
    start: str
    iterator: str

    def read_stream_again(self) -> None:
        """From its start, as a relay does that died before its progress was kept."""
        self.iterator = self.start

    def turn_stream(self) -> None:
        answer = self.stream.get_records(ShardIterator=self.iterator)
        self.iterator = answer["NextShardIterator"]
        self.relay.handle({"Records": answer["Records"]}, Context())

    def turn_queue(self) -> None:
        records = self.aws.records(self.aws.queue_url)
        assert self.processor.handle({"Records": records}, Context()) == {"batchItemFailures": []}

    def run(self) -> None:
        """From a request to its notification."""
        self.turn_stream()
        self.turn_queue()
        self.turn_stream()

    def notifications(self) -> list[dict[str, Any]]:
        return [json.loads(envelope["Message"]) for envelope in self.aws.bodies(self.aws.inbox_url)]
