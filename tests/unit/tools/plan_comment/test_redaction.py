"""A sensitive value is never shown: not where it is marked, and not where it is repeated."""

import base64
import json
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from plan_comment.comment import render_comment
from plan_comment.plan_reader import PlanDocument, read_plans
from plan_comment.redaction import HIDDEN, NO_SECRETS, Secrets
from plan_comment.summary import Summary, to_json


def update(before: dict[str, Any], after: dict[str, Any], **marks: Any) -> dict[str, Any]:
    change = {"actions": ["update"], "before": before, "after": after, **marks}
    return {"address": "a_type.a_name", "type": "a_type", "change": change}


def shown(plan: dict[str, Any], secrets: Secrets = NO_SECRETS) -> str:
    """All that is written of a plan."""
    summaries = [Summary("dev", "", read_plans([PlanDocument("unit", plan)], secrets))]
    return render_comment(summaries) + to_json(summaries)


secrets = st.text(min_size=5, max_size=30).filter(lambda text: not HIDDEN.count(text))


@settings(max_examples=150)
@given(secrets, secrets)
def test_a_secret_is_hidden_in_every_form_and_place(secret: str, other: str) -> None:
    frame = shown(forms_of("§§§§", "µµµµ"))
    assume(secret not in frame and other not in frame)

    text = shown(forms_of(secret, other))

    assert secret not in text
    assert other not in text


def forms_of(secret: str, other: str) -> dict[str, Any]:
    """A plan that marks a secret once, and repeats it unmarked in all the ways that providers do."""
    raw = secret.encode("utf-8", "surrogatepass")
    document = json.dumps({"password": secret, "nested": json.dumps([secret])})
    after = {
        "marked": secret,
        "again": f"({secret})",
        "document": document,
        "escaped": document.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"),
        "list": ["(", secret],
        "map": {secret: "(key)"},
        "base64": base64.b64encode(raw).decode(),
        "url": f"https://user:{quote(raw, safe='')}@host",
        "listed": [{"inner": secret}],
    }
    before = {"marked": other, "document": json.dumps({"password": other})}
    return {
        "resource_changes": [update(before, after, before_sensitive={"marked": True}, after_sensitive={"marked": True})]
    }


@pytest.mark.parametrize(
    "mask",
    [True, {"environment": True}, {"environment": [True]}, {"environment": [{"variables": True}]},
     {"environment": [{"variables": {"KEY": True}}]}],
)  # fmt: skip
def test_a_mark_on_a_part_or_on_all_of_a_resource_hides_what_is_in_it(mask: Any) -> None:
    before = {"environment": [{"variables": {"KEY": "the-old-one"}}]}
    after = {"environment": [{"variables": {"KEY": "the-new-one"}}]}

    text = shown({"resource_changes": [update(before, after, before_sensitive=mask, after_sensitive=mask)]})

    assert "the-old-one" not in text
    assert "the-new-one" not in text
    assert HIDDEN in text


def test_a_secret_of_a_data_source_an_output_or_a_variable_is_hidden_in_a_resource() -> None:
    plan = {
        "resource_changes": [update({"text": ""}, {"text": "of-data of-module of-output of-variable"})],
        "prior_state": {
            "values": {
                "outputs": {"o": {"value": "of-output", "sensitive": True}},
                "root_module": {
                    "resources": [{"values": {"v": "of-data"}, "sensitive_values": {"v": True}}],
                    "child_modules": [
                        {"resources": [{"values": {"v": ["of-module"]}, "sensitive_values": {"v": [True]}}]}
                    ],
                },
            }
        },
        "variables": {"v": {"value": "of-variable"}},
        "configuration": {"root_module": {"variables": {"v": {"sensitive": True}}}},
    }

    assert f"{HIDDEN} {HIDDEN} {HIDDEN} {HIDDEN}" in shown(plan)


@pytest.mark.parametrize("secret", ["correct horse?", "a<b>&c-d", "two\nlines", "grüße-aus", 'a "quoted" one'])
def test_a_secret_is_hidden_in_base64_in_urls_and_as_json_writes_it(secret: str) -> None:
    raw = secret.encode()
    urlsafe = base64.urlsafe_b64encode(raw).decode().rstrip("=")
    escaped = json.dumps(json.dumps({"x": secret}))
    forms = (
        base64.b64encode(raw).decode(),
        urlsafe,
        quote(raw, safe=""),
        quote(raw),
        json.dumps(secret)[1:-1],
        escaped,
    )
    before, after = {"marked": "", "text": ""}, {"marked": secret, "text": " and ".join(forms)}

    text = shown({"resource_changes": [update(before, after, after_sensitive={"marked": True})]})

    assert [form for form in forms if form in text] == []
    assert text.count(HIDDEN) > len(forms)


def test_what_is_inside_a_sensitive_document_is_a_secret_elsewhere_too() -> None:
    document = json.dumps({"database": [{"password": "correct-horse"}]})
    before, after = {"document": "", "url": ""}, {"document": document, "url": "https://me:correct-horse@host"}

    text = shown({"resource_changes": [update(before, after, after_sensitive={"document": True})]})

    assert f"https://me:{HIDDEN}@host" in text
    assert "correct-horse" not in text


def test_a_secret_number_is_hidden_where_it_is_all_of_a_value() -> None:
    plan = {
        "resource_changes": [
            update({"pin": 1111, "copy": 1}, {"pin": 4711, "copy": 4711}, after_sensitive={"pin": True})
        ]
    }

    assert "4711" not in shown(plan)


@pytest.mark.parametrize("list_name", ["resource_drift", "deferred_changes"])
def test_a_secret_that_is_marked_in_another_list_of_the_plan_is_hidden(list_name: str) -> None:
    marked = {"change": {"actions": ["update"], "after": {"password": "of-another-list"}, "after_sensitive": True}}
    plan = {
        "resource_changes": [update({"text": ""}, {"text": "of-another-list"})],
        list_name: [marked | {"address": "a"}],
    }

    assert "of-another-list" not in shown(plan)


def test_a_secret_of_another_unit_is_hidden_too() -> None:
    plan = {"resource_changes": [update({"text": "before"}, {"text": "with the-secret-of-identity in it"})]}

    assert "the-secret" not in shown(plan, Secrets(frozenset({"the-secret-of-identity"})))


def test_a_name_beside_a_secret_is_hidden_there_and_left_in_other_words() -> None:
    """Terraform marks all of a block that has a secret: CloudFront's origin, its id `site` as well."""
    origin = {"origin": [{"origin_id": "site", "header": "the-header-s-value"}]}

    text = shown(
        {
            "resource_changes": [
                update({}, origin, after_sensitive={"origin": True}),
                update({"name": "an alarm"}, {"name": "a composite"}),
            ]
        }
    )

    assert "a composite" in text
    assert "the-header-s-value" not in text


def test_a_short_secret_is_hidden_where_it_is_all_of_a_value() -> None:
    plan = {
        "resource_changes": [
            update({"pin": "12", "copy": "a"}, {"pin": "34", "copy": "34"}, after_sensitive={"pin": True})
        ]
    }

    assert '"34"' not in shown(plan)
    assert "`34`" not in shown(plan)


def test_empty_values_are_no_secrets() -> None:
    plan = {"resource_changes": [update({"a": "x"}, {"a": "", "b": "shown"}, after_sensitive={"a": True})]}

    assert "shown" in shown(plan)
