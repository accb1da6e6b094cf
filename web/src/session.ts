import { signal } from "@preact/signals";
import * as oauth from "oauth4webapi";
import type { Credentials } from "./api.ts";
import { type Config, ConfigError } from "./config.ts";
import type { Messages } from "./messages/en.ts";

/**
 * Who is signed in. Tokens live in this module's memory only; sessionStorage holds what a round trip to the hosted UI
 * needs, and afterwards nothing but the hint that this tab was signed in.
 */
export type SessionState = "signed-out" | "signed-in" | "expired";

export interface Session extends Credentials {
  /** Leaves for the hosted UI; the guest comes back to `returnPath`. */
  signIn(returnPath: string): Promise<void>;
  /** Leaves for the hosted UI only when this tab was signed in before it was reloaded, and never twice in a row. */
  resume(returnPath: string): Promise<boolean>;
  /** Ends the round trip: checks the answer, takes the tokens, and tells where the guest wanted to be; null on failure. */
  completeSignIn(answer: URL): Promise<string | null>;
  /** Ends the session in this tab only: another one has ended the hosted UI's. */
  forget(): void;
  signOut(): void;
}

/** The key of the sentence that explains it, and the identity provider's own words where it sent any. */
export interface SignInFailure {
  readonly reason: keyof Messages["signIn"]["reasons"];
  readonly said: string | null;
}

interface RoundTrip {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
  readonly returnPath: string;
}

interface Tokens {
  readonly access: string;
  readonly refresh: string | undefined;
  readonly expiresAt: number;
}

export interface Surroundings {
  readonly storage: Storage;
  readonly leaveFor: (address: string) => void;
  readonly fetcher: typeof fetch;
  readonly now: () => number;
}

export const sessionState = signal<SessionState>("signed-out");
export const signedInEmail = signal("");
export const signInFailure = signal<SignInFailure | null>(null);

const roundTripKey = "cafe-orders.sign-in";
const hintKey = "cafe-orders.was-signed-in";
const renewBefore = 30_000;

const browser: Surroundings = {
  storage: sessionStorage,
  leaveFor: (address) => location.assign(address),
  fetcher: (...request) => fetch(...request),
  now: Date.now,
};

export function createSession(
  opened: Promise<Config>,
  { storage, leaveFor, fetcher, now }: Surroundings = browser,
): Session {
  const provider = opened.then((config) => providerOf(config, fetcher));
  provider.catch(() => {});
  let tokens: Tokens | null = null;
  let renewal: Promise<string | null> | null = null;

  const accept = (answer: oauth.TokenEndpointResponse): string => {
    tokens = {
      access: answer.access_token,
      refresh: answer.refresh_token ?? tokens?.refresh,
      expiresAt: now() + (answer.expires_in ?? 300) * 1_000,
    };
    const email = oauth.getValidatedIdTokenClaims(answer)?.email;
    if (typeof email === "string") signedInEmail.value = email;
    sessionState.value = "signed-in";
    storage.setItem(hintKey, "1");
    return tokens.access;
  };

  const forget = (): void => {
    tokens = null;
    sessionState.value = "signed-out";
    storage.removeItem(hintKey);
  };

  const expire = (): null => {
    tokens = null;
    sessionState.value = "expired";
    return null;
  };

  const refresh = async (): Promise<string | null> => {
    if (!tokens?.refresh) return expire();
    try {
      const { server, client, options } = await provider;
      const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), tokens.refresh, options);
      return accept(await oauth.processRefreshTokenResponse(server, client, response));
    } catch (error) {
      if (error instanceof oauth.ResponseBodyError) return expire();
      throw error;
    }
  };

  const renew = (): Promise<string | null> => {
    renewal ??= refresh().finally(() => {
      renewal = null;
    });
    return renewal;
  };

  const signIn = async (returnPath: string): Promise<void> => {
    const trip: RoundTrip = {
      verifier: oauth.generateRandomCodeVerifier(),
      state: oauth.generateRandomState(),
      nonce: oauth.generateRandomNonce(),
      returnPath,
    };
    const config = await opened;
    storage.removeItem(hintKey);
    storage.setItem(roundTripKey, JSON.stringify(trip));
    leaveFor(authorizationUrl(config, trip, await oauth.calculatePKCECodeChallenge(trip.verifier)));
  };

  const redeem = async (answer: URL, trip: RoundTrip): Promise<oauth.TokenEndpointResponse> => {
    const { config, server, client, options } = await provider;
    const parameters = oauth.validateAuthResponse(server, client, answer, trip.state);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      parameters,
      config.redirect_uri,
      trip.verifier,
      options,
    );
    return oauth.processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: trip.nonce,
      requireIdToken: true,
    });
  };

  return {
    signIn,
    renew,
    resume: async (returnPath) => {
      if (!storage.getItem(hintKey) || !navigator.onLine) return false;
      await signIn(returnPath);
      return true;
    },
    completeSignIn: async (answer) => {
      try {
        const trip = takeRoundTrip(storage);
        if (!trip) {
          signInFailure.value = { reason: "unasked", said: null };
          return null;
        }
        accept(await redeem(answer, trip));
        return trip.returnPath;
      } catch (error) {
        signInFailure.value = failureOf(error);
        return null;
      }
    },
    accessToken: async () => {
      if (!tokens) return null;
      return now() < tokens.expiresAt - renewBefore ? tokens.access : renew();
    },
    forget,
    signOut: () => {
      forget();
      void opened.then((config) => leaveFor(logoutUrl(config)));
    },
  };
}

export function authorizationUrl(
  config: Config,
  trip: Pick<RoundTrip, "state" | "nonce">,
  codeChallenge: string,
): string {
  return withParameters(config.authorization_endpoint, {
    response_type: "code",
    client_id: config.client_id,
    redirect_uri: config.redirect_uri,
    scope: config.scopes.join(" "),
    state: trip.state,
    nonce: trip.nonce,
    code_challenge: codeChallenge,
    code_challenge_method: "S256",
  });
}

/** Cognito's own form of logout, not OIDC's ("Logout endpoint" in the Cognito developer guide). */
export function logoutUrl(config: Config): string {
  return withParameters(config.logout_endpoint, { client_id: config.client_id, logout_uri: config.logout_uri });
}

/** Plain http is for the platform on one's own machine only. */
export function isLoopback(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === "http:" && /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

function withParameters(address: string, parameters: Record<string, string>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

function providerOf(config: Config, fetcher: typeof fetch) {
  const server: oauth.AuthorizationServer = {
    issuer: config.issuer,
    authorization_endpoint: config.authorization_endpoint,
    token_endpoint: config.token_endpoint,
  };
  const client: oauth.Client = { client_id: config.client_id, [oauth.clockTolerance]: 60 };
  const options = {
    [oauth.allowInsecureRequests]: isLoopback(config.token_endpoint),
    [oauth.customFetch]: fetcher as NonNullable<oauth.TokenEndpointRequestOptions[typeof oauth.customFetch]>,
  };
  return { config, server, client, options };
}

function takeRoundTrip(storage: Storage): RoundTrip | null {
  const stored = storage.getItem(roundTripKey);
  storage.removeItem(roundTripKey);
  return stored ? (JSON.parse(stored) as RoundTrip) : null;
}

const explained = new Set<string>(["access_denied", "invalid_grant", "temporarily_unavailable", "server_error"]);

/** The errors of RFC 6749, 4.1.2.1 and 5.2 that a guest can do something about. */
function failureOf(error: unknown): SignInFailure {
  if (error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError) {
    const reason = explained.has(error.error) ? (error.error as SignInFailure["reason"]) : "untrusted";
    return { reason, said: error.error_description ?? error.error };
  }
  if (error instanceof ConfigError || error instanceof TypeError) return { reason: "unreachable", said: error.message };
  return { reason: "untrusted", said: error instanceof Error ? error.message : String(error) };
}
