import type { Api, Menu, Order, Status } from "../src/api.ts";
import type { Config } from "../src/config.ts";

export const config: Config = {
  issuer: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_pool",
  authorization_endpoint: "http://localhost:4566/oauth2/authorize",
  token_endpoint: "http://localhost:4566/oauth2/token",
  logout_endpoint: "http://localhost:4566/logout",
  client_id: "page",
  redirect_uri: "http://cafe.cloudfront.localhost:4566/callback",
  logout_uri: "http://cafe.cloudfront.localhost:4566/",
  scopes: ["openid", "email", "orders/read", "orders/write"],
  region: "us-east-1",
};

export const menu: Menu = {
  currency: "EUR",
  items: [
    { item_id: "latte", name: "Latte", description: "Milky.", unit_price: 380, available: true },
    { item_id: "espresso", name: "Espresso", description: "Short.", unit_price: 240, available: true },
    { item_id: "cold-brew", name: "Cold brew", description: "Cold.", unit_price: 420, available: false },
  ],
};

export function orderIn(status: Status, order_id = "abcdefghijklmnopqrstuvwxyz"): Order {
  const received = { status: "RECEIVED" as const, at: "2026-01-01T08:00:00.000Z" };
  const decided = { status, at: "2026-01-01T08:00:02.000Z" };
  return {
    order_id,
    status,
    items: [{ item_id: "latte", name: "Latte", quantity: 2, unit_price: 380 }],
    total: 760,
    currency: "EUR",
    note: null,
    created_at: received.at,
    updated_at: decided.at,
    history: status === "RECEIVED" ? [received] : [received, decided],
  };
}

/** A café that answers nothing but what a test gives it. */
export function fakeApi(answers: Partial<Api> = {}): Api {
  const unexpected = () => Promise.reject(new Error("this test expects no such call"));
  return {
    readMenu: () => Promise.resolve(menu),
    placeOrder: unexpected,
    listOrders: unexpected,
    readOrder: unexpected,
    cancelOrder: unexpected,
    ...answers,
  };
}

export function answer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(status === 304 ? null : JSON.stringify(body), { status, headers });
}

export function problem(status: number, document: object, headers: Record<string, string> = {}): Response {
  return answer(status, document, { "Content-Type": "application/problem+json", ...headers });
}

export class MemoryStorage implements Storage {
  readonly #items = new Map<string, string>();
  get length(): number {
    return this.#items.size;
  }
  clear(): void {
    this.#items.clear();
  }
  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }
  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null;
  }
  removeItem(key: string): void {
    this.#items.delete(key);
  }
  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }
}
