import { computed, effect, signal } from "@preact/signals";
import {
  type Api,
  ApiError,
  type Menu,
  type Order,
  type OrderReading,
  type OrderRequest,
  type PlacedOrder,
} from "./api.ts";
import * as baskets from "./basket.ts";
import { isKeyReused } from "./failures.ts";
import { shortNumber } from "./format.ts";
import { messages } from "./messages.ts";
import { firstDelay, isFinal, watchOrder } from "./order_watch.ts";
import { navigate, orderPath } from "./router.ts";
import { type Session, sessionState } from "./session.ts";

/** The page's whole state, and everything that changes it. Components read the signals and call the functions. */

export type Loadable<T> =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly value: T }
  | { readonly state: "failed"; readonly error: ApiError };

export type Submission =
  | { readonly phase: "idle" }
  | { readonly phase: "sending" }
  | { readonly phase: "failed"; readonly error: ApiError; readonly retryAt: number };

export interface OrderView {
  readonly orderId: string;
  readonly order: Order | null;
  readonly correlationId: string | null;
  readonly openedAt: number;
  readonly heardAt: number;
  readonly error: ApiError | null;
  readonly cancelling: boolean;
  readonly notice: string | null;
}

export interface History {
  readonly orders: readonly Order[];
  readonly nextCursor: string | null;
  readonly loading: boolean;
  readonly error: ApiError | null;
}

const basketKey = "cafe-orders.basket";
const defaultWaitSeconds = 5;

export const menu = signal<Loadable<Menu>>({ state: "loading" });
export const basket = signal(baskets.parseBasket(localStorage.getItem(basketKey)));
export const submission = signal<Submission>({ phase: "idle" });
export const orderView = signal<OrderView | null>(null);
export const emptyHistory: History = { orders: [], nextCursor: null, loading: true, error: null };
export const orderHistory = signal<History>(emptyHistory);
export const announcement = signal("");
export const online = signal(navigator.onLine);
export const basketCount = computed(() => baskets.countOf(basket.value));

/** The time in milliseconds; it ticks each second, and only while somebody looks at it. */
export const now = signal(Date.now(), {
  watched() {
    now.value = Date.now();
    ticking = setInterval(() => {
      now.value = Date.now();
    }, 1_000);
  },
  unwatched() {
    clearInterval(ticking);
  },
});
let ticking: ReturnType<typeof setInterval> | undefined;

let api: Api;
let session: Session;
let otherTabs: BroadcastChannel | undefined;

export function connect(parts: { readonly api: Api; readonly session: Session }): void {
  ({ api, session } = parts);
}

export function keepInStep(): void {
  effect(() => localStorage.setItem(basketKey, baskets.serializeBasket(basket.value)));
  addEventListener("storage", (event) => {
    if (event.key === basketKey) basket.value = baskets.parseBasket(event.newValue);
  });
  otherTabs = new BroadcastChannel("cafe-orders.session");
  otherTabs.onmessage = forgottenElsewhere;
  addEventListener("online", () => connectionChanged(true));
  addEventListener("offline", () => connectionChanged(false));
}

function connectionChanged(isOnline: boolean): void {
  online.value = isOnline;
  if (isOnline && menu.value.state === "failed") void loadMenu();
}

export function announce(text: string): void {
  announcement.value = text;
}

export async function loadMenu(): Promise<void> {
  menu.value = { state: "loading" };
  try {
    menu.value = { state: "ready", value: await api.readMenu() };
  } catch (error) {
    menu.value = { state: "failed", error: asApiError(error) };
  }
}

/** The basket was refused, so something may have sold out since the menu came. */
async function refreshMenu(): Promise<void> {
  const value = await api.readMenu(true).catch(() => null);
  if (value) menu.value = { state: "ready", value };
}

export function addToBasket(itemId: string, name: string): void {
  changeBasket(baskets.addItem(basket.value, itemId));
  announce(messages.menu.added(name, baskets.quantityOf(basket.value, itemId)));
}

export function changeQuantity(itemId: string, name: string, quantity: number): void {
  changeBasket(baskets.setQuantity(basket.value, itemId, quantity));
  announce(quantity > 0 ? messages.menu.added(name, quantity) : messages.basket.removed(name));
}

export function changeNote(note: string): void {
  changeBasket(baskets.setNote(basket.value, note));
}

/** A basket on its way is not changed; a failure is about the basket as it was. */
function changeBasket(changed: baskets.Basket): void {
  if (submission.value.phase === "sending") return;
  basket.value = changed;
  if (submission.value.phase === "failed" && !isWaiting(submission.value)) submission.value = { phase: "idle" };
}

function isWaiting(failed: { readonly retryAt: number }): boolean {
  return failed.retryAt > Date.now();
}

export async function placeOrder(): Promise<void> {
  const current = submission.value;
  if (!online.value) return;
  if (current.phase === "sending" || (current.phase === "failed" && isWaiting(current))) return;
  const sent = baskets.withKey(basket.value, () => crypto.randomUUID());
  basket.value = sent;
  submission.value = { phase: "sending" };
  try {
    accepted(await api.placeOrder(requestOf(sent), sent.key));
  } catch (error) {
    refused(asApiError(error));
  }
}

/** The note is one line of text: the API takes nothing that controls how it is shown, and nothing invisible. */
const unprintable = /[\p{Cc}\u2028-\u202E\u2066-\u2069\uFFF9-\uFFFF]+/gu;
const visible = /[^\s\p{Default_Ignorable_Code_Point}\u2800]/u;

function requestOf({ lines, note }: baskets.Basket): OrderRequest {
  const line = note.replace(unprintable, " ").trim();
  return { items: lines, ...(visible.test(line) && { note: line }) };
}

function accepted({ order, correlationId }: PlacedOrder): void {
  basket.value = baskets.emptyBasket;
  submission.value = { phase: "idle" };
  orderView.value = { ...freshView(order.order_id), correlationId };
  show(order);
  navigate(orderPath(order.order_id));
}

function refused(error: ApiError): void {
  const wait = error.status === 429 ? (error.retryAfterSeconds ?? defaultWaitSeconds) : (error.retryAfterSeconds ?? 0);
  if (isKeyReused(error.status, error.problem)) basket.value = baskets.withoutKey(basket.value);
  if (error.status === 422) void refreshMenu();
  submission.value = { phase: "failed", error, retryAt: Date.now() + wait * 1_000 };
}

/** Follows an order until it is decided; the answer stops that. */
export function openOrder(orderId: string): () => void {
  if (orderView.value?.orderId !== orderId) orderView.value = freshView(orderId);
  return watchOrder({
    wait: isJustPlaced(orderView.value) ? firstDelay : 0,
    read: (etag) => api.readOrder(orderId, etag),
    onAnswer: (reading) => heard(orderId, reading),
    onFailure: (error) => changeView(orderId, { error }),
  });
}

function heard(orderId: string, { order, correlationId = null }: OrderReading): void {
  changeView(orderId, { heardAt: Date.now(), error: null });
  if (!orderView.value?.correlationId) changeView(orderId, { correlationId });
  if (order) show(order);
}

/** Looking at once would show what the answer to the order has just said. */
function isJustPlaced(view: OrderView | null): boolean {
  return view?.order != null && !isFinal(view.order.status) && Date.now() - view.heardAt < firstDelay;
}

export async function cancelOrder(orderId: string): Promise<void> {
  if (orderView.value?.cancelling) return;
  changeView(orderId, { cancelling: true, notice: null });
  try {
    show(await api.cancelOrder(orderId));
  } catch (error) {
    await cancelRefused(orderId, asApiError(error));
  }
  changeView(orderId, { cancelling: false });
}

async function cancelRefused(orderId: string, error: ApiError): Promise<void> {
  const notice = error.status === 409 ? messages.order.tooLate : messages.order.cancelFailed;
  const { order } = await api.readOrder(orderId, null).catch(() => ({ order: null }));
  if (order) show(order);
  if (order?.status !== "CANCELLED") changeView(orderId, { notice });
}

function freshView(orderId: string): OrderView {
  const openedAt = Date.now();
  const unknown = { order: null, correlationId: null, error: null, notice: null };
  return { ...unknown, orderId, openedAt, heardAt: openedAt, cancelling: false };
}

/** An answer that comes after the guest has moved on to another order changes nothing. */
function changeView(orderId: string, change: Partial<OrderView>): void {
  if (orderView.value?.orderId === orderId) orderView.value = { ...orderView.value, ...change };
}

/** Shows an order unless a newer state of it is on the page: answers may overtake each other. */
function show(order: Order): void {
  const view = orderView.value;
  if (view?.orderId !== order.order_id) return;
  const known = view.order;
  const latest = known && known.history.length > order.history.length ? known : order;
  changeView(order.order_id, { order: latest, heardAt: Date.now(), error: null });
  if (known?.status !== latest.status) announce(messages.order.announced(shortNumber(order.order_id), latest.status));
}

export async function loadHistory(cursor: string | null = null): Promise<void> {
  const before = cursor ? orderHistory.value.orders : [];
  orderHistory.value = { ...orderHistory.value, orders: before, loading: true, error: null };
  try {
    const page = await api.listOrders(cursor);
    orderHistory.value = {
      orders: [...before, ...page.orders],
      nextCursor: page.next_cursor,
      loading: false,
      error: null,
    };
  } catch (error) {
    orderHistory.value = { ...orderHistory.value, loading: false, error: asApiError(error) };
  }
}

export async function orderAgain(order: Order): Promise<void> {
  if (menu.value.state !== "ready") await loadMenu();
  if (menu.value.state !== "ready") return navigate("/");
  changeBasket(baskets.refill(basket.value, order.items, menu.value.value));
  announce(messages.order.refilled);
  navigate("/#basket");
}

/** Why signing in can't even begin: the site's configuration, or the way to it. */
export const signInProblem = signal<string | null>(null);

export async function signIn(returnPath: string): Promise<void> {
  signInProblem.value = null;
  await session.signIn(returnPath).catch((error: unknown) => {
    signInProblem.value = error instanceof Error ? error.message : String(error);
  });
}

/** Forgets this guest in every tab: tokens, basket and what was on the page. */
export function signOut(): void {
  forgetGuest();
  otherTabs?.postMessage("signed-out");
  session.signOut();
}

function forgottenElsewhere(): void {
  forgetGuest();
  session.forget();
  announce(messages.site.signedOutElsewhere);
}

function forgetGuest(): void {
  basket.value = baskets.emptyBasket;
  orderView.value = null;
  orderHistory.value = emptyHistory;
}

export const signedIn = computed(() => sessionState.value === "signed-in");

function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError(0);
}
