import { describe, expect, it } from "vitest";
import { ApiError } from "../src/api.ts";
import { explainFailure } from "../src/failures.ts";
import { messages } from "../src/messages.ts";

const words = messages.failure;

describe("a guest reads", () => {
  it.each([
    [0, words.unreachable, true],
    [400, words.badRequest, false],
    [401, words.expired, false],
    [403, words.forbidden, false],
    [409, words.conflict, false],
    [413, words.tooLarge, false],
    [422, words.refused, false],
    [429, words.busy, true],
    [500, words.broken, true],
    [503, words.broken, true],
  ])("about a %i what it means for the order", (status, summary, retriable) => {
    expect(explainFailure(new ApiError(status))).toMatchObject({ summary, retriable });
  });

  it("which drink is refused, by its name", () => {
    const errors = [{ pointer: "#/items/1/item_id", detail: "is sold out" }];
    const error = new ApiError(422, { type: "/problems/items-not-orderable", errors });
    expect(explainFailure(error, ["Latte", "Cold brew"]).details).toEqual(["Cold brew is sold out."]);
  });

  it("the café's own sentence where no part of the order is pointed at", () => {
    expect(explainFailure(new ApiError(400, { detail: "The body is not JSON." })).details).toEqual([
      "The body is not JSON.",
    ]);
  });

  it("that an earlier version of the basket was taken, when its key was", () => {
    const error = new ApiError(422, { type: "/problems/idempotency-key-reused", detail: "The key was used." });
    expect(explainFailure(error)).toMatchObject({ summary: words.keyReused, details: [] });
  });

  it("a reference for the café only when the fault is the café's", () => {
    expect(explainFailure(new ApiError(500, { request_id: "r-1" })).reference).toBe("r-1");
    expect(explainFailure(new ApiError(400, { request_id: "r-1" })).reference).toBeUndefined();
  });
});
