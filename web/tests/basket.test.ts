import { describe, expect, it } from "vitest";
import * as baskets from "../src/basket.ts";
import { menu } from "./fixtures.ts";

const { emptyBasket } = baskets;
const latte = baskets.addItem(emptyBasket, "latte");

describe("a basket", () => {
  it("counts the same drink on one line", () => {
    expect(baskets.addItem(latte, "latte").lines).toEqual([{ item_id: "latte", quantity: 2 }]);
  });

  it("keeps its lines in the order they came, whatever changes", () => {
    const basket = baskets.addItem(baskets.addItem(latte, "espresso"), "latte");
    expect(basket.lines.map((line) => line.item_id)).toEqual(["latte", "espresso"]);
  });

  it("takes no more of a drink than an order may have", () => {
    const full = baskets.setQuantity(emptyBasket, "latte", baskets.limits.quantity);
    expect(baskets.addItem(full, "latte")).toBe(full);
  });

  it("takes no more lines than an order may have", () => {
    const ids = Array.from({ length: baskets.limits.lines }, (_, index) => `drink-${index}`);
    const full = ids.reduce(baskets.addItem, emptyBasket);
    expect(baskets.addItem(full, "latte")).toBe(full);
    expect(baskets.canAdd(full, "drink-0")).toBe(true);
  });

  it("drops a line that reaches zero", () => {
    expect(baskets.setQuantity(latte, "latte", 0).lines).toEqual([]);
  });

  it("cuts a note at the length that the café takes", () => {
    expect(baskets.setNote(emptyBasket, "x".repeat(300)).note).toHaveLength(200);
  });

  it("counts all drinks", () => {
    expect(baskets.countOf(baskets.setQuantity(latte, "espresso", 3))).toBe(4);
  });
});

describe("prices", () => {
  it("come from the menu, line by line", () => {
    const [line] = baskets.priceLines(baskets.addItem(latte, "latte"), menu);
    expect(line).toMatchObject({ quantity: 2, price: 760, orderable: true });
  });

  it.each(["cold-brew", "unicorn-milk"])("leave %s unorderable when it is sold out or gone", (itemId) => {
    const [line] = baskets.priceLines(baskets.addItem(emptyBasket, itemId), menu);
    expect(line?.orderable).toBe(false);
  });
});

describe("ordering again", () => {
  it("takes the earlier quantities of what the menu still has", () => {
    const earlier = [
      { item_id: "latte", quantity: 3 },
      { item_id: "cold-brew", quantity: 1 },
      { item_id: "gone", quantity: 1 },
    ];
    expect(baskets.refill(latte, earlier, menu).lines).toEqual([{ item_id: "latte", quantity: 3 }]);
  });
});

describe("the idempotency key", () => {
  const keyed = baskets.withKey(latte, () => "key-1");

  it("comes with the first attempt and stays for the next", () => {
    expect(baskets.withKey(keyed, () => "key-2").key).toBe("key-1");
  });

  it("stays when the basket changes, because an earlier attempt may have arrived", () => {
    expect(baskets.addItem(keyed, "espresso").key).toBe("key-1");
  });

  it("survives a reload with the basket", () => {
    expect(baskets.parseBasket(baskets.serializeBasket(keyed))).toEqual(keyed);
  });
});

describe("a stored basket", () => {
  it.each([null, "", "not json", "null", "[]", '{"lines":7}'])("that reads %j is an empty one", (text) => {
    expect(baskets.parseBasket(text)).toEqual(emptyBasket);
  });

  it("gives up lines that no order may have", () => {
    const lines = [
      { item_id: "latte", quantity: 1 },
      { item_id: "latte", quantity: 2 },
      { item_id: "espresso", quantity: 0 },
      { item_id: "mocha", quantity: 1.5 },
      { item_id: 7, quantity: 1 },
      null,
    ];
    const basket = baskets.parseBasket(JSON.stringify({ lines, note: 1, key: 2 }));
    expect(basket).toEqual({ lines: [{ item_id: "latte", quantity: 1 }], note: "", key: null });
  });
});
