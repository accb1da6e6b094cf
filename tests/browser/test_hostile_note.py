"""What a guest wrote is shown as the text that it is, whatever it looks like."""

import pytest
import requests
from playwright.sync_api import expect

from cafe.operate.customer.sign_in import sign_in
from tests.support.browser.guest import Guest

NOTES = {
    "HTML": "<img src=x onerror=\"document.title='taken'\"><b>bold</b>",
    "a link": "javascript:alert(1) http://evil.example",
    "a formula": '=HYPERLINK("http://evil.example","tip")',
    "a template": "{{constructor.constructor('alert(1)')()}} ${7*7}",
}


def order_with(guest: Guest, note: str) -> str:
    """Places it without the page, which would be one more thing between the note and the table."""
    token = sign_in(guest.platform, guest.customer).access_token
    answer = requests.post(
        f"{guest.platform.api_url}/orders",
        json={"items": [{"item_id": guest.drinks[0].item_id, "quantity": 1}], "note": note},
        headers={"Authorization": f"Bearer {token}", "Idempotency-Key": "hostile-note"},
        timeout=60,
    )
    order_id: str = answer.json()["order_id"]
    return order_id


@pytest.mark.parametrize("kind", NOTES)
def test_a_hostile_note_is_shown_as_text(guest: Guest, kind: str) -> None:
    order_id = order_with(guest, NOTES[kind])
    guest.open_page(f"/orders/{order_id}")

    guest.sign_in(within="main")

    main = guest.page.get_by_role("main")
    expect(main).to_contain_text(NOTES[kind])
    assert main.locator("img, b, a[href*=evil], a[href^=javascript]").count() == 0
    assert "taken" not in guest.page.title()
