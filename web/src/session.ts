import { signal } from "@preact/signals";
import * as oauth from "oauth4webapi";
import type { Credentials } from "./api.ts";
import type { Config } from "./config.ts";
import { messages } from "./messages.ts";

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
  signOut(): void;
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
/** Why the last round trip failed, in the identity provider's words. */
export const signInFailure = signal<string | null>(null);

const roundTripKey = "cafe-orders.sign-in";
const hintKey = "cafe-orders.was-signed-in";
const renewBefore = 30_000;

const browser: Surroundings = {
  storage: sessionStorage,
  leaveFor: (address) => location.assign(address),
  fetcher: (...request) => fetch(...request),
  now: Date.now,
};

export function createSession(config: Config, { storage, leaveFor, fetcher, now }: Surroundings = browser): Session {
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

  const expire = (): null => {
    tokens = null;
    sessionState.value = "expired";
    return null;
  };

  const refresh = async (): Promise<string | null> => {
    if (!tokens?.refresh) return expire();
    try {
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
    storage.removeItem(hintKey);
    storage.setItem(roundTripKey, JSON.stringify(trip));
    leaveFor(authorizationUrl(config, trip, await oauth.calculatePKCECodeChallenge(trip.verifier)));
  };

  const redeem = async (answer: URL, trip: RoundTrip): Promise<oauth.TokenEndpointResponse> => {
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
      if (!storage.getItem(hintKey)) return false;
      await signIn(returnPath);
      return true;
    },
    completeSignIn: async (answer) => {
      try {
        const trip = takeRoundTrip(storage);
        accept(await redeem(answer, trip));
        return trip.returnPath;
      } catch (error) {
        signInFailure.value = reasonOf(error);
        return null;
      }
    },
    accessToken: async () => {
      if (!tokens) return null;
      return now() < tokens.expiresAt - renewBefore ? tokens.access : renew();
    },
    signOut: () => {
      tokens = null;
      sessionState.value = "signed-out";
      storage.removeItem(hintKey);
      leaveFor(logoutUrl(config));
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

function takeRoundTrip(storage: Storage): RoundTrip {
  const stored = storage.getItem(roundTripKey);
  storage.removeItem(roundTripKey);
  if (!stored) throw new Error(messages.signIn.unasked);
  return JSON.parse(stored) as RoundTrip;
}

function reasonOf(error: unknown): string {
  if (error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError) {
    return error.error_description ?? error.error;
  }
  return error instanceof Error ? error.message : String(error);
}
