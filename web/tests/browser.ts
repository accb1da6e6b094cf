import { vi } from "vitest";
import { MemoryStorage } from "./fixtures.ts";

/** The few browser globals that the page's logic touches; the rest is proven in a real browser. */
const address = new URL("http://cafe.test/");

export const fakeLocation = {
  get pathname() {
    return address.pathname;
  },
  get search() {
    return address.search;
  },
  get hash() {
    return address.hash;
  },
  get href() {
    return address.href;
  },
  origin: address.origin,
};

const move = (_state: unknown, _title: string, path: string) => {
  address.href = new URL(path, address).href;
};

export class FakePage extends EventTarget {
  readonly documentElement = { lang: "en" };
  hidden = false;

  hide(hidden: boolean): void {
    this.hidden = hidden;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

export const page = new FakePage();

vi.stubGlobal("location", fakeLocation);
vi.stubGlobal("history", { pushState: move, replaceState: move });
vi.stubGlobal("localStorage", new MemoryStorage());
vi.stubGlobal("sessionStorage", new MemoryStorage());
vi.stubGlobal("document", page);
vi.stubGlobal("scrollTo", () => {});
vi.stubGlobal("addEventListener", () => {});
vi.stubGlobal("navigator", { onLine: true, languages: ["en"] });
vi.stubGlobal("window", new EventTarget());

const { speakPreferred } = await import("../src/messages.ts");
await speakPreferred();
