import { createHash, randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { FaultRule } from "../../e2e/hub/fault.ts";
import { type Hub, startHub } from "../../e2e/hub/hub.ts";
import { type Clock, realClock } from "../shared/clock.ts";
import { Stopped, TaskError } from "../shared/errors.ts";
import { canonicalUrl } from "./address.ts";
import { createFetcher } from "./fetch.ts";
import { createFakeParts } from "./testing/parts.ts";

const bytes = Number(process.env.TRANSFER_BYTES ?? 3_000_000);
const file = "onnx/model.onnx";
const url = canonicalUrl({ model: "org/large", revision: "main", file });
const content = randomBytes(bytes);
const sha256 = createHash("sha256").update(content).digest("hex");

/** The waits between two tries pass fifty times as fast; for silence a busy machine is given its time. */
const clock: Clock = { now: realClock.now, after: (ms, call) => realClock.after(ms <= 2_000 ? ms / 50 : ms, call) };

let root = "";
let hub: Hub;
let mirror: Hub;
/** Another one of the Hub's own, which asks for a token. */
let gated: Hub;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "transfer-"));
  await mkdir(join(root, "org/large/onnx"), { recursive: true });
  await writeFile(join(root, "org/large/config.json"), "{}");
  await writeFile(join(root, "org/large", file), content);
  hub = await startHub({ roots: [root], cdn: "apart" });
  mirror = await startHub({ roots: [root] });
  const repos = { "org/large": { folder: join(root, "org/large"), gated: "auto" } } as const;
  gated = await startHub({ repos, token: "hf_secret", cdn: "apart" });
});
afterEach(() => {
  for (const host of [hub, mirror, gated]) {
    host.clearFaults();
    host.forgetRequests();
  }
});
afterAll(async () => {
  await hub.close();
  await mirror.close();
  await gated.close();
  await rm(root, { recursive: true });
});

interface Visit {
  readonly hosts?: readonly Hub[];
  readonly parts?: ReturnType<typeof createFakeParts>;
  readonly signal?: AbortSignal;
  readonly onBytes?: (loaded: number) => void;
  readonly withoutRanges?: boolean;
  readonly token?: string;
  /** Several at once; else the file comes in one piece, whatever its size. */
  readonly isWide?: boolean;
}

/** Twelve of them, whatever the file's size. */
const ranges = { bytes: Math.ceil(bytes / 12), fromBytes: 0, most: 4 };

function visit({
  hosts = [hub],
  parts = createFakeParts(),
  signal,
  onBytes,
  withoutRanges,
  token,
  isWide,
}: Visit = {}) {
  const asked = createFetcher({
    sources: {
      endpoints: hosts.map(({ url: host }) => ({
        name: host,
        host: `${host}/`,
        path: "{model}/resolve/{revision}/{file}",
        token: host === gated.url,
      })),
      timeoutMs: { firstByte: 10_000, stall: 2_500 },
      ...(token && { token }),
      ...{ embeddedBase: "https://site.test/", runtime: {}, mostFloatBytes: 0 },
    },
    ...{ clock, parts, signal },
    ranges: isWide ? ranges : { ...ranges, fromBytes: Number.POSITIVE_INFINITY },
    fetch: (address, init) => fetch(address, withoutRanges ? { ...init, headers: {} } : init),
    onProgress: ({ loadedBytes }) => onBytes?.(loadedBytes),
  });
  return { asked, parts };
}

/** What a download ends in: the right bytes by their digest, or an error's code. */
async function endOf({ asked }: ReturnType<typeof visit>): Promise<string> {
  try {
    const got = await (await asked.fetch(url)).arrayBuffer();
    return createHash("sha256").update(new Uint8Array(got)).digest("hex") === sha256 ? "right" : "WRONG";
  } catch (reason) {
    if (reason instanceof Stopped) return "stopped";
    return reason instanceof TaskError ? reason.code : String(reason);
  }
}

const contentRanges = (host: Hub) =>
  host.requests.filter(({ path }) => path.startsWith("/cdn/")).map(({ range }) => range);

const onContent = (fault: FaultRule["fault"], times = 1): FaultRule => ({ file, on: "content", times, fault });

for (const share of [0.01, 0.5, 0.99]) {
  const at = Math.floor(bytes * share);
  const percent = `${share * 100} %`;

  test(`a file that is cut at ${percent} is gone on with from there`, async () => {
    hub.setFault(onContent({ kind: "cut", afterBytes: at }));
    const { asked } = visit();
    expect(await endOf({ asked, parts: createFakeParts() })).toBe("right");
    expect(contentRanges(hub)).toEqual([undefined, `bytes=${at}-`]);
    expect(asked.report).toMatchObject({ loadedBytes: bytes, networkBytes: bytes, totalBytes: bytes, active: 0 });
  });

  test(`a file that stalls at ${percent} is gone on with from there`, async () => {
    hub.setFault(onContent({ kind: "stall", afterBytes: at }));
    expect(await endOf(visit())).toBe("right");
    expect(contentRanges(hub)).toEqual([undefined, `bytes=${at}-`]);
  });

  test(`a host that is gone at ${percent} has the next one go on, and no byte comes twice`, async () => {
    hub.setFault(onContent({ kind: "cut", afterBytes: at }, 1));
    const { asked, parts } = visit({
      hosts: [hub, mirror],
      onBytes: (loaded) => loaded >= at && hub.setFault({ fault: { kind: "refuse" } }),
    });
    expect(await endOf({ asked, parts })).toBe("right");
    expect(contentRanges(mirror)).toEqual([`bytes=${at}-`]);
  });

  test(`a wrong byte at ${percent} is seen, and the file fetched anew once`, async () => {
    hub.setFault(onContent({ kind: "flip", offsets: [at] }));
    expect(await endOf(visit())).toBe("right");
    expect(contentRanges(hub)).toEqual([undefined, undefined]);
  });

  test(`a byte at ${percent} that is wrong each time is told, and nothing of the file stays`, async () => {
    hub.setFault(onContent({ kind: "flip", offsets: [at] }, Number.POSITIVE_INFINITY));
    const { asked, parts } = visit();
    expect(await endOf({ asked, parts })).toBe("file-corrupt");
    expect(contentRanges(hub)).toHaveLength(2);
    expect([...parts.onDisk.values()].map((part) => part.bytes)).toEqual([0]);
  });

  test(`a wrong byte at ${percent} of one host is not taken for that of the next`, async () => {
    hub.setFault(onContent({ kind: "flip", offsets: [at] }, Number.POSITIVE_INFINITY));
    expect(await endOf(visit({ hosts: [hub, mirror] }))).toBe("right");
  });

  test(`a file that ends at ${percent} with lengths that agree is told`, async () => {
    hub.setFault(onContent({ kind: "truncate", toBytes: at }, Number.POSITIVE_INFINITY));
    expect(await endOf(visit())).toBe("file-corrupt");
  });

  test(`what came by ${percent} when a tab was closed is not fetched again`, async () => {
    const parts = createFakeParts();
    const leave = new AbortController();
    const first = visit({ parts, signal: leave.signal, onBytes: (loaded) => loaded >= at && leave.abort() });
    expect(await endOf(first)).toBe("stopped");
    const [part] = parts.onDisk.values();
    const kept = part?.bytes ?? 0;
    expect(kept).toBeGreaterThanOrEqual(at);
    hub.forgetRequests();
    const { asked } = visit({ parts });
    expect(await endOf({ asked, parts })).toBe("right");
    expect(contentRanges(hub)).toEqual(kept < bytes ? [`bytes=${kept}-`] : []);
    expect(asked.report).toMatchObject({ loadedBytes: bytes, networkBytes: bytes - kept });
  });
}

/** By their first bytes, each as often as it was asked for. */
const startsOf = (host: Hub) =>
  contentRanges(host).map((range) => Number(/^bytes=(\d+)-\d+$/.exec(range ?? "")?.[1] ?? Number.NaN));

test("ranges of a large file come side by side where that is faster, each of them once", async () => {
  hub.setFault(onContent({ kind: "slow", bytesPerSecond: bytes }, Number.POSITIVE_INFINITY));
  const loaded: number[] = [];
  const { asked, parts } = visit({ isWide: true, onBytes: (count) => loaded.push(count) });
  expect(await endOf({ asked, parts })).toBe("right");
  const starts = startsOf(hub);
  expect(starts.length).toBe(12);
  expect([...starts].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, index) => index * ranges.bytes));
  expect(loaded).toEqual([...loaded].sort((a, b) => a - b));
  expect(asked.report).toMatchObject({ loadedBytes: bytes, networkBytes: bytes, totalBytes: bytes, active: 0 });
});

const spoils: readonly FaultRule["fault"][] = [
  { kind: "cut", afterBytes: 1_000 },
  { kind: "stall", afterBytes: 1_000 },
  { kind: "server-error" },
  { kind: "rate-limited", retryAfterSeconds: 1 },
  { kind: "html" },
  { kind: "truncate", toBytes: 2_000 },
  { kind: "refuse" },
];
for (const share of [0.01, 0.5, 0.99]) {
  for (const fault of spoils) {
    test(`side by side, ${fault.kind} at ${share * 100} % ends in the right bytes`, async () => {
      let isSpoilt = false;
      const onBytes = (loaded: number) => {
        if (isSpoilt || loaded < bytes * share) return;
        isSpoilt = true;
        hub.setFault({ file, on: "content", times: 2, fault });
      };
      expect(await endOf(visit({ isWide: true, onBytes, hosts: [hub, mirror] }))).toBe("right");
    });
  }

  test(`side by side, a wrong byte at ${share * 100} % is seen, and the file fetched anew in one piece`, async () => {
    hub.setFault(onContent({ kind: "flip", offsets: [Math.floor(bytes * share)] }));
    expect(await endOf(visit({ isWide: true }))).toBe("right");
    expect(contentRanges(hub).at(-1)).toBeUndefined();
  });

  test(`side by side, what came by ${share * 100} % when a tab was closed is not fetched again`, async () => {
    const parts = createFakeParts();
    const leave = new AbortController();
    let came = 0;
    const onBytes = (loaded: number) => {
      came = loaded;
      if (loaded >= bytes * share) leave.abort();
    };
    const ending = await endOf(visit({ isWide: true, parts, signal: leave.signal, onBytes }));
    // A chunk may be larger than what was left: whoever left then may have had the whole file already.
    expect(came === bytes ? ["stopped", "right"] : ["stopped"]).toContain(ending);
    const kept = [...parts.onDisk.values()].reduce((sum, part) => sum + part.bytes, 0);
    expect(kept).toBeGreaterThanOrEqual(Math.floor(bytes * share));
    hub.forgetRequests();
    const { asked } = visit({ isWide: true, parts });
    expect(await endOf({ asked, parts })).toBe("right");
    expect(asked.report.networkBytes).toBe(bytes - kept);
    expect([...parts.onDisk.keys()]).toEqual([sha256]);
  });
}

test("side by side, what lay beside a part when its tab died is joined, not fetched again", async () => {
  const parts = createFakeParts();
  const third = Math.floor(bytes / 3);
  (await parts.open(sha256)).append(content.subarray(0, third));
  // Begun to be joined, and one that was to follow.
  (await parts.open(`${sha256}.${third - 1000}`)).append(content.subarray(third - 1000, third + 5000));
  (await parts.open(`${sha256}.${2 * third}`)).append(content.subarray(2 * third, 2 * third + 7000));
  const { asked } = visit({ parts, isWide: true });
  expect(await endOf({ asked, parts })).toBe("right");
  expect(asked.report.networkBytes).toBe(bytes - third - 5000 - 7000);
});

test("a part on the disk that was spoilt there is found out, and fetched anew", async () => {
  const parts = createFakeParts();
  (await parts.open(sha256)).append(randomBytes(1000));
  expect(await endOf(visit({ parts }))).toBe("right");
  expect(contentRanges(hub)).toEqual(["bytes=1000-", undefined]);
});

test("a host that brings nothing is asked four times, and then told", async () => {
  hub.setFault(onContent({ kind: "cut", afterBytes: 0 }, Number.POSITIVE_INFINITY));
  expect(await endOf(visit())).toBe("network-cut");
  expect(contentRanges(hub)).toHaveLength(4);
});

test("a host is asked again when it said, and not waited for where that is long", async () => {
  hub.setFault({ file, times: 1, fault: { kind: "rate-limited", retryAfterSeconds: 2 } });
  expect(await endOf(visit())).toBe("right");
  hub.setFault({ file, times: 1, fault: { kind: "rate-limited", retryAfterSeconds: 60 } });
  expect(await endOf(visit())).toBe("hub-busy");
});

test("a page in the place of a file is told as one, and is no file", async () => {
  hub.setFault({ file, fault: { kind: "html" } });
  expect(await endOf(visit())).toBe("file-corrupt");
  expect(await endOf(visit({ hosts: [hub, mirror] }))).toBe("right");
});

test("a host that ignores ranges has the file come from its start", async () => {
  const parts = createFakeParts();
  (await parts.open(sha256)).append(content.subarray(0, 1000));
  hub.setFault(onContent({ kind: "cut", afterBytes: 500 }));
  const { asked } = visit({ parts, withoutRanges: true });
  expect(await endOf({ asked, parts })).toBe("right");
  expect(asked.report).toMatchObject({ loadedBytes: bytes, networkBytes: bytes });
});

test("a file that nobody lists is taken as it comes, and known not to be verified", async () => {
  const unlisted: FaultRule = { on: "model", fault: { kind: "missing" } };
  hub.setFault(unlisted);
  hub.setFault(onContent({ kind: "cut", afterBytes: 1000 }));
  const { asked } = visit();
  expect(await endOf({ asked, parts: createFakeParts() })).toBe("right");
  expect(asked.sha256Of(url)).toBeUndefined();
  expect(contentRanges(hub)).toEqual([undefined, "bytes=1000-"]);
  hub.clearFaults();
  const listed = visit();
  await endOf(listed);
  expect(listed.asked.sha256Of(url)).toBe(sha256);
});

test("a token is seen by the host that it is for, not by its CDN, and not by a mirror", async () => {
  expect(await endOf(visit({ hosts: [gated] }))).toBe("model-gated");
  gated.forgetRequests();
  mirror.setFault({ fault: { kind: "server-error" } });
  expect(await endOf(visit({ hosts: [mirror, gated], token: "hf_secret" }))).toBe("right");
  expect(mirror.requests.length).toBeGreaterThan(0);
  const withToken = (host: Hub) => host.requests.filter((request) => JSON.stringify(request).includes("hf_secret"));
  expect(withToken(mirror)).toEqual([]);
  expect(withToken(gated).map(({ path }) => path)).toEqual([`/org/large/resolve/main/${file}`]);
});
