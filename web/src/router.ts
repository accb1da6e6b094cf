import { signal } from "@preact/signals";

export type Route =
  | { readonly name: "menu" }
  | { readonly name: "callback" }
  | { readonly name: "orders" }
  | { readonly name: "order"; readonly orderId: string }
  | { readonly name: "not-found" };

export function parseRoute(pathname: string): Route {
  const path = pathname.replace(/\/+$/, "") || "/";
  if (path === "/") return { name: "menu" };
  if (path === "/callback") return { name: "callback" };
  if (path === "/orders") return { name: "orders" };
  const orderId = /^\/orders\/([\w-]+)$/.exec(path)?.[1];
  return orderId ? { name: "order", orderId } : { name: "not-found" };
}

export function orderPath(orderId: string): string {
  return `/orders/${encodeURIComponent(orderId)}`;
}

export const route = signal<Route>(parseRoute(location.pathname));
/** How often the guest moved: a heading takes the focus only after a move, never on the first paint. */
export const moves = signal(0);

export function navigate(path: string): void {
  history.pushState(null, "", path);
  arrive();
  scrollTo(0, 0);
}

export function replacePath(path: string): void {
  history.replaceState(null, "", path);
  arrive();
}

function arrive(): void {
  moves.value += 1;
  route.value = parseRoute(location.pathname);
}

/** Lets plain links move inside the page, and leaves new tabs, downloads and other sites to the browser. */
export function followLinks(): void {
  addEventListener("popstate", arrive);
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest("a");
    if (!link || !staysHere(link, event)) return;
    event.preventDefault();
    navigate(link.pathname + link.search);
  });
}

function staysHere(link: HTMLAnchorElement, event: MouseEvent): boolean {
  const modified = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  const inPage = link.getAttribute("href")?.startsWith("#") ?? true;
  return !event.defaultPrevented && !modified && !inPage && !link.target && link.origin === location.origin;
}
