import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Fault } from "./fault.ts";
import { type Hub, startHub } from "./hub.ts";
import { configText, createSample, weights } from "./sample.ts";

let sample: Awaited<ReturnType<typeof createSample>>;
let hub: Hub;

beforeAll(async () => {
  sample = await createSample();
  hub = await startHub({ roots: [sample.root] });
});
afterAll(async () => {
  await hub.close();
  await sample.remove();
});
beforeEach(() => {
  hub.clearFaults();
  hub.forgetRequests();
});

const repo = "org/tiny";
const file = "onnx/model.onnx";

function spoil(fault: Fault, times?: number): void {
  hub.setFault({ repo, file, fault, ...(times !== undefined && { times }) });
}

function load(options: RequestInit = {}, name = file): Promise<Response> {
  return fetch(`${hub.url}/${repo}/resolve/main/${name}`, options);
}

/** Reads until the stream ends, fails, or says nothing for `patienceMs`. */
async function drain(response: Response, patienceMs = 30_000) {
  const reader = response.body?.getReader();
  let read = 0;
  for (;;) {
    const quiet = new Promise<"quiet">((resolve) => setTimeout(resolve, patienceMs, "quiet"));
    const next = await Promise.race([reader?.read().catch(() => "failed" as const), quiet]);
    if (next === undefined || typeof next === "string" || next.done) {
      await reader?.cancel().catch(() => undefined);
      return { read, end: typeof next === "string" ? next : "complete" };
    }
    read += next.value.length;
  }
}

describe("a line that fails", () => {
  it("refuse: the client sees a network error, and nothing was answered", async () => {
    spoil({ kind: "refuse" });
    await expect(load()).rejects.toThrow("fetch failed");
    expect(hub.requests[0]?.status).toBeUndefined();
  });

  it("silent: the request is taken and only the client's own timeout ends it", async () => {
    spoil({ kind: "silent" });
    const ended = new AbortController();
    const asked = expect(load({ signal: ended.signal })).rejects.toThrow("timeout");
    await expect.poll(() => hub.requests.length).toBe(1);
    ended.abort(new Error("timeout"));
    await asked;
    expect(hub.requests).toMatchObject([{ method: "GET", status: undefined, sentBytes: 0 }]);
  });

  it("cut: the announced length, N bytes, and the end of the line", async () => {
    spoil({ kind: "cut", afterBytes: 1000 });
    const response = await load();
    expect(response.headers.get("content-length")).toBe("3000");
    expect(await drain(response)).toEqual({ read: 1000, end: "failed" });
    expect(hub.requests.at(-1)).toMatchObject({ status: 200, sentBytes: 1000 });
  });

  it("cut at 0: headers and no body", async () => {
    spoil({ kind: "cut", afterBytes: 0 });
    const response = await load();
    expect(response.status).toBe(200);
    expect(await drain(response)).toEqual({ read: 0, end: "failed" });
  });

  it("stall: N bytes, then silence on an open line", async () => {
    spoil({ kind: "stall", afterBytes: 1000 });
    const response = await load();
    expect(hub.requests.at(-1)?.closed).toBe(false);
    expect(await drain(response, 1000)).toEqual({ read: 1000, end: "quiet" });
  });

  it("slow: all of it, no faster than asked for", async () => {
    spoil({ kind: "slow", bytesPerSecond: 20_000 });
    const startedMs = performance.now();
    expect(await drain(await load())).toEqual({ read: 3000, end: "complete" });
    expect(performance.now() - startedMs).toBeGreaterThan(130);
  });
});

describe("a wrong answer", () => {
  it("forbidden: 403", async () => {
    spoil({ kind: "forbidden" });
    expect((await load()).status).toBe(403);
  });

  it("rate-limited: 429 with Retry-After, which the Hub doesn't expose to pages", async () => {
    spoil({ kind: "rate-limited", retryAfterSeconds: 7 });
    const { status, headers } = await load();
    expect([status, headers.get("retry-after")]).toEqual([429, "7"]);
    expect(headers.get("access-control-expose-headers")).not.toContain("Retry-After");
  });

  it("server-error: 500", async () => {
    spoil({ kind: "server-error" });
    expect((await load()).status).toBe(500);
  });

  it("missing: 404 EntryNotFound for a file that the API still lists", async () => {
    spoil({ kind: "missing" });
    const { status, headers } = await load();
    expect([status, headers.get("x-error-code")]).toEqual([404, "EntryNotFound"]);
  });

  it("html: 200 and a page where JSON was expected", async () => {
    hub.setFault({ repo, file: "config.json", fault: { kind: "html" } });
    const response = await load({}, "config.json");
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    await expect(response.json()).rejects.toThrow(SyntaxError);
  });

  it("redirect-loop: the client gives up", async () => {
    spoil({ kind: "redirect-loop" });
    await expect(load()).rejects.toThrow("fetch failed");
    expect(hub.requests.length).toBeGreaterThan(5);
  });
});

describe("a damaged body", () => {
  it("flip: these bytes turned round, all others and the length right", async () => {
    spoil({ kind: "flip", offsets: [0, 2999] });
    const body = new Uint8Array(await (await load()).arrayBuffer());
    expect([body[0], body[2999]]).toEqual([(weights[0] ?? 0) ^ 0xff, (weights[2999] ?? 0) ^ 0xff]);
    expect(body.subarray(1, 2999)).toEqual(weights.subarray(1, 2999));
  });

  it("flip: offsets are the file's, whatever range is asked for", async () => {
    spoil({ kind: "flip", offsets: [100] });
    const body = await (await load({ headers: { range: "bytes=99-101" } })).arrayBuffer();
    const [before, turned, after] = new Uint8Array(body);
    expect([before, turned, after]).toEqual([weights[99], (weights[100] ?? 0) ^ 0xff, weights[101]]);
  });

  it("truncate: a shorter file whose lengths agree, in ranges too", async () => {
    spoil({ kind: "truncate", toBytes: 500 });
    const response = await load();
    expect(response.headers.get("content-length")).toBe("500");
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(weights.subarray(0, 500));
    const probe = await load({ headers: { range: "bytes=0-0" } });
    expect(probe.headers.get("content-range")).toBe("bytes 0-0/500");
  });
});

describe("a client that has the file in its cache", () => {
  it.each<Fault>([
    { kind: "cut", afterBytes: 1000 },
    { kind: "stall", afterBytes: 1000 },
    { kind: "slow", bytesPerSecond: 100_000 },
    { kind: "flip", offsets: [5] },
    { kind: "truncate", toBytes: 500 },
  ])("meets $kind all the same: no 304 hides it", async (fault) => {
    const good = (await load()).headers.get("etag") ?? "";
    spoil(fault);
    const response = await load({ headers: { "if-none-match": good } });
    expect(response.status).toBe(200);
    await drain(response, 1000);
  });

  it("is not told that a damaged copy is still good", async () => {
    spoil({ kind: "flip", offsets: [5] });
    const damaged = (await load()).headers.get("etag") ?? "";
    hub.clearFaults();
    expect((await load({ headers: { "if-none-match": damaged } })).status).toBe(200);
  });
});

describe("a rule", () => {
  it("concerns its repository and file only, by name or pattern", async () => {
    hub.setFault({ repo, file: /\.onnx_data/g, fault: { kind: "server-error" } });
    hub.setFault({ repo: "solo", fault: { kind: "refuse" } });
    for (const _ of [1, 2]) {
      expect((await load({}, "onnx/model.onnx_data_1")).status).toBe(500);
    }
    expect((await load()).status).toBe(200);
    await expect(fetch(`${hub.url}/api/models/solo`)).rejects.toThrow();
  });

  it("without a repository spoils everything, until clearFaults", async () => {
    hub.setFault({ fault: { kind: "html" } });
    expect((await fetch(`${hub.url}/api/models`)).headers.get("content-type")).toContain("html");
    hub.clearFaults();
    expect(await (await load({}, "config.json")).text()).toBe(configText);
  });

  it("may be given at the start, and the newest one wins", async () => {
    const spoiled = await startHub({ roots: [sample.root], faults: [{ fault: { kind: "forbidden" } }] });
    const path = `${spoiled.url}/api/models`;
    expect((await fetch(path)).status).toBe(403);
    spoiled.setFault({ on: "models", fault: { kind: "server-error" } });
    expect((await fetch(path)).status).toBe(500);
    await spoiled.close();
  });

  it("may spoil the CDN alone, while the Hub answers", async () => {
    hub.setFault({ repo, on: "content", fault: { kind: "forbidden" } });
    expect((await load({ redirect: "manual" })).status).toBe(302);
    expect((await load()).status).toBe(403);
  });

  it("stops after `times`, so that a retry succeeds", async () => {
    spoil({ kind: "rate-limited", retryAfterSeconds: 0 }, 1);
    expect([(await load()).status, (await load()).status]).toEqual([429, 200]);
  });

  it("doesn't spend `times` on redirects or on a probe that it can't touch", async () => {
    spoil({ kind: "cut", afterBytes: 1000 }, 1);
    const probe = await load({ headers: { range: "bytes=0-0" } });
    expect((await probe.arrayBuffer()).byteLength).toBe(1);
    expect((await drain(await load())).end).toBe("failed");
    expect(await drain(await load())).toEqual({ read: 3000, end: "complete" });
  });
});

it("close ends silent and stalled connections at once", async () => {
  const closing = await startHub({
    roots: [sample.root],
    faults: [
      { file: "config.json", fault: { kind: "silent" } },
      { file, fault: { kind: "stall", afterBytes: 10 } },
    ],
  });
  const silent = fetch(`${closing.url}/${repo}/resolve/main/config.json`).catch(() => "ended");
  const stalled = await fetch(`${closing.url}/${repo}/resolve/main/${file}`);
  await expect.poll(() => closing.requests.length).toBe(3);
  await closing.close();
  expect(await silent).toBe("ended");
  expect(await drain(stalled)).toMatchObject({ end: "failed" });
});
