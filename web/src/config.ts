/** Where sign-in happens: everything that differs between environments, made from Terraform's outputs. */
export interface Config {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly logout_endpoint: string;
  readonly client_id: string;
  readonly redirect_uri: string;
  readonly logout_uri: string;
  readonly scopes: readonly string[];
  readonly region: string;
}

const urls = [
  "issuer",
  "authorization_endpoint",
  "token_endpoint",
  "logout_endpoint",
  "redirect_uri",
  "logout_uri",
] as const;
const words = ["client_id", "region"] as const;

export class ConfigError extends Error {}

export async function loadConfig(fetcher: typeof fetch = fetch): Promise<Config> {
  return parseConfig(await readConfig(fetcher));
}

async function readConfig(fetcher: typeof fetch): Promise<unknown> {
  const response = await fetcher("/config.json", { cache: "no-cache" }).catch(() => {
    throw new ConfigError("/config.json could not be reached");
  });
  if (!response.ok) throw new ConfigError(`/config.json answered ${response.status}`);
  return response.json().catch(() => {
    throw new ConfigError("/config.json is not JSON");
  });
}

export function parseConfig(value: unknown): Config {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ConfigError("/config.json is not an object");
  }
  const given = value as Record<string, unknown>;
  const wrong = [
    ...urls.filter((name) => !isUrl(given[name])),
    ...words.filter((name) => !isWord(given[name])),
    ...(isListOfWords(given.scopes) ? [] : ["scopes"]),
  ];
  if (wrong.length > 0) throw new ConfigError(`/config.json lacks a usable ${wrong.join(", ")}`);
  return value as Config;
}

function isWord(value: unknown): value is string {
  return typeof value === "string" && value.length > 0;
}

function isUrl(value: unknown): boolean {
  return isWord(value) && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

function isListOfWords(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isWord);
}
