import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ProxyOptions } from "vite";
import { defineConfig } from "vitest/config";

const platformFile = fileURLToPath(new URL("../.local/platform.json", import.meta.url));

/** `npm run dev` shows the running local platform's menu: its name is only known to browsers, so it travels as Host. Signing in leads to the published page, whose address alone is registered. */
function localPlatform(): Record<string, ProxyOptions> {
  if (!existsSync(platformFile)) return {};
  const { site_url } = JSON.parse(readFileSync(platformFile, "utf8")) as { site_url: string };
  const { host, port } = new URL(site_url);
  const proxied = { target: `http://127.0.0.1:${port}`, headers: { host } };
  return { "/api": proxied, "/config.json": proxied };
}

export default defineConfig(({ command }) => ({
  build: { target: "es2022", modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  server: { host: "127.0.0.1", proxy: command === "serve" ? localPlatform() : {} },
  test: { setupFiles: ["tests/browser.ts"] },
}));
