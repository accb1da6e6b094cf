import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError, type OrderReading } from "../src/api.ts";
import { watchOrder } from "../src/order_watch.ts";
import { FakePage } from "./browser.ts";
import { orderIn } from "./fixtures.ts";

const received: OrderReading = { order: orderIn("RECEIVED"), etag: '"1"' };
const unchanged: OrderReading = { order: null, etag: '"1"' };
const confirmed: OrderReading = { order: orderIn("CONFIRMED"), etag: '"2"' };

function watching(read: (etag: string | null) => Promise<OrderReading>, wait = 0) {
  const page = new FakePage();
  const reads = vi.fn(read);
  const onAnswer = vi.fn();
  const onFailure = vi.fn();
  const stop = watchOrder({ read: reads, onAnswer, onFailure, wait, page: page as unknown as Document });
  return { page, reads, onAnswer, onFailure, stop };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("watching an order", () => {
  it("reads at once, then from 1 s to 5 s apart", async () => {
    const { reads } = watching(async () => unchanged);
    const seen: number[] = [];
    for (const wait of [0, 1_000, 1_500, 2_250, 3_375, 5_000, 5_000]) {
      await vi.advanceTimersByTimeAsync(wait);
      seen.push(reads.mock.calls.length);
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it("waits with the first reading when the order has just been heard of", async () => {
    const { reads } = watching(async () => confirmed, 1_000);
    await vi.advanceTimersByTimeAsync(999);
    expect(reads).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(reads).toHaveBeenCalledTimes(1);
  });

  it("asks only for what changed since the last answer", async () => {
    const { reads } = watching(async (etag) => (etag ? unchanged : received));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(reads.mock.calls).toEqual([[null], ['"1"']]);
  });

  it("stops at a decision", async () => {
    const { reads, onAnswer } = watching(async () => confirmed);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(reads).toHaveBeenCalledTimes(1);
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith(confirmed);
  });

  it("rests while the page is hidden, and reads at once when it is back", async () => {
    const { page, reads } = watching(async () => unchanged);
    await vi.advanceTimersByTimeAsync(0);
    page.hide(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(reads).toHaveBeenCalledTimes(1);
    page.hide(false);
    await vi.advanceTimersByTimeAsync(0);
    expect(reads).toHaveBeenCalledTimes(2);
  });

  it.each([0, 429, 503])("keeps trying, slower, after a %i", async (status) => {
    const { reads, onFailure } = watching(async () => {
      throw new ApiError(status);
    });
    await vi.advanceTimersByTimeAsync(4_999);
    expect(reads).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(reads).toHaveBeenCalledTimes(2);
    expect(onFailure).toHaveBeenCalledTimes(2);
  });

  it("waits as long as a busy café asks for", async () => {
    const { reads } = watching(async () => {
      throw new ApiError(429, {}, 20);
    });
    await vi.advanceTimersByTimeAsync(19_999);
    expect(reads).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(reads).toHaveBeenCalledTimes(2);
  });

  it.each([401, 404])("gives up after a %i", async (status) => {
    const { reads } = watching(async () => {
      throw new ApiError(status);
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(reads).toHaveBeenCalledTimes(1);
  });

  it("tells nothing more once it was stopped", async () => {
    const { stop, onAnswer } = watching(async () => received);
    stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(onAnswer).not.toHaveBeenCalled();
  });
});
