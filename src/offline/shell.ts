/** How a page may be isolated: the second, where the browser knows it, leaves pictures of other hosts their place. */
type EmbedderPolicy = "require-corp" | "credentialless";

/** What `scripts/vite/offline.mjs` writes beside the page: addresses from the site's folder. */
export interface ShellList {
  /** As in the service worker of the same build. */
  readonly build: string;
  /** What the page needs before any input. */
  readonly core: readonly string[];
  /** Every other script and style; none of a provider's library, which is of no use without a network. */
  readonly rest: readonly string[];
  /** The runtime, in each of its builds. */
  readonly runtime: { readonly jspi: readonly string[]; readonly asyncify: readonly string[] };
}

interface ShellPorts {
  /** The site's folder, with a slash at its end. */
  readonly scope: string;
  readonly build: string;
  readonly policy: EmbedderPolicy;
  readonly runtime: keyof ShellList["runtime"];
  readonly caches: Pick<CacheStorage, "keys" | "delete"> & {
    open(name: string): Promise<Pick<Cache, "match" | "put">>;
  };
  readonly fetch: (request: Request | string, init?: RequestInit) => Promise<Response>;
  /** @throws where the list cannot be had */
  loadList(): Promise<ShellList>;
  /** Rejects after so long. */
  silence(ms: number): Promise<never>;
}

/** Keeps the service worker alive until something is done that no answer waits for. */
type Extend = (work: Promise<void>) => void;

const prefix = "shell ";

/** A host that says nothing for so long is taken for none, where the page is here. */
const silenceMs = 4_000;

/**
 * What the site itself is made of, kept for visits without a network: page, scripts, words and runtime. Models are none
 * of it: they lie where the workers keep them, once.
 */
export function createShell(ports: ShellPorts) {
  const { scope, build, policy, caches, fetch } = ports;
  const name = `${prefix}${build}`;
  const addressOf = (file: string) => new URL(file, scope).href;

  async function keep(file: string, init?: RequestInit): Promise<void> {
    const response = await fetch(addressOf(file), init);
    if (!response.ok) throw new Error(`${file}: ${response.status}`);
    await (await caches.open(name)).put(addressOf(file), response);
  }

  /** The page as the host has it, so that a new version is seen at once; else as it is here. */
  async function page(request: Request): Promise<Response> {
    const kept = await (await caches.open(name)).match(addressOf("./"));
    try {
      const coming = fetch(request);
      return isolated(await (kept ? Promise.race([coming, ports.silence(silenceMs)]) : coming), policy);
    } catch (reason) {
      if (!kept) throw reason;
      return isolated(kept, policy);
    }
  }

  /** A file whose name says its content never changes. */
  async function asset(request: Request, extend: Extend): Promise<Response> {
    const cache = await caches.open(name);
    const kept = await cache.match(request.url);
    const response = kept ?? (await fetch(request));
    if (!kept && response.ok) extend(put(cache, request, response));
    // A page that is isolated starts no worker that is not.
    return request.destination === "worker" ? isolated(response, policy) : response;
  }

  /** A file that may have changed: as the host has it, else as it was met last. */
  async function file(request: Request, extend: Extend): Promise<Response> {
    const cache = await caches.open(name);
    try {
      const response = await fetch(request);
      if (response.ok) extend(put(cache, request, response));
      return response;
    } catch (reason) {
      const kept = await cache.match(request.url);
      if (!kept) throw reason;
      return kept;
    }
  }

  return {
    /** @throws where a part of the core cannot be had: then the browser tries again at another visit */
    async install(): Promise<void> {
      const { core } = await ports.loadList();
      // The page may be another than the browser remembers; what it names is in the browser's own cache already.
      await keep("./", { cache: "no-cache" });
      await Promise.all(core.map((one) => keep(one)));
    },

    /** What other builds left: no tab is of theirs any more. */
    async activate(): Promise<void> {
      const old = (await caches.keys()).filter((other) => other.startsWith(prefix) && other !== name);
      await Promise.all(old.map((other) => caches.delete(other)));
    },

    /** All that a kept model may need to run, one file after the other. It is gone on with at the next call. */
    async hold(): Promise<void> {
      const list = await ports.loadList();
      if (list.build !== build) return;
      const cache = await caches.open(name);
      // What a deployer may change without a build.
      await keep("site.json", { cache: "no-cache" });
      for (const one of [...list.rest, ...list.runtime[ports.runtime]]) {
        if (!(await cache.match(addressOf(one)))) await keep(one, { priority: "low" });
      }
    },

    /** `undefined` for all that is not ours to answer: other hosts, models, the site's settings, parts of files. */
    answerTo(request: Request, extend: Extend): Promise<Response> | undefined {
      if (request.method !== "GET" || !request.url.startsWith(scope) || request.headers.has("range")) return undefined;
      const path = new URL(request.url).pathname.slice(new URL(scope).pathname.length);
      if (request.mode === "navigate") return path === "" || path === "index.html" ? page(request) : undefined;
      if (path.startsWith("assets/")) return asset(request, extend);
      return path.startsWith("examples/") || path.startsWith("learn/") ? file(request, extend) : undefined;
    },
  };
}

/** Beside the answer, which nobody reads later for it: the runtime is 17 MB. A file is of use where it cannot be kept, too. */
function put(cache: Pick<Cache, "put">, { url }: Request, response: Response): Promise<void> {
  return cache.put(url, response.clone()).catch(() => {});
}

/**
 * The same answer with the headers that isolate a page, and so give it memory that threads share. A host that sends any
 * itself knows better; what no script may read into is left alone.
 */
function isolated(response: Response, policy: EmbedderPolicy): Response {
  const { status, statusText, body, type } = response;
  if (type === "opaque" || type === "opaqueredirect" || status === 0) return response;
  if (response.headers.has("cross-origin-embedder-policy")) return response;
  const headers = new Headers(response.headers);
  headers.set("cross-origin-opener-policy", "same-origin");
  headers.set("cross-origin-embedder-policy", policy);
  return new Response(body, { status, statusText, headers });
}
