import { describe, expect, it } from "vitest";
import { loadConfig, parseConfig } from "../src/config.ts";
import { answer, config } from "./fixtures.ts";

describe("the configuration", () => {
  it("is taken as it is when everything is there", () => {
    expect(parseConfig({ ...config })).toEqual(config);
  });

  it.each([
    ["nothing", null],
    ["a list", []],
    ["a text", "config"],
  ])("is refused when it is %s", (_, value) => {
    expect(() => parseConfig(value)).toThrow("not an object");
  });

  it("says which entries are unusable", () => {
    const broken = { ...config, token_endpoint: "javascript:alert(1)", client_id: "", scopes: "openid" };
    expect(() => parseConfig(broken)).toThrow("lacks a usable token_endpoint, client_id, scopes");
  });

  it.each([
    ["is missing", () => Promise.resolve(answer(404, {})), "answered 404"],
    ["can't be reached", () => Promise.reject(new TypeError("offline")), "could not be reached"],
    ["is not JSON", () => Promise.resolve(new Response("<html>")), "is not JSON"],
  ])("is refused when the file %s", async (_, fetcher, reason) => {
    await expect(loadConfig(fetcher)).rejects.toThrow(reason);
  });
});
