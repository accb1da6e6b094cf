import { ApiError, type OrderReading, type Status } from "./api.ts";

export const firstDelay = 1_000;
export const longestDelay = 5_000;

export function isFinal(status: Status): boolean {
  return status !== "RECEIVED";
}

export function nextDelay(delay: number): number {
  return Math.min(delay * 1.5, longestDelay);
}

export interface Watch {
  readonly read: (etag: string | null) => Promise<OrderReading>;
  /** Every answer, with the order when it is new; also a 304, which shows that the café still answers. */
  readonly onAnswer: (reading: OrderReading) => void;
  /** Every failed reading. Only a lack of answer, a 429 or a 5xx is tried again. */
  readonly onFailure: (error: ApiError) => void;
  /** Milliseconds until the first reading, when the order has just been heard of. */
  readonly wait?: number;
  readonly page?: Document;
  readonly network?: EventTarget;
}

/** Reads an order until its status is final: from 1 s apart to 5 s, not at all while the page is hidden, at once when the network is back. */
export function watchOrder({
  read,
  onAnswer,
  onFailure,
  wait = 0,
  page = document,
  network = window,
}: Watch): () => void {
  let etag: string | null = null;
  let delay = firstDelay;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reading = false;
  let over = false;

  const stop = () => {
    over = true;
    clearTimeout(timer);
    page.removeEventListener("visibilitychange", afresh);
    network.removeEventListener("online", afresh);
  };

  const again = (milliseconds: number) => {
    if (!over && !page.hidden) timer = setTimeout(poll, milliseconds);
  };

  const poll = async () => {
    reading = true;
    try {
      const answer = await read(etag);
      reading = false;
      if (over) return;
      etag = answer.etag;
      if (answer.order && isFinal(answer.order.status)) stop();
      onAnswer(answer);
      again(delay);
      delay = nextDelay(delay);
    } catch (error) {
      reading = false;
      if (over) return;
      const failure = error instanceof ApiError ? error : new ApiError(0);
      if (!isPassing(failure)) stop();
      onFailure(failure);
      again(Math.max(longestDelay, (failure.retryAfterSeconds ?? 0) * 1_000));
    }
  };

  const afresh = () => {
    clearTimeout(timer);
    if (page.hidden || reading) return;
    delay = firstDelay;
    void poll();
  };

  page.addEventListener("visibilitychange", afresh);
  network.addEventListener("online", afresh);
  if (wait > 0) again(wait);
  else void poll();
  return stop;
}

export function isPassing(error: ApiError): boolean {
  return error.status === 0 || error.status === 429 || error.status >= 500;
}
