"""The life of orders over the table: the same machine as over a store in memory, on DynamoDB's own conditions."""

from hypothesis import settings
from moto import mock_aws

from orders.adapters.table import OrderTable
from orders.domain.store import OrderStore
from orders.runtime.clients import Clients
from tests.support.services.life_of_orders import LifeOfOrders
from tests.support.services.mocked_aws import REGION, TABLE, create_table


class LifeInATable(LifeOfOrders):
    def new_store(self) -> OrderStore:
        self.aws = mock_aws()
        self.aws.start()
        dynamodb = Clients(REGION).dynamodb()
        create_table(dynamodb)
        return OrderTable(dynamodb, TABLE)

    def teardown(self) -> None:
        self.aws.stop()


TestLifeInATable = LifeInATable.TestCase
TestLifeInATable.settings = settings(max_examples=10, stateful_step_count=20)
