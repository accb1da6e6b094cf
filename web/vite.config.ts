import { existsSync, readFileSync } from "node:fs";
import { get } from "node:http";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { Plugin, ProxyOptions } from "vite";
import { defineConfig } from "vitest/config";

/** The running local platform, as `.local/platform.json` describes it. */
interface Platform {
  readonly site_url: string;
  readonly hosted_ui_url: string;
}

interface Headers {
  readonly content_security_policy: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly security_headers: Readonly<Record<string, string>>;
}

function read<T>(path: string): T {
  return JSON.parse(readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8")) as T;
}

function thePlatform(): Platform {
  if (!existsSync(new URL("../.local/platform.json", import.meta.url))) {
    throw new Error("The page is developed on the running platform. Start it: nox -s up");
  }
  return read<Platform>("../.local/platform.json");
}

/** The headers that CloudFront sends, from the same file. */
function headersOf({ hosted_ui_url }: Platform): Record<string, string> {
  const { content_security_policy, headers, security_headers } = read<Headers>("../modules/website/headers.json");
  const policy = content_security_policy.join("; ").replace("{hosted_ui_url}", hosted_ui_url);
  return { ...headers, ...security_headers, "Content-Security-Policy": policy };
}

/** The platform's name is only known to browsers, so it travels as Host. */
function proxyTo({ site_url }: Platform): Record<string, ProxyOptions> {
  const { host, port } = new URL(site_url);
  return { "/api": { target: `http://127.0.0.1:${port}`, headers: { host } } };
}

/** The platform's own config.json, with the development server as the place to come back to. */
function configOf({ site_url }: Platform): Plugin {
  const { host, port } = new URL(site_url);
  return {
    name: "cafe-config",
    configureServer(server) {
      server.middlewares.use("/config.json", (request, response) => {
        get({ host: "127.0.0.1", port, path: "/config.json", headers: { host } }, async (published) => {
          response.setHeader("Content-Type", "application/json");
          response.end((await text(published)).replaceAll(site_url, `http://${request.headers.host}`));
        });
      });
    },
  };
}

/** `vite` serves the sources against the running platform; signing in works on the ports that it knows. */
function development() {
  const platform = thePlatform();
  return {
    plugins: [configOf(platform)],
    server: {
      host: "localhost",
      port: 5173,
      headers: headersOf(platform),
      proxy: proxyTo(platform),
      hmr: { overlay: false },
    },
  };
}

export default defineConfig(({ command, mode }) => ({
  build: { target: "es2022", modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  ...(command === "serve" && mode !== "test" ? development() : {}),
  test: { setupFiles: ["tests/browser.ts"] },
}));
