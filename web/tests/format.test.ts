import { describe, expect, it } from "vitest";
import { formatMoney, shortNumber } from "../src/format.ts";

describe("money", () => {
  it.each([
    [240, "EUR", "€2.40"],
    [0, "USD", "$0.00"],
    [123456, "GBP", "£1,234.56"],
    [450, "JPY", "¥450"],
    [1234, "KWD", "KWD 1.234"],
  ])("of %i minor units of %s reads %s", (amount, currency, text) => {
    expect(formatMoney(amount, currency).replace("\u00a0", " ")).toBe(text);
  });
});

it("an order's short number is what can be read out at the counter", () => {
  expect(shortNumber("k7crkm2345abcdefghijklmnop")).toBe("K7CRKM");
});
