import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Api, ApiError, type PlacedOrder } from "../src/api.ts";
import { emptyBasket } from "../src/basket.ts";
import { messages } from "../src/messages.ts";
import { navigate } from "../src/router.ts";
import type { Session } from "../src/session.ts";
import * as store from "../src/store.ts";
import { fakeLocation } from "./browser.ts";
import { fakeApi, menu, orderIn } from "./fixtures.ts";

const placed: PlacedOrder = { order: orderIn("RECEIVED"), correlationId: "correlation-1" };
const reused = new ApiError(422, { type: "/problems/idempotency-key-reused" });

function cafe(answers: Partial<Api>): void {
  store.connect({ api: fakeApi(answers), session: {} as Session });
}

function placing(...outcomes: readonly (ApiError | "accepted")[]) {
  const placeOrder = vi.fn<Api["placeOrder"]>();
  for (const outcome of outcomes) {
    if (outcome === "accepted") placeOrder.mockResolvedValueOnce(placed);
    else placeOrder.mockRejectedValueOnce(outcome);
  }
  cafe({ placeOrder });
  return { placeOrder, keys: () => placeOrder.mock.calls.map(([, key]) => key) };
}

beforeEach(() => {
  vi.useRealTimers();
  navigate("/");
  store.basket.value = emptyBasket;
  store.submission.value = { phase: "idle" };
  store.orderView.value = null;
  store.orderHistory.value = store.emptyHistory;
  store.addToBasket("latte", "Latte");
});

describe("placing an order", () => {
  it("empties the basket and shows the order", async () => {
    placing("accepted");
    await store.placeOrder();
    expect(store.basket.value).toEqual(emptyBasket);
    expect(fakeLocation.pathname).toBe("/orders/abcdefghijklmnopqrstuvwxyz");
    expect(store.announcement.value).toBe(messages.order.announced("ABCDEF", "RECEIVED"));
  });

  it("sends what the guest sees, the note as one clean line", async () => {
    const { placeOrder } = placing("accepted");
    store.changeNote("  oat\tmilk ");
    await store.placeOrder();
    expect(placeOrder.mock.calls[0]?.[0]).toEqual({ items: [{ item_id: "latte", quantity: 1 }], note: "oat milk" });
  });

  it("sends no line breaks and no turns of direction that were pasted into the note", async () => {
    const { placeOrder } = placing("accepted");
    store.changeNote("oat\u2028milk\u202Egpj");
    await store.placeOrder();
    expect(placeOrder.mock.calls[0]?.[0].note).toBe("oat milk gpj");
  });

  it("leaves a note out of which nothing can be seen", async () => {
    const { placeOrder } = placing("accepted");
    store.changeNote("\u200B\u2060\u3164");
    await store.placeOrder();
    expect(placeOrder.mock.calls[0]?.[0]).toEqual({ items: [{ item_id: "latte", quantity: 1 }] });
  });

  it("leaves an empty note out", async () => {
    const { placeOrder } = placing("accepted");
    store.changeNote("   ");
    await store.placeOrder();
    expect(placeOrder.mock.calls[0]?.[0]).toEqual({ items: [{ item_id: "latte", quantity: 1 }] });
  });

  it("happens once, however often the button is pressed", async () => {
    const { placeOrder } = placing("accepted");
    await Promise.all([store.placeOrder(), store.placeOrder()]);
    expect(placeOrder).toHaveBeenCalledTimes(1);
  });

  it("does not let the basket change on its way", async () => {
    placing("accepted");
    const sent = store.placeOrder();
    store.addToBasket("espresso", "Espresso");
    expect(store.basket.value.lines).toHaveLength(1);
    await sent;
  });
});

describe("the idempotency key", () => {
  it("is the same for every try of a basket, changed or not", async () => {
    const { keys } = placing(new ApiError(0), new ApiError(503), "accepted");
    await store.placeOrder();
    await store.placeOrder();
    store.addToBasket("espresso", "Espresso");
    await store.placeOrder();
    expect(new Set(keys()).size).toBe(1);
  });

  it("is another one for the next basket", async () => {
    const { keys } = placing("accepted", "accepted");
    await store.placeOrder();
    store.addToBasket("latte", "Latte");
    await store.placeOrder();
    expect(new Set(keys()).size).toBe(2);
  });

  it("is renewed once the café says that it belongs to an earlier version of the basket", async () => {
    const { keys } = placing(reused, "accepted");
    await store.placeOrder();
    expect(store.submission.value).toMatchObject({ phase: "failed", error: reused });
    await store.placeOrder();
    expect(new Set(keys()).size).toBe(2);
  });
});

describe("a busy café", () => {
  it("is left alone for as long as it asks, then asked again under the same key", async () => {
    vi.useFakeTimers();
    const { placeOrder, keys } = placing(new ApiError(429, {}, 3), "accepted");
    await store.placeOrder();
    vi.advanceTimersByTime(2_999);
    await store.placeOrder();
    expect(placeOrder).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1);
    await store.placeOrder();
    expect(placeOrder).toHaveBeenCalledTimes(2);
    expect(new Set(keys()).size).toBe(1);
  });
});

describe("following an order", () => {
  const { order_id } = orderIn("RECEIVED");

  it("that was placed just now looks at it only after a second", async () => {
    vi.useFakeTimers();
    const readOrder = vi.fn<Api["readOrder"]>().mockResolvedValue({ order: orderIn("CONFIRMED"), etag: '"2"' });
    cafe({ placeOrder: async () => placed, readOrder });
    await store.placeOrder();
    store.openOrder(order_id);
    await vi.advanceTimersByTimeAsync(999);
    expect(readOrder).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(readOrder).toHaveBeenCalledTimes(1);
    expect(store.orderView.value).toMatchObject({ order: { status: "CONFIRMED" } });
  });

  it("that nothing is known of looks at once", () => {
    const readOrder = vi.fn<Api["readOrder"]>(() => new Promise(() => {}));
    cafe({ readOrder });
    store.openOrder("another");
    expect(readOrder).toHaveBeenCalledTimes(1);
  });
});

describe("cancelling", () => {
  const { order_id } = orderIn("RECEIVED");

  async function havingPlaced(answers: Partial<Api>): Promise<void> {
    cafe({ placeOrder: async () => placed, ...answers });
    await store.placeOrder();
  }

  it("shows the cancelled order", async () => {
    await havingPlaced({ cancelOrder: async () => orderIn("CANCELLED") });
    await store.cancelOrder(order_id);
    expect(store.orderView.value).toMatchObject({ order: { status: "CANCELLED" }, cancelling: false, notice: null });
  });

  it("that comes too late shows what the bar decided, and says so", async () => {
    await havingPlaced({
      cancelOrder: () => Promise.reject(new ApiError(409)),
      readOrder: async () => ({ order: orderIn("CONFIRMED"), etag: null }),
    });
    await store.cancelOrder(order_id);
    expect(store.orderView.value).toMatchObject({ order: { status: "CONFIRMED" }, notice: messages.order.tooLate });
  });

  it("whose answer was lost shows the cancelled order all the same", async () => {
    await havingPlaced({
      cancelOrder: () => Promise.reject(new ApiError(0)),
      readOrder: async () => ({ order: orderIn("CANCELLED"), etag: null }),
    });
    await store.cancelOrder(order_id);
    expect(store.orderView.value).toMatchObject({ order: { status: "CANCELLED" }, notice: null });
  });

  it("doesn't touch another order that the guest has opened meanwhile", async () => {
    await havingPlaced({ cancelOrder: async () => orderIn("CANCELLED"), readOrder: () => new Promise(() => {}) });
    const cancelled = store.cancelOrder(order_id);
    store.openOrder("another")();
    await cancelled;
    expect(store.orderView.value).toMatchObject({ orderId: "another", order: null });
    expect(store.announcement.value).not.toContain(messages.order.status.CANCELLED);
  });
});

describe("the history", () => {
  it("grows page by page", async () => {
    const listOrders = vi
      .fn<Api["listOrders"]>()
      .mockResolvedValueOnce({ orders: [orderIn("CONFIRMED", "b")], next_cursor: "next" })
      .mockResolvedValueOnce({ orders: [orderIn("CANCELLED", "a")], next_cursor: null });
    cafe({ listOrders });
    await store.loadHistory();
    await store.loadHistory(store.orderHistory.value.nextCursor);
    expect(store.orderHistory.value.orders.map((order) => order.order_id)).toEqual(["b", "a"]);
    expect(listOrders.mock.calls).toEqual([[null], ["next"]]);
  });

  it("keeps what it has when the next page doesn't come", async () => {
    const listOrders = vi
      .fn<Api["listOrders"]>()
      .mockResolvedValueOnce({ orders: [orderIn("CONFIRMED", "b")], next_cursor: "next" })
      .mockRejectedValueOnce(new ApiError(503));
    cafe({ listOrders });
    await store.loadHistory();
    await store.loadHistory("next");
    expect(store.orderHistory.value).toMatchObject({ nextCursor: "next", error: { status: 503 } });
    expect(store.orderHistory.value.orders).toHaveLength(1);
  });
});

describe("the menu", () => {
  it("can be asked for again after a failure", async () => {
    const readMenu = vi.fn<Api["readMenu"]>().mockRejectedValueOnce(new ApiError(0)).mockResolvedValueOnce(menu);
    cafe({ readMenu });
    await store.loadMenu();
    expect(store.menu.value.state).toBe("failed");
    await store.loadMenu();
    expect(store.menu.value).toEqual({ state: "ready", value: menu });
  });

  it("is asked for past the cache when a basket was refused", async () => {
    const readMenu = vi.fn<Api["readMenu"]>().mockResolvedValue(menu);
    cafe({ readMenu, placeOrder: () => Promise.reject(new ApiError(422)) });
    await store.placeOrder();
    expect(readMenu).toHaveBeenCalledExactlyOnceWith(true);
  });
});

it("ordering again brings the earlier drinks to the basket", async () => {
  cafe({});
  store.basket.value = emptyBasket;
  await store.orderAgain(orderIn("REJECTED"));
  expect(store.basket.value.lines).toEqual([{ item_id: "latte", quantity: 2 }]);
  expect(fakeLocation.hash).toBe("#basket");
});
