import { language } from "./messages.ts";

/** `minorUnits` is the API's integer amount: cents for USD, yen for JPY. */
export function formatMoney(minorUnits: number, currency: string): string {
  const format = new Intl.NumberFormat(language(), { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minorUnits / 10 ** digits);
}

export function formatTime(instant: string): string {
  return new Intl.DateTimeFormat(language(), { timeStyle: "medium" }).format(new Date(instant));
}

export function formatDay(instant: string): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: "medium", timeStyle: "short" }).format(new Date(instant));
}

/** What a guest reads out at the counter; the whole id stays in the address. */
export function shortNumber(orderId: string): string {
  return orderId.slice(0, 6).toUpperCase();
}
