"""The published page, in its bucket and behind its distribution."""

import json
from pathlib import Path

import pytest

from cafe.aws import LocalAws
from cafe.build import website

CONFIG = {"client_id": "c1"}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "page-1a2b.js").write_text("1")
    (tmp_path / "index.html").write_text("<html>")
    return tmp_path


@pytest.fixture
def distribution_id(aws: LocalAws) -> str:
    aws.s3.create_bucket(Bucket="site")
    made = aws.cloudfront.create_distribution(
        DistributionConfig={
            "CallerReference": "1",
            "Comment": "",
            "Enabled": True,
            "Origins": {"Quantity": 1, "Items": [{"Id": "site", "DomainName": "site.s3.amazonaws.com"}]},
            "DefaultCacheBehavior": {"TargetOriginId": "site", "ViewerProtocolPolicy": "redirect-to-https"},
        }
    )
    return made["Distribution"]["Id"]


def test_a_published_page_is_in_its_bucket_with_its_settings_and_leaves_no_old_cache(
    aws: LocalAws, built: Path, distribution_id: str
) -> None:
    website.publish(aws, built, CONFIG, bucket="site", distribution_id=distribution_id)

    script = aws.s3.get_object(Bucket="site", Key="assets/page-1a2b.js")
    assert (script["ContentType"], script["CacheControl"]) == (
        "text/javascript",
        "public, max-age=31536000, immutable",
    )
    assert json.loads(aws.s3.get_object(Bucket="site", Key="config.json")["Body"].read()) == CONFIG
    made = aws.cloudfront.list_invalidations(DistributionId=distribution_id)["InvalidationList"]["Items"]
    batch = aws.cloudfront.get_invalidation(DistributionId=distribution_id, Id=made[0]["Id"])["Invalidation"]
    assert set(batch["InvalidationBatch"]["Paths"]["Items"]) == {"/", "/index.html", "/config.json"}
