import { describe, expect, it } from "vitest";
import { navigate, orderPath, parseRoute, route } from "../src/router.ts";

describe("an address", () => {
  it.each([
    ["/", { name: "menu" }],
    ["/callback", { name: "callback" }],
    ["/orders", { name: "orders" }],
    ["/orders/", { name: "orders" }],
    ["/orders/k7crkm", { name: "order", orderId: "k7crkm" }],
    ["/orders/k7crkm/extra", { name: "not-found" }],
    ["/orders/<script>", { name: "not-found" }],
    ["/menu", { name: "not-found" }],
  ])("%s leads to its view", (path, expected) => {
    expect(parseRoute(path)).toEqual(expected);
  });

  it("of an order leads back to that order", () => {
    expect(parseRoute(orderPath("k7crkm"))).toEqual({ name: "order", orderId: "k7crkm" });
  });

  it("changes the view when the guest moves", () => {
    navigate("/orders/k7crkm");
    expect(route.value).toEqual({ name: "order", orderId: "k7crkm" });
    navigate("/#basket");
    expect(route.value).toEqual({ name: "menu" });
  });
});
