export interface MenuItem {
  readonly item_id: string;
  readonly name: string;
  readonly description: string;
  readonly unit_price: number;
  readonly available: boolean;
}

export interface Menu {
  readonly currency: string;
  readonly items: readonly MenuItem[];
}

export type Status = "RECEIVED" | "CONFIRMED" | "REJECTED" | "CANCELLED";

export interface OrderLine {
  readonly item_id: string;
  readonly name: string;
  readonly quantity: number;
  readonly unit_price: number;
}

export interface Order {
  readonly order_id: string;
  readonly status: Status;
  readonly items: readonly OrderLine[];
  readonly total: number;
  readonly currency: string;
  readonly note: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly history: readonly { readonly status: Status; readonly at: string }[];
  readonly rejection_reason?: string;
}

export interface OrderPage {
  readonly orders: readonly Order[];
  readonly next_cursor: string | null;
}

export interface OrderRequest {
  readonly items: readonly { readonly item_id: string; readonly quantity: number }[];
  readonly note?: string;
}

/** RFC 9457, as far as the page reads it. */
export interface Problem {
  readonly type?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly request_id?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** The one error of this client. `status` is 0 when no answer came, so nobody knows whether the call took effect. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem = {},
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(problem.detail ?? problem.title ?? `status ${status}`);
  }
}

/** `order` is null when the server says that nothing changed since `etag`. */
export interface OrderReading {
  readonly order: Order | null;
  readonly etag: string | null;
  readonly correlationId?: string | null;
}

export interface PlacedOrder {
  readonly order: Order;
  /** Names all that the request caused, in every log. */
  readonly correlationId: string | null;
}

export interface Credentials {
  /** The current access token, or null when nobody is signed in. */
  accessToken(): Promise<string | null>;
  /** Called once after a 401: a fresh token, or null when the session is over. */
  renew(): Promise<string | null>;
}

export interface Api {
  /** `fresh` asks past the browser's cache. */
  readMenu(fresh?: boolean): Promise<Menu>;
  placeOrder(request: OrderRequest, idempotencyKey: string): Promise<PlacedOrder>;
  listOrders(cursor: string | null): Promise<OrderPage>;
  readOrder(orderId: string, etag: string | null): Promise<OrderReading>;
  cancelOrder(orderId: string): Promise<Order>;
}

const timeoutMilliseconds = 15_000;

export function createApi(credentials: Credentials, fetcher: typeof fetch = fetch): Api {
  const asGuest = (path: string, init: RequestInit = {}) => send(fetcher, path, init, null);

  const asCustomer = async (path: string, init: RequestInit = {}) => {
    const token = await credentials.accessToken().catch(noAnswer);
    if (token === null) throw new ApiError(401);
    return send(fetcher, path, init, token).catch(async (error: unknown) => {
      const renewed =
        error instanceof ApiError && error.status === 401 ? await credentials.renew().catch(noAnswer) : null;
      if (renewed === null) throw error;
      return send(fetcher, path, init, renewed);
    });
  };

  return {
    readMenu: async (fresh = false) => json<Menu>(await asGuest("/api/menu", { cache: fresh ? "reload" : "default" })),
    placeOrder: async (request, idempotencyKey) => {
      const response = await asCustomer("/api/orders", {
        method: "POST",
        headers: { "Content-Type": "application/json", "Idempotency-Key": idempotencyKey },
        body: JSON.stringify(request),
      });
      return { order: await json<Order>(response), correlationId: correlationIdOf(response) };
    },
    listOrders: async (cursor) =>
      json<OrderPage>(
        await asCustomer(`/api/orders?${new URLSearchParams({ limit: "20", ...(cursor && { cursor }) })}`),
      ),
    readOrder: async (orderId, etag) => {
      const response = await asCustomer(ordersPath(orderId), etag ? { headers: { "If-None-Match": etag } } : {});
      const changed = response.status !== 304;
      return {
        order: changed ? await json<Order>(response) : null,
        etag: response.headers.get("ETag") ?? etag,
        correlationId: correlationIdOf(response),
      };
    },
    cancelOrder: async (orderId) => json<Order>(await asCustomer(`${ordersPath(orderId)}/cancel`, { method: "POST" })),
  };
}

function correlationIdOf(response: Response): string | null {
  return response.headers.get("X-Correlation-Id");
}

function ordersPath(orderId: string): string {
  return `/api/orders/${encodeURIComponent(orderId)}`;
}

async function send(fetcher: typeof fetch, path: string, init: RequestInit, token: string | null): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set("Accept", "application/json, application/problem+json");
  if (token) headers.set("Authorization", `Bearer ${token}`);
  const response = await fetcher(path, {
    ...init,
    headers,
    cache: token ? "no-store" : (init.cache ?? "default"),
    signal: AbortSignal.timeout(timeoutMilliseconds),
  }).catch(noAnswer);
  if (response.ok || response.status === 304) return response;
  throw new ApiError(response.status, await problemOf(response), retryAfterOf(response));
}

async function json<T>(response: Response): Promise<T> {
  return response.json().catch(noAnswer) as Promise<T>;
}

function noAnswer(): never {
  throw new ApiError(0);
}

async function problemOf(response: Response): Promise<Problem> {
  const described = response.headers.get("Content-Type")?.startsWith("application/problem+json");
  return described ? ((await response.json().catch(() => ({}))) as Problem) : {};
}

/** Retry-After is a number of seconds or a date (RFC 9110, 10.2.3). */
function retryAfterOf(response: Response): number | null {
  const value = response.headers.get("Retry-After");
  if (!value) return null;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds)) : null;
}
