import { expect, it } from "vitest";
import { settle } from "../shared/testing/clock.ts";
import { createKeptFetch } from "./kept.ts";

const origin = "https://site.example";
const kept = `${origin}/models/kept.onnx`;

/** A browser that keeps one file of the site, and the network behind it. */
function createBrowser() {
  const asked: string[] = [];
  let allow = (): void => {};
  const mayFetch = new Promise<void>((resolve) => {
    allow = resolve;
  });
  const fetch = createKeptFetch({
    origin,
    mayFetch,
    fetch: async (url, { cache }) => {
      if (cache === "only-if-cached") {
        if (url === kept) return new Response("kept");
        throw new TypeError("Failed to fetch");
      }
      asked.push(url);
      return new Response("fetched");
    },
  });
  return { fetch, asked, allow: () => allow() };
}

it("gives what the browser keeps, and asks nobody for it", async () => {
  const { fetch, asked } = createBrowser();
  expect(await (await fetch(kept, {})).text()).toBe("kept");
  expect(asked).toEqual([]);
});

it.each([`${origin}/models/other.onnx`, "https://hub.example/model.onnx"])(
  "holds %s back until it may be fetched",
  async (url) => {
    const { fetch, asked, allow } = createBrowser();
    const answer = fetch(url, {});
    await settle();
    expect(asked).toEqual([]);
    allow();
    expect(await (await answer).text()).toBe("fetched");
    expect(asked).toEqual([url]);
  },
);

it("is the network itself once it may", async () => {
  const { fetch, asked, allow } = createBrowser();
  allow();
  await settle();
  expect(await (await fetch(kept, {})).text()).toBe("fetched");
  expect(asked).toEqual([kept]);
});

it("holds nothing back that is given up, and no question nor list", async () => {
  const { fetch, asked } = createBrowser();
  const abort = new AbortController();
  const answer = fetch(`${origin}/other.onnx`, { signal: abort.signal });
  abort.abort();
  await expect(answer).rejects.toThrow();
  await expect(fetch(`${origin}/other.onnx`, { method: "HEAD" })).rejects.toMatchObject({ code: "network-refused" });
  await expect(fetch(`${origin}/models/files.json`, { cache: "no-cache" })).rejects.toThrow("is not kept");
  expect(asked).toEqual([]);
});
