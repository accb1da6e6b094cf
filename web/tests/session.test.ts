import { beforeEach, describe, expect, it, vi } from "vitest";
import { authorizationUrl, createSession, isLoopback, logoutUrl, sessionState, signInFailure } from "../src/session.ts";
import { answer, config, MemoryStorage } from "./fixtures.ts";

const start = Date.parse("2026-01-01T08:00:00Z");

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

function idToken(claims: object): string {
  const seconds = Math.floor(Date.now() / 1_000);
  const usual = { iss: config.issuer, aud: config.client_id, sub: "guest", iat: seconds, exp: seconds + 3_600 };
  return `${encode({ alg: "RS256" })}.${encode({ ...usual, ...claims })}.${encode({})}`;
}

/** A guest's browser: what is stored, where it went, and what the token endpoint will say. */
function browser() {
  const storage = new MemoryStorage();
  const fetcher = vi.fn<typeof fetch>();
  const visited: URL[] = [];
  const clock = { now: start };
  const leaveFor = (address: string) => void visited.push(new URL(address));
  const session = createSession(Promise.resolve(config), { storage, leaveFor, fetcher, now: () => clock.now });
  const sent = (name: string) => visited.at(-1)?.searchParams.get(name) ?? "";
  const callback = (parameters: Record<string, string> = {}) =>
    new URL(`${config.redirect_uri}?${new URLSearchParams({ code: "c", state: sent("state"), ...parameters })}`);
  const grant = (claims: object = {}, tokens: object = {}) =>
    fetcher.mockResolvedValueOnce(
      answer(
        200,
        {
          access_token: "access-1",
          refresh_token: "refresh-1",
          token_type: "Bearer",
          expires_in: 300,
          id_token: idToken({ nonce: sent("nonce"), email: "ada@example.com", ...claims }),
          ...tokens,
        },
        { "Content-Type": "application/json" },
      ),
    );
  return { storage, fetcher, visited, clock, session, sent, callback, grant };
}

async function signedIn() {
  const guest = browser();
  await guest.session.signIn("/orders/k7crkm");
  guest.grant();
  await guest.session.completeSignIn(guest.callback());
  return guest;
}

beforeEach(() => {
  sessionState.value = "signed-out";
  signInFailure.value = null;
});

describe("leaving for the hosted UI", () => {
  it("asks for a code under PKCE, state and nonce", () => {
    const url = new URL(authorizationUrl(config, { state: "s", nonce: "n" }, "challenge"));
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: "code",
      client_id: "page",
      redirect_uri: config.redirect_uri,
      scope: "openid email orders/read orders/write",
      state: "s",
      nonce: "n",
      code_challenge: "challenge",
      code_challenge_method: "S256",
    });
  });

  it("ends Cognito's session by Cognito's own parameters", () => {
    const url = new URL(logoutUrl(config));
    expect(Object.fromEntries(url.searchParams)).toEqual({ client_id: "page", logout_uri: config.logout_uri });
  });

  it.each([
    ["http://localhost:4566/oauth2/token", true],
    ["http://cafe.localhost:4566/oauth2/token", true],
    ["http://127.0.0.1:4566/oauth2/token", true],
    ["http://localhost.example.com/oauth2/token", false],
    ["http://example.com/oauth2/token", false],
    ["https://localhost/oauth2/token", false],
  ])("allows plain http for %s: %s", (address, allowed) => {
    expect(isLoopback(address)).toBe(allowed);
  });
});

describe("coming back", () => {
  it("brings the guest to where they wanted to be, signed in", async () => {
    const { session } = await signedIn();
    expect(sessionState.value).toBe("signed-in");
    expect(await session.accessToken()).toBe("access-1");
  });

  it("tells the return path", async () => {
    const { session, callback, grant } = browser();
    await session.signIn("/orders/k7crkm");
    grant();
    expect(await session.completeSignIn(callback())).toBe("/orders/k7crkm");
  });

  it("leaves neither tokens nor the round trip in storage", async () => {
    const { storage } = await signedIn();
    expect(storage.length).toBe(1);
    expect(storage.getItem("cafe-orders.was-signed-in")).toBe("1");
  });

  it.each([
    ["a forged state", { state: "forged" }, {}],
    ["another nonce", {}, { nonce: "another" }],
    ["another issuer", {}, { iss: "https://evil.example" }],
    ["another client's token", {}, { aud: "another" }],
    ["an error", { error: "access_denied", error_description: "User cancelled" }, {}],
  ])("with %s signs nobody in", async (_, parameters, claims) => {
    const { session, callback, grant, storage } = browser();
    await session.signIn("/");
    grant(claims);
    expect(await session.completeSignIn(callback(parameters))).toBeNull();
    expect(signInFailure.value).toBeTruthy();
    expect(await session.accessToken()).toBeNull();
    expect(storage.length).toBe(0);
  });

  it("without having left signs nobody in", async () => {
    const { session, callback, fetcher } = browser();
    expect(await session.completeSignIn(callback())).toBeNull();
    expect(fetcher).not.toHaveBeenCalled();
  });
});

describe("after a reload", () => {
  it("a tab that was signed in goes to the hosted UI by itself, once", async () => {
    const { storage, visited } = await signedIn();
    const reloaded = createSession(Promise.resolve(config), {
      storage,
      leaveFor: (address) => void visited.push(new URL(address)),
      fetcher: fetch,
      now: Date.now,
    });
    expect(await reloaded.resume("/orders")).toBe(true);
    expect(await reloaded.resume("/orders")).toBe(false);
    expect(visited).toHaveLength(2);
  });

  it("any other tab stays where it is", async () => {
    const { session, visited } = browser();
    expect(await session.resume("/orders")).toBe(false);
    expect(visited).toHaveLength(0);
  });
});

describe("the access token", () => {
  it("is renewed shortly before it ends, once for all who wait", async () => {
    const { session, clock, fetcher, grant } = await signedIn();
    clock.now += 280_000;
    grant({ nonce: undefined }, { access_token: "access-2", refresh_token: undefined });
    expect(await Promise.all([session.accessToken(), session.accessToken()])).toEqual(["access-2", "access-2"]);
    expect(fetcher).toHaveBeenCalledTimes(2);
  });

  it("ends the session when the refresh token is refused", async () => {
    const { session, fetcher } = await signedIn();
    fetcher.mockResolvedValueOnce(answer(400, { error: "invalid_grant" }, { "Content-Type": "application/json" }));
    expect(await session.renew()).toBeNull();
    expect(sessionState.value).toBe("expired");
  });

  it("outlives a moment without network", async () => {
    const { session, fetcher } = await signedIn();
    fetcher.mockRejectedValueOnce(new TypeError("network"));
    await expect(session.renew()).rejects.toThrow();
    expect(sessionState.value).toBe("signed-in");
  });
});

it("signing out forgets everything and ends the hosted UI's session", async () => {
  const { session, storage, visited } = await signedIn();
  session.signOut();
  expect(await session.accessToken()).toBeNull();
  expect(storage.length).toBe(0);
  expect(visited.at(-1)?.pathname).toBe("/logout");
});
