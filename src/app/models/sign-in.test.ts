import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { findReturned, signInAddress } from "./sign-in.ts";

const target = { host: "https://hub.test/", clientId: "app", scopes: "gated-repos read-repos" };
const page = "https://site.test/play/#task=fill-mask&input.text=secret";

function tab() {
  const kept = new Map<string, string>();
  const asked: { url: string; body: string }[] = [];
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const fetch = async (url: string, { body }: RequestInit) => {
    asked.push({ url, body: String(body) });
    return Response.json({ access_token: "hf_granted", token_type: "bearer" });
  };
  return { kept, asked, ports: { storage, fetch } };
}

test("a reader who signs in comes back to where they were, with a token that nobody else could have asked for", async () => {
  const { kept, asked, ports } = tab();
  const address = new URL(await signInAddress(target, page, ports));
  const query = Object.fromEntries(address.searchParams);
  expect(address.origin + address.pathname).toBe("https://hub.test/oauth/authorize");
  expect(query).toMatchObject({
    client_id: "app",
    redirect_uri: "https://site.test/play/",
    response_type: "code",
    scope: "gated-repos read-repos",
    code_challenge_method: "S256",
  });
  expect(address.href).not.toContain("secret");

  const returned = findReturned(`https://site.test/play/?code=c1&state=${query.state}`, ports);
  expect(returned?.hash).toBe("#task=fill-mask&input.text=secret");
  expect(await returned?.token).toBe("hf_granted");
  const [{ url, body } = { url: "", body: "" }] = asked;
  const sent = Object.fromEntries(new URLSearchParams(body));
  expect(url).toBe("https://hub.test/oauth/token");
  expect(sent).toMatchObject({ grant_type: "authorization_code", client_id: "app", code: "c1" });
  expect(sent.redirect_uri).toBe(query.redirect_uri);
  expect(createHash("sha256").update(String(sent.code_verifier)).digest("base64url")).toBe(query.code_challenge);
  expect([...kept.keys()]).toEqual([]);
});

test("an answer that nobody asked for here is none, and a refusal is told", async () => {
  const { asked, ports } = tab();
  expect(findReturned("https://site.test/play/?code=c1&state=s", ports)).toBeUndefined();
  const state = new URL(await signInAddress(target, page, ports)).searchParams.get("state");
  expect(findReturned("https://site.test/play/?code=c1&state=other", ports)).toBeUndefined();
  const refused = findReturned(`https://site.test/play/?error=access_denied&state=${state}`, ports);
  await expect(refused?.token).rejects.toThrow("no code");
  expect(asked).toEqual([]);
});
