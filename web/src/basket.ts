import type { Menu, MenuItem } from "./api.ts";

/**
 * What the guest is about to order, as it is kept in the browser. `key` is the Idempotency-Key under which this basket
 * is sent: it appears with the first attempt and stays through retries, changes, sign-in and reloads until the café
 * has accepted the basket, so that no answer lost on the way can turn into a second order.
 */
export interface Basket {
  readonly lines: readonly BasketLine[];
  readonly note: string;
  readonly key: string | null;
}

export interface BasketLine {
  readonly item_id: string;
  readonly quantity: number;
}

export interface PricedLine extends BasketLine {
  readonly item: MenuItem | undefined;
  readonly orderable: boolean;
  readonly price: number;
}

export const limits = { lines: 20, quantity: 20, note: 200 } as const;
export const emptyBasket: Basket = { lines: [], note: "", key: null };

export function quantityOf(basket: Basket, itemId: string): number {
  return basket.lines.find((line) => line.item_id === itemId)?.quantity ?? 0;
}

export function countOf(basket: Basket): number {
  return basket.lines.reduce((sum, line) => sum + line.quantity, 0);
}

export function canAdd(basket: Basket, itemId: string): boolean {
  const quantity = quantityOf(basket, itemId);
  return quantity > 0 ? quantity < limits.quantity : basket.lines.length < limits.lines;
}

export function addItem(basket: Basket, itemId: string): Basket {
  return canAdd(basket, itemId) ? setQuantity(basket, itemId, quantityOf(basket, itemId) + 1) : basket;
}

export function setQuantity(basket: Basket, itemId: string, quantity: number): Basket {
  const line = { item_id: itemId, quantity };
  const known = basket.lines.some((other) => other.item_id === itemId);
  const lines = known
    ? basket.lines.map((other) => (other.item_id === itemId ? line : other))
    : [...basket.lines, line];
  return { ...basket, lines: lines.filter((other) => other.quantity > 0) };
}

export function setNote(basket: Basket, note: string): Basket {
  return { ...basket, note: note.slice(0, limits.note) };
}

export function withKey(basket: Basket, makeKey: () => string): Basket & { readonly key: string } {
  return { ...basket, key: basket.key ?? makeKey() };
}

export function withoutKey(basket: Basket): Basket {
  return { ...basket, key: null };
}

export function priceLines(basket: Basket, menu: Menu): readonly PricedLine[] {
  return basket.lines.map((line) => {
    const item = menu.items.find((candidate) => candidate.item_id === line.item_id);
    return { ...line, item, orderable: item?.available ?? false, price: (item?.unit_price ?? 0) * line.quantity };
  });
}

/** Puts an earlier order's drinks into the basket, as far as the menu still has them. */
export function refill(basket: Basket, lines: readonly BasketLine[], menu: Menu): Basket {
  const available = new Set(menu.items.filter((item) => item.available).map((item) => item.item_id));
  return lines
    .filter((line) => available.has(line.item_id))
    .reduce((filled, line) => setQuantity(filled, line.item_id, line.quantity), basket);
}

export function nameOf(line: PricedLine): string {
  return line.item?.name ?? line.item_id;
}

export function serializeBasket(basket: Basket): string {
  return JSON.stringify(basket);
}

/** A stored basket may come from an older version of the page or from a curious guest: take only what fits. */
export function parseBasket(text: string | null): Basket {
  try {
    const stored = JSON.parse(text ?? "") as Partial<Basket>;
    return {
      lines: (stored.lines ?? []).filter(isLine).slice(0, limits.lines),
      note: typeof stored.note === "string" ? stored.note.slice(0, limits.note) : "",
      key: typeof stored.key === "string" && stored.key ? stored.key : null,
    };
  } catch {
    return emptyBasket;
  }
}

function isLine(line: unknown, index: number, lines: readonly unknown[]): line is BasketLine {
  const { item_id, quantity } = (line ?? {}) as Partial<BasketLine>;
  const firstOfItsKind = lines.findIndex((other) => (other as BasketLine | null)?.item_id === item_id) === index;
  return typeof item_id === "string" && Number.isInteger(quantity) && isQuantity(quantity ?? 0) && firstOfItsKind;
}

function isQuantity(quantity: number): boolean {
  return quantity >= 1 && quantity <= limits.quantity;
}
