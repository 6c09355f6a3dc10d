import { expect, test } from "vitest";
import { createShell, type ShellList } from "./shell.ts";

const scope = "https://host.example/project/";
const list: ShellList = {
  build: "b2",
  core: ["site.json", "assets/index-aaaaaaaa.js"],
  rest: ["assets/late-bbbbbbbb.js"],
  runtime: { jspi: ["assets/ort.jspi-cccccccc.wasm"], asyncify: ["assets/ort.asyncify-dddddddd.gz"] },
};

/** Caches of one browser; what is read is a copy, as there. */
function createFakeCaches() {
  const all = new Map<string, Map<string, Response>>();
  const urlOf = (request: RequestInfo | URL) => (request instanceof Request ? request.url : String(request));
  const open = async (name: string) => {
    const files = all.get(name) ?? new Map<string, Response>();
    all.set(name, files);
    return {
      match: async (request: RequestInfo | URL) => files.get(urlOf(request))?.clone(),
      put: async (request: RequestInfo | URL, response: Response) => void files.set(urlOf(request), response),
    };
  };
  return { all, open, keys: async () => [...all.keys()], delete: async (name: string) => all.delete(name) };
}

interface Asked extends Pick<RequestInit, "method" | "headers"> {
  readonly mode?: RequestMode;
  readonly destination?: RequestDestination;
}

function bench({ headers = {} }: { readonly headers?: Record<string, string> } = {}) {
  const caches = createFakeCaches();
  const asked: string[] = [];
  const extended: Promise<void>[] = [];
  const host = { isUp: true, isSilent: false, list };
  let giveUp = () => {};
  const shell = createShell({
    scope,
    build: "b2",
    policy: "credentialless",
    runtime: "jspi",
    caches,
    async fetch(request) {
      const url = request instanceof Request ? request.url : request;
      asked.push(url.slice(scope.length));
      if (host.isSilent) return new Promise(() => {});
      if (!host.isUp) throw new TypeError("Failed to fetch");
      return new Response(`content of ${url}`, { headers });
    },
    loadList: async () => host.list,
    silence: () =>
      new Promise((_, reject) => {
        giveUp = () => reject(new Error("silent"));
      }),
  });
  const ask = (path: string, { mode, destination, ...init }: Asked = {}) => {
    const request = new Request(new URL(path, scope), init);
    // What a browser sets by itself, and no constructor takes.
    Object.defineProperty(request, "mode", { value: mode ?? "cors" });
    Object.defineProperty(request, "destination", { value: destination ?? "" });
    return shell.answerTo(request, (work) => extended.push(work));
  };
  return { shell, caches, asked, extended, host, ask, giveUp: () => giveUp() };
}

test("what a page needs before any input is held at once, all else only for whoever keeps a model", async () => {
  const { shell, asked } = bench();
  await shell.install();
  expect(asked).toEqual(["", "site.json", "assets/index-aaaaaaaa.js"]);
  await shell.hold();
  expect(asked.slice(3)).toEqual(["site.json", "assets/late-bbbbbbbb.js", "assets/ort.jspi-cccccccc.wasm"]);
  await shell.hold();
  expect(asked.slice(6)).toEqual(["site.json"]);
});

test("of another build than its own nothing is held: the two would not fit", async () => {
  const { shell, asked, host } = bench();
  host.list = { ...list, build: "b3" };
  await shell.hold();
  expect(asked).toEqual([]);
});

test("the page is the host's while there is one, and the held one where it is gone or silent", async () => {
  const { shell, host, ask, giveUp } = bench();
  await shell.install();
  host.isUp = false;
  expect(await (await ask("", { mode: "navigate" }))?.text()).toBe(`content of ${scope}`);
  expect(await (await ask("index.html#task=x", { mode: "navigate" }))?.text()).toBe(`content of ${scope}`);
  host.isSilent = true;
  const slow = ask("", { mode: "navigate" });
  await new Promise((settle) => setTimeout(settle));
  giveUp();
  expect((await slow)?.status).toBe(200);
});

test("a page without headers of its own is isolated, and so are workers; one with them is left as it is", async () => {
  const { ask } = bench();
  for (const answer of [
    await ask("", { mode: "navigate" }),
    await ask("assets/model.worker-eeeeeeee.js", { destination: "worker" }),
  ]) {
    expect(answer?.headers.get("cross-origin-embedder-policy")).toBe("credentialless");
    expect(answer?.headers.get("cross-origin-opener-policy")).toBe("same-origin");
  }
  const own = bench({ headers: { "cross-origin-embedder-policy": "require-corp" } });
  const answer = await own.ask("", { mode: "navigate" });
  expect(answer?.headers.get("cross-origin-embedder-policy")).toBe("require-corp");
});

test("a script is asked for once, an example that may have changed each time", async () => {
  const { asked, ask, host } = bench();
  for (const path of ["assets/late-bbbbbbbb.js", "examples/cat.jpg"]) {
    await ask(path);
    await ask(path);
  }
  expect(asked).toEqual(["assets/late-bbbbbbbb.js", "examples/cat.jpg", "examples/cat.jpg"]);
  host.isUp = false;
  expect((await ask("examples/cat.jpg"))?.ok).toBe(true);
  await expect(ask("examples/other.jpg")).rejects.toThrow("Failed to fetch");
});

test("an answer does not wait until it is written down, but the service worker lives until then", async () => {
  const { ask, caches, extended } = bench();
  const { open } = caches;
  let written = () => {};
  caches.open = async (name) => {
    const cache = await open(name);
    const put: typeof cache.put = (request, response) =>
      new Promise((settle) => {
        written = () => cache.put(request, response).then(settle);
      });
    return { ...cache, put };
  };
  const runtime = "assets/ort.jspi-cccccccc.wasm";
  expect(await (await ask(runtime))?.text()).toBe(`content of ${scope}${runtime}`);
  expect([extended.length, caches.all.get("shell b2")?.size]).toEqual([1, 0]);
  written();
  await extended[0];
  expect(caches.all.get("shell b2")?.size).toBe(1);
});

test("models, settings, other hosts and parts of files are none of its business", () => {
  const { ask } = bench();
  expect(ask("models/e5/onnx/model.onnx")).toBeUndefined();
  expect(ask("site.json")).toBeUndefined();
  expect(ask("https://huggingface.co/org/name/resolve/main/config.json")).toBeUndefined();
  expect(ask("https://host.example/other/assets/x-aaaaaaaa.js")).toBeUndefined();
  expect(ask("assets/late-bbbbbbbb.js", { headers: { range: "bytes=0-1" } })).toBeUndefined();
  expect(ask("assets/late-bbbbbbbb.js", { method: "POST" })).toBeUndefined();
});

test("what an older build left goes when no tab of it is open any more; models stay", async () => {
  const { shell, caches } = bench();
  for (const name of ["shell b1", "shell b2", "model-manifest", "transformers-cache"]) await caches.open(name);
  await shell.activate();
  expect([...caches.all.keys()]).toEqual(["shell b2", "model-manifest", "transformers-cache"]);
});
