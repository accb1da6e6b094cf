import { describe, expect, it, vi } from "vitest";
import { type ApiError, createApi } from "../src/api.ts";
import { answer, menu, orderIn, problem } from "./fixtures.ts";

const signedOut = { accessToken: async () => null, renew: async () => null };
const signedIn = { accessToken: async () => "token-1", renew: async () => "token-2" };

function apiAnswering(credentials: typeof signedOut | typeof signedIn, ...answers: readonly Response[]) {
  const fetcher = vi.fn<typeof fetch>();
  for (const response of answers) fetcher.mockResolvedValueOnce(response);
  return { api: createApi(credentials, fetcher), fetcher };
}

function headersOf(fetcher: ReturnType<typeof apiAnswering>["fetcher"], call = 0): Headers {
  return fetcher.mock.calls[call]?.[1]?.headers as Headers;
}

const failureOf = (call: Promise<unknown>) => call.catch((error: ApiError) => error) as Promise<ApiError>;

describe("the client", () => {
  it("reads the menu for anyone", async () => {
    const { api, fetcher } = apiAnswering(signedOut, answer(200, menu));
    expect(await api.readMenu()).toEqual(menu);
    expect(headersOf(fetcher).has("Authorization")).toBe(false);
  });

  it("asks for nothing personal while nobody is signed in", async () => {
    const { api, fetcher } = apiAnswering(signedOut);
    expect((await failureOf(api.listOrders(null))).status).toBe(401);
    expect(fetcher).not.toHaveBeenCalled();
  });

  it("sends an order with its key and the guest's token", async () => {
    const { api, fetcher } = apiAnswering(signedIn, answer(202, orderIn("RECEIVED")));
    await api.placeOrder({ items: [{ item_id: "latte", quantity: 1 }] }, "key-1");
    expect(headersOf(fetcher).get("Idempotency-Key")).toBe("key-1");
    expect(headersOf(fetcher).get("Authorization")).toBe("Bearer token-1");
    expect(fetcher.mock.calls[0]?.[1]?.body).toBe('{"items":[{"item_id":"latte","quantity":1}]}');
  });

  it("tries once more with a fresh token after a 401, under the same key", async () => {
    const { api, fetcher } = apiAnswering(signedIn, problem(401, {}), answer(202, orderIn("RECEIVED")));
    await api.placeOrder({ items: [] }, "key-1");
    expect(headersOf(fetcher, 1).get("Authorization")).toBe("Bearer token-2");
    expect(headersOf(fetcher, 1).get("Idempotency-Key")).toBe("key-1");
  });

  it("gives up when the fresh token is refused too", async () => {
    const { api, fetcher } = apiAnswering(signedIn, problem(401, {}), problem(401, {}));
    expect((await failureOf(api.listOrders(null))).status).toBe(401);
    expect(fetcher).toHaveBeenCalledTimes(2);
  });

  it("says with If-None-Match what it knows, and takes 304 for unchanged", async () => {
    const { api, fetcher } = apiAnswering(signedIn, answer(304, null, { ETag: '"1"' }));
    expect(await api.readOrder("k7crkm", '"1"')).toMatchObject({ order: null, etag: '"1"' });
    expect(headersOf(fetcher).get("If-None-Match")).toBe('"1"');
  });

  it("hands a page's cursor back as it came", async () => {
    const { api, fetcher } = apiAnswering(signedIn, answer(200, { orders: [], next_cursor: null }));
    await api.listOrders("a+b/c=");
    expect(fetcher.mock.calls[0]?.[0]).toBe("/api/orders?limit=20&cursor=a%2Bb%2Fc%3D");
  });
});

describe("a failure", () => {
  it("carries the problem that the café described", async () => {
    const document = { title: "Conflict", detail: "Too late.", request_id: "r-1" };
    const { api } = apiAnswering(signedIn, problem(409, document));
    expect(await failureOf(api.cancelOrder("k7crkm"))).toMatchObject({ status: 409, problem: document });
  });

  it("is still one when the answer describes nothing", async () => {
    const { api } = apiAnswering(signedOut, new Response("<html>", { status: 502 }));
    expect(await failureOf(api.readMenu())).toMatchObject({ status: 502, problem: {} });
  });

  it.each([
    ["7", 7],
    [new Date(Date.now() + 4_500).toUTCString(), expect.toSatisfy((seconds: number) => seconds >= 3 && seconds <= 5)],
    ["soon", null],
  ])("says when to come back: Retry-After %s", async (value, seconds) => {
    const { api } = apiAnswering(signedOut, problem(429, {}, { "Retry-After": value }));
    expect((await failureOf(api.readMenu())).retryAfterSeconds).toEqual(seconds);
  });

  it.each([
    ["no answer", () => Promise.reject(new TypeError("network"))],
    ["a torn answer", () => Promise.resolve(new Response('{"currency"', { status: 200 }))],
  ])("of %s has status 0: nobody knows what happened", async (_, fetcher) => {
    expect((await failureOf(createApi(signedOut, fetcher).readMenu())).status).toBe(0);
  });
});
