import { describe, expect, it } from "vitest";
import { TaskError } from "../shared/errors.ts";
import { createFakeClock } from "../shared/testing/clock.ts";
import { addressesOf, canonicalUrl, findHubFile } from "./address.ts";
import { createFetcher } from "./fetch.ts";
import type { FetchReport } from "./tally.ts";
import { createFakeParts } from "./testing/parts.ts";

const first = { name: "First", host: "https://first.test/", path: "{model}/resolve/{revision}/{file}", token: false };
const second = { name: "Second", host: "https://second.test/m/", path: "{model}/{file}?at={revision}", token: false };
const sources = {
  endpoints: [first, second],
  timeoutMs: { firstByte: 100, stall: 100 },
  embeddedBase: "https://site.test/app/models/",
  runtime: {},
  mostFloatBytes: 0,
};
const config = canonicalUrl({ model: "owner/name", revision: "refs/pr/1", file: "config.json" });
const weights = canonicalUrl({ model: "owner/name", revision: "main", file: "onnx/model_q4.onnx_data" });

type Answer = (url: string, signal: AbortSignal | null | undefined) => Promise<Response>;

function fetcherWith(answer: Answer, from = sources) {
  const clock = createFakeClock();
  const reports: FetchReport[] = [];
  const asked: string[] = [];
  const fetcher = createFetcher({
    sources: from,
    clock,
    parts: createFakeParts(),
    fetch(url, init) {
      asked.push(url);
      return answer(url, init.signal);
    },
    onProgress: (report) => reports.push({ ...report }),
  });
  return { fetcher, clock, reports, asked };
}

function silence(signal: AbortSignal | null | undefined): Promise<Response> {
  return new Promise((_, reject) =>
    signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError"))),
  );
}

function laterAnswer() {
  let come = (_: Response): void => {};
  const answer = new Promise<Response>((resolve) => {
    come = resolve;
  });
  return { answer, come: (response: Response) => come(response) };
}

function body(...pieces: string[]): Response {
  const bytes = pieces.map((piece) => new TextEncoder().encode(piece));
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of bytes) controller.enqueue(piece);
      controller.close();
    },
  });
  return new Response(stream, { headers: { "content-length": String(pieces.join("").length) } });
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const reason: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  return reason instanceof TaskError ? reason.code : `no TaskError: ${reason}`;
}

describe("addresses", () => {
  it("are read back from the canonical one", () => {
    expect(findHubFile(config)).toEqual({ model: "owner/name", revision: "refs/pr/1", file: "config.json" });
    expect(findHubFile("https://elsewhere.test/x")).toBeUndefined();
  });

  it("follow each endpoint's own layout, in order", () => {
    expect(addressesOf({ model: "owner/name", revision: "refs/pr/1", file: "config.json" }, sources)).toEqual([
      "https://first.test/owner/name/resolve/refs%2Fpr%2F1/config.json",
      "https://second.test/m/owner/name/config.json?at=refs%2Fpr%2F1",
    ]);
  });

  it("of an embedded checkpoint lie below the site and nowhere else", () => {
    expect(addressesOf({ model: "embedded/name", revision: "main", file: "onnx/model.onnx" }, sources)).toEqual([
      "https://site.test/app/models/name/onnx/model.onnx",
    ]);
  });
});

describe("createFetcher", () => {
  it("counts bytes as they come and tells the size of all", async () => {
    const { fetcher, reports } = fetcherWith(() => Promise.resolve(body("ab", "cde")));
    expect(await (await fetcher.fetch(config)).text()).toBe("abcde");
    expect(fetcher.report).toMatchObject({ loadedBytes: 5, networkBytes: 5, totalBytes: 5, active: 0 });
    expect(reports[0]).toMatchObject({ active: 1, loadedBytes: 0 });
  });

  it("asks the next endpoint where one refuses, and starts with it from then on", async () => {
    const { fetcher, asked } = fetcherWith((url) =>
      url.startsWith(first.host) ? Promise.reject(new TypeError("Failed to fetch")) : Promise.resolve(body("{}")),
    );
    await (await fetcher.fetch(config)).text();
    await (await fetcher.fetch(config)).text();
    expect(asked.map((url) => new URL(url).host)).toEqual(["first.test", "second.test", "second.test"]);
  });

  it("says network-refused where every endpoint refuses", async () => {
    const { fetcher } = fetcherWith(() => Promise.reject(new TypeError("Failed to fetch")));
    expect(await codeOf(fetcher.fetch(config))).toBe("network-refused");
    expect(await codeOf(fetcher.failed)).toBe("network-refused");
  });

  it("says network-silent where no endpoint answers in time", async () => {
    const { fetcher, clock } = fetcherWith((_url, signal) => silence(signal));
    const code = codeOf(fetcher.fetch(config));
    await clock.advance(100);
    await clock.advance(100);
    expect(await code).toBe("network-silent");
  });

  it("gives a host the time in which the worker was held and could not hear it", async () => {
    const later = laterAnswer();
    const { fetcher, clock, asked } = fetcherWith((_url, signal) => Promise.race([later.answer, silence(signal)]));
    const text = fetcher.fetch(config).then((response) => response.text());
    await clock.advance(50);
    clock.hold(60_000);
    await clock.advance(50);
    later.come(body("{", "}"));
    expect([await text, asked.length]).toEqual(["{}", 1]);
  });

  it("says network-silent within 15 s whatever number of endpoints is silent", async () => {
    const patient = { ...sources, timeoutMs: { firstByte: 10_000, stall: 15_000 } };
    const { fetcher, clock } = fetcherWith((_url, signal) => silence(signal), patient);
    const code = codeOf(fetcher.fetch(config));
    await clock.advance(6_000);
    await clock.advance(6_000);
    expect(clock.now()).toBeLessThan(15_000);
    expect(await code).toBe("network-silent");
  });

  it("says network-silent where a file stops in the middle, at every endpoint", async () => {
    const { fetcher, clock } = fetcherWith((_url, signal) =>
      Promise.resolve(
        new Response(
          new ReadableStream<Uint8Array>({
            start(controller) {
              controller.enqueue(new Uint8Array(3));
              signal?.addEventListener("abort", () => controller.error(new DOMException("aborted", "AbortError")));
            },
          }),
          { headers: { "content-length": "10" } },
        ),
      ),
    );
    const text = fetcher.fetch(weights).then((response) => response.arrayBuffer());
    text.catch(() => {});
    await clock.drain();
    expect(await codeOf(text)).toBe("network-silent");
    expect(await codeOf(fetcher.failed)).toBe("network-silent");
  });

  it("says network-cut where a file ends too early each time", async () => {
    const short = () => new Response("abc", { headers: { "content-length": "10" } });
    const { fetcher, clock } = fetcherWith(() => Promise.resolve(short()));
    const code = codeOf(fetcher.fetch(weights).then((response) => response.arrayBuffer()));
    await clock.drain();
    expect(await code).toBe("network-cut");
  });

  it("takes a text whose told length is that of its compressed body", async () => {
    const told = (text: string, length: number) =>
      fetcherWith(async () => new Response(text, { headers: { "content-length": String(length) } })).fetcher.fetch(
        config,
      );
    expect(await (await told('{"model_type": "bert"}', 12)).text()).toBe('{"model_type": "bert"}');
    expect(await (await told("{}", 22)).text()).toBe("{}");
    expect(await codeOf((await told('{"model_type": ', 120)).text())).toBe("network-cut");
  });

  it("does not know how much is to come where more came than was told", async () => {
    const { fetcher, reports } = fetcherWith(
      async () => new Response("abcdef", { headers: { "content-length": "2" } }),
    );
    await (await fetcher.fetch(weights)).text();
    expect([...new Set(reports.map(({ totalBytes }) => totalBytes))]).toEqual([0, null, 6]);
  });

  it("says by name where a Git LFS pointer comes instead of a file", async () => {
    const text = `version https://git-lfs.github.com/spec/v1\noid sha256:${"ab".repeat(32)}\nsize 211586\n`;
    for (const url of [weights, config]) {
      const { fetcher } = fetcherWith(async () => body(text));
      await expect(fetcher.fetch(url).then((response) => response.text())).rejects.toMatchObject({
        code: "file-corrupt",
        narrow: { reason: "file-pointer", values: { file: findHubFile(url)?.file } },
      });
    }
  });

  it("says hub-busy where every endpoint answers with an error of its own", async () => {
    const { fetcher } = fetcherWith(() => Promise.resolve(new Response("", { status: 503 })));
    expect(await codeOf(fetcher.fetch(config))).toBe("hub-busy");
  });

  it("says file-corrupt where a page comes instead of a file", async () => {
    const page = () => new Response("<html>", { headers: { "content-type": "text/html; charset=utf-8" } });
    const { fetcher } = fetcherWith(() => Promise.resolve(page()));
    expect(await codeOf(fetcher.fetch(config))).toBe("file-corrupt");
  });

  it("hands a missing JSON file on, since many are optional", async () => {
    const { fetcher } = fetcherWith(() => Promise.resolve(new Response("", { status: 404 })));
    expect((await fetcher.fetch(config)).status).toBe(404);
    expect(fetcher.report.active).toBe(0);
  });

  it("fails for missing weights, which the library would wait for", async () => {
    const { fetcher } = fetcherWith(() => Promise.resolve(new Response("", { status: 404 })));
    expect(await codeOf(fetcher.fetch(weights))).toBe("dtype-missing");
    expect(await codeOf(fetcher.failed)).toBe("dtype-missing");
  });

  it("tells a gated checkpoint from a missing one", async () => {
    const gated = () => new Response("", { status: 401, headers: { "x-error-code": "GatedRepo" } });
    const { fetcher } = fetcherWith(() => Promise.resolve(gated()));
    expect(await codeOf(fetcher.fetch(weights))).toBe("model-gated");
  });

  it("makes no request that is not for a checkpoint's file", async () => {
    const { fetcher, asked } = fetcherWith(() => Promise.resolve(body("x")));
    expect(await codeOf(fetcher.fetch("https://huggingface.co/api/models"))).toBe("run-failed");
    expect(asked).toEqual([]);
  });
});

describe("a repository that not every mirror has", () => {
  const only = (host: string) => (url: string) =>
    Promise.resolve(url.startsWith(host) ? body("{}") : new Response("", { status: 404 }));
  const hosts = (asked: readonly string[]) => asked.map((url) => new URL(url).host);

  it("comes from the next one that has it, which is asked first for all else", async () => {
    const { fetcher, asked } = fetcherWith(only(second.host));
    expect(await (await fetcher.fetch(config)).text()).toBe("{}");
    await (await fetcher.fetch(config.replace("config", "tokenizer"))).text();
    expect(hosts(asked)).toEqual(["first.test", "second.test", "second.test"]);
  });

  it("has its weights come from there, also where its configs are kept already", async () => {
    const { fetcher, asked } = fetcherWith(only(second.host));
    expect(await (await fetcher.fetch(weights)).text()).toBe("{}");
    expect(hosts(asked).slice(-2)).toEqual(["first.test", "second.test"]);
  });

  it("has an optional file that its host lacks asked for nowhere else", async () => {
    const { fetcher, asked } = fetcherWith((url) =>
      Promise.resolve(url.includes("config") ? body("{}") : new Response("", { status: 404 })),
    );
    await fetcher.fetch(config);
    expect((await fetcher.fetch(config.replace("config", "tokenizer"))).status).toBe(404);
    expect(hosts(asked)).toEqual(["first.test", "first.test"]);
  });
});

describe("what is measured of hosts", () => {
  it("is what large files brought, and who could not be reached while another one could", async () => {
    const told: unknown[] = [];
    const fetcher = createFetcher({
      sources,
      ...{ clock: createFakeClock(), parts: createFakeParts(), onProgress: () => {} },
      rates: {
        brought: (address, bytes) => void told.push([new URL(address).host, bytes]),
        absent: (address) => void told.push(new URL(address).host),
        keep: async () => void told.push("kept"),
      },
      fetch: (url) =>
        url.startsWith(first.host) ? Promise.reject(new TypeError("Failed to fetch")) : Promise.resolve(body("abc")),
    });
    await (await fetcher.fetch(weights)).text();
    expect(told).toEqual(["first.test", ["second.test", 3], "kept"]);
  });
});

describe("asking whether a file is there", () => {
  it("takes the host's word, and reads nothing", async () => {
    const { fetcher, reports } = fetcherWith(async () => new Response(null, { status: 200 }));
    expect(await fetcher.isServed(weights)).toBe(true);
    expect(reports).toEqual([]);
  });

  it("counts a refusal as no, without failing the checkpoint", async () => {
    const { fetcher, asked } = fetcherWith(async () => new Response(null, { status: 404 }));
    expect(await fetcher.isServed(weights)).toBe(false);
    expect(asked).toHaveLength(1);
  });

  it("takes a page in place of a file for no", async () => {
    const page = new Response(null, { headers: { "content-type": "text/html" } });
    expect(await fetcherWith(async () => page).fetcher.isServed(weights)).toBe(false);
  });

  it("does not know where nobody answers, or not to such a question", async () => {
    const deaf = fetcherWith(() => Promise.reject(new TypeError("failed to fetch")));
    const plain = fetcherWith(async () => new Response(null, { status: 405 }));
    for (const { fetcher } of [deaf, plain]) expect(await fetcher.isServed(weights)).toBeUndefined();
  });
});

describe("listing a repository", () => {
  const ref = { model: "owner/name", revision: "main" };

  it("takes the first host that can, and lets the files still come from the first of all", async () => {
    const { fetcher, asked } = fetcherWith(async (url) => {
      if (!url.includes("/api/")) return body("{}");
      if (url.startsWith(first.host)) return new Response("", { status: 404 });
      return Response.json({ siblings: [{ rfilename: "config.json" }, { rfilename: "onnx/model.onnx" }] });
    });
    expect([...((await fetcher.list(ref)) ?? [])].map(([file]) => file)).toEqual(["config.json", "onnx/model.onnx"]);
    await (await fetcher.fetch(config)).text();
    expect(asked.map((url) => new URL(url).host)).toEqual(["first.test", "second.test", "first.test"]);
  });

  it("asks no host again that could not be reached for a file", async () => {
    const { fetcher, asked } = fetcherWith(async (url) => {
      if (url.startsWith(first.host)) throw new TypeError("Failed to fetch");
      return url.includes("/api/") ? Response.json({ siblings: [] }) : body("{}");
    });
    await (await fetcher.fetch(config)).text();
    expect((await fetcher.list(ref))?.size).toBe(0);
    expect(asked.map((url) => new URL(url).host)).toEqual(["first.test", "second.test", "second.test"]);
  });

  it("is not an error where no host can", async () => {
    expect(await fetcherWith(async () => new Response("<html>")).fetcher.list(ref)).toBeUndefined();
    expect(await fetcherWith(() => Promise.reject(new TypeError("Failed to fetch"))).fetcher.list(ref)).toBeUndefined();
  });
});
