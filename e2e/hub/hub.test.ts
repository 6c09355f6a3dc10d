import { createHash } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { gitOidOf, pointerOf } from "./digest.ts";
import { type Hub, startHub } from "./hub.ts";
import { configText, createSample, weights } from "./sample.ts";

// Expected values: huggingface_hub's file_download.py and _http.py, and answers of huggingface.co recorded in 2026.

let sample: Awaited<ReturnType<typeof createSample>>;
let hub: Hub;

beforeAll(async () => {
  sample = await createSample();
  const folder = join(sample.root, "org/tiny");
  hub = await startHub({
    roots: [sample.root],
    repos: { "gate/closed": { folder, gated: "manual", pipelineTag: "fill-mask" }, plain: folder },
    token: "hf_granted",
  });
});
afterAll(async () => {
  await hub.close();
  await sample.remove();
});
beforeEach(() => hub.forgetRequests());

const sha256 = createHash("sha256").update(weights).digest("hex");
const weightsPath = "/org/tiny/resolve/main/onnx/model.onnx";

function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Response> {
  return fetch(hub.url + path, { method, headers, redirect: "manual" });
}

async function askJson(path: string): Promise<unknown> {
  return (await ask(path)).json();
}

async function askCommit(id: string): Promise<string> {
  return (await ask(`/${id}/resolve/main/config.json`)).headers.get("x-repo-commit") ?? "";
}

async function askWeights(headers: Record<string, string> = {}): Promise<Response> {
  const { headers: found } = await ask(weightsPath);
  return fetch(found.get("location") ?? "", { headers });
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer());
}

describe("a file of a repository", () => {
  it("leads a plain file to the resolve cache of the same host by a relative 307 with git's blob id", async () => {
    const response = await ask("/org/tiny/resolve/main/config.json", {}, "HEAD");
    const commit = response.headers.get("x-repo-commit");
    expect(response.status).toBe(307);
    expect(commit).toMatch(/^[0-9a-f]{40}$/);
    expect(response.headers.get("location")).toMatch(
      new RegExp(`^/api/resolve-cache/models/org/tiny/${commit}/config\\.json\\?`),
    );
    expect(response.headers.get("x-linked-etag")).toBe(`"${gitOidOf(configText)}"`);
    expect(response.headers.get("x-linked-size")).toBeNull();
    expect(response.headers.get("accept-ranges")).toBe("bytes");
  });

  it("gives a plain file whole to whoever follows", async () => {
    const response = await fetch(`${hub.url}/org/tiny/resolve/main/config.json`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-length")).toBe(String(configText.length));
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(response.headers.get("etag")).toBe(`"${gitOidOf(configText)}"`);
    expect(await response.text()).toBe(configText);
  });

  it.each(["onnx/model.onnx", "onnx/model.onnx_data_1", "tokenizer.json"])(
    "leads %s, an LFS file by its ending or size, to the CDN by a 302 that holds size and sha256",
    async (file) => {
      const response = await ask(`/org/tiny/resolve/main/${file}`, {}, "HEAD");
      expect(response.status).toBe(302);
      expect(response.headers.get("location")).toContain(`${hub.url}/cdn/org/tiny/`);
      expect(response.headers.get("x-linked-size")).toBe(file === "tokenizer.json" ? "1000001" : "3000");
      expect(response.headers.get("x-linked-etag")).toMatch(/^"[0-9a-f]{64}"$/);
      expect(response.headers.get("cache-control")).toBe("no-store");
    },
  );

  it("serves the CDN's bytes under an ETag that is not the sha256", async () => {
    expect((await ask(weightsPath)).headers.get("x-linked-etag")).toBe(`"${sha256}"`);
    const response = await askWeights();
    expect(response.headers.get("etag")).toMatch(/^"[0-9a-f]{64}"$/);
    expect(response.headers.get("etag")).not.toBe(`"${sha256}"`);
    expect(response.headers.get("x-linked-size")).toBeNull();
    expect(await bytesOf(response)).toEqual(weights);
  });

  it("answers HEAD with the length and no body", async () => {
    const response = await fetch(hub.url + weightsPath, { method: "HEAD" });
    expect(response.headers.get("content-length")).toBe("3000");
    expect(hub.requests.at(-1)?.sentBytes).toBe(0);
  });

  it("answers 304 to whoever names the ETag, weak or strong or among others", async () => {
    const etag = (await askWeights()).headers.get("etag") ?? "";
    for (const named of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      expect((await askWeights({ "if-none-match": named })).status).toBe(304);
    }
    expect((await askWeights({ "if-none-match": '"other"' })).status).toBe(200);
  });

  it("shows what git holds at /raw/: the text itself, or an LFS pointer", async () => {
    expect(await (await ask("/org/tiny/raw/main/config.json")).text()).toBe(configText);
    const pointer = await (await ask("/org/tiny/raw/main/onnx/model.onnx")).text();
    expect(pointer).toBe(`version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize 3000\n`);
  });

  it("writes a pointer as the Hub does: the blob id of openai-community/gpt2's model.safetensors", () => {
    const pointer = pointerOf("248dfc3911869ec493c76e65bf2fcf7f615828b0254c12b473182f0f81d3a707", 548_105_171);
    expect(pointer.length).toBe(134);
    expect(gitOidOf(pointer)).toBe("44b36d6e32d13c8fb28b0feab0ac8bfefa7efeda");
  });

  it("puts the CDN on an origin of its own where asked to", async () => {
    const apart = await startHub({ roots: [sample.root], cdn: "apart" });
    expect(apart.cdnUrl).not.toBe(apart.url);
    const response = await fetch(apart.url + weightsPath);
    expect(new URL(response.url).origin).toBe(apart.cdnUrl);
    expect(await bytesOf(response)).toEqual(weights);
    await apart.close();
  });
});

describe("a range", () => {
  it.each([
    ["bytes=0-0", 0, 0],
    ["bytes=100-199", 100, 199],
    ["bytes=2990-", 2990, 2999],
    ["bytes=2990-5000", 2990, 2999],
    ["bytes=-10", 2990, 2999],
    ["bytes=-9999", 0, 2999],
  ])("%s is answered by 206 with exactly these bytes", async (range, start, end) => {
    const response = await askWeights({ range });
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe(`bytes ${start}-${end}/3000`);
    expect(response.headers.get("content-length")).toBe(String(end - start + 1));
    expect(await bytesOf(response)).toEqual(weights.subarray(start, end + 1));
  });

  it.each(["bytes=3000-", "bytes=-0"])("%s, outside the file, is answered by 416 with the size", async (range) => {
    const response = await askWeights({ range });
    expect(response.status).toBe(416);
    expect(response.headers.get("content-range")).toBe("bytes */3000");
  });

  it.each(["bytes=5-2", "bytes=0-1,5-6", "lines=1-2", "bytes=-"])("%s is ignored", async (range) => {
    expect((await askWeights({ range })).status).toBe(200);
  });

  it("of an empty file is out of it, and the empty file itself is 200", async () => {
    const path = `${hub.url}/org/tiny/resolve/main/empty.txt`;
    expect((await fetch(path, { headers: { range: "bytes=0-0" } })).status).toBe(416);
    expect(await (await fetch(path)).text()).toBe("");
  });

  it("is dropped when If-Range names another version, so that halves of two files are never joined", async () => {
    const range = "bytes=0-9";
    const etag = (await askWeights()).headers.get("etag") ?? "";
    expect((await askWeights({ range, "if-range": etag })).status).toBe(206);
    expect((await askWeights({ range, "if-range": '"old"' })).status).toBe(200);
  });
});

describe("a revision", () => {
  it("may be main, the commit, seven digits of it, or a name the test gave", async () => {
    const sha = await askCommit("org/tiny");
    expect(await askJson("/api/models/org/tiny")).toMatchObject({ sha });
    const named = await startHub({
      repos: { "org/tiny": { folder: join(sample.root, "org/tiny"), revisions: ["v1.0", "refs/pr/1"] } },
    });
    for (const revision of ["main", sha, sha.slice(0, 7), "v1.0", "refs%2Fpr%2F1", "refs/pr/1"]) {
      const response = await fetch(`${named.url}/org/tiny/resolve/${revision}/config.json`, { redirect: "manual" });
      expect(response.headers.get("x-repo-commit")).toBe(sha);
    }
    await named.close();
  });

  it("moves when a file changes, and the old commit is gone", async () => {
    const before = await askCommit("solo");
    await sample.write("solo/config.json", '{"a":1}');
    expect(await askCommit("solo")).not.toBe(before);
    expect((await ask(`/solo/resolve/${before}/config.json`)).status).toBe(404);
  });
});

describe("what isn't there", () => {
  it.each(["/no/such/resolve/main/config.json", "/api/models/no/such"])(
    "%s, an unknown repository, is 401 without an error code, as anonymous visitors get it",
    async (path) => {
      const response = await ask(path);
      expect(response.status).toBe(401);
      expect(response.headers.get("x-error-code")).toBeNull();
      expect(response.headers.get("x-error-message")).toBe("Invalid username or password.");
      expect(response.headers.get("www-authenticate")).toContain("Bearer");
    },
  );

  it("is 404 RepoNotFound to whoever has a token", async () => {
    const response = await ask("/api/models/no/such", { authorization: "Bearer hf_any" });
    expect([response.status, response.headers.get("x-error-code")]).toEqual([404, "RepoNotFound"]);
  });

  it("is 404 EntryNotFound with the commit for an unknown file, and no way leads out of the folder", async () => {
    for (const file of ["onnx/model_q4.onnx", "..%2F..%2Fsolo%2Fconfig.json", "onnx"]) {
      const response = await ask(`/org/tiny/resolve/main/${file}`);
      expect([response.status, response.headers.get("x-error-code")]).toEqual([404, "EntryNotFound"]);
      expect(response.headers.get("x-repo-commit")).toMatch(/^[0-9a-f]{40}$/);
      expect(await response.text()).toBe("Entry not found");
    }
  });

  it("is 404 RevisionNotFound for an unknown revision, also one that no header can hold", async () => {
    const response = await ask("/api/models/org/tiny/revision/nope");
    expect([response.status, response.headers.get("x-error-code")]).toEqual([404, "RevisionNotFound"]);
    expect(await response.json()).toEqual({ error: "Invalid rev id: nope" });
    expect((await ask(`/org/tiny/resolve/${encodeURIComponent("主")}/config.json`)).status).toBe(404);
  });

  it("is 404 for any other address and 405 for any other method, whose body is in the log", async () => {
    expect((await ask("/org/tiny")).status).toBe(404);
    expect((await ask("/%E0%A4%A/resolve/main/x")).status).toBe(404);
    const response = await fetch(`${hub.url}/api/models`, { method: "POST", body: "typed" });
    expect(response.status).toBe(405);
    expect(hub.requests.at(-1)).toMatchObject({ method: "POST", body: "typed", status: 405 });
  });
});

describe("a gated repository", () => {
  const path = "/gate/closed/resolve/main/config.json";

  it("gives its facts to everyone and its files to nobody without a token: 401 GatedRepo", async () => {
    expect(await askJson("/api/models/gate/closed")).toMatchObject({ gated: "manual", pipeline_tag: "fill-mask" });
    for (const place of [path, "/gate/closed/raw/main/onnx/model.onnx"]) {
      const response = await ask(place);
      expect([response.status, response.headers.get("x-error-code")]).toEqual([401, "GatedRepo"]);
      expect(await response.text()).toMatch(/^Access to model gate\/closed is restricted\..*Please log in\.$/);
    }
  });

  it("is 403 GatedRepo for a token without access and open for the granted one", async () => {
    const other = await ask(path, { authorization: "Bearer hf_other" });
    expect([other.status, other.headers.get("x-error-code")]).toEqual([403, "GatedRepo"]);
    expect((await ask(path, { authorization: "Bearer hf_granted" })).status).toBe(307);
  });
});

describe("the API", () => {
  it("lists a model's files by name, and with sizes and hashes for ?blobs=true", async () => {
    const info = await askJson("/api/models/org/tiny");
    expect(info).toMatchObject({ id: "org/tiny", modelId: "org/tiny", author: "org", private: false, gated: false });
    expect(info).toMatchObject({ siblings: expect.arrayContaining([{ rfilename: "onnx/model.onnx" }]) });
    const pointer = pointerOf(sha256, 3000);
    const lfs = { sha256, size: 3000, pointerSize: pointer.length };
    expect(await askJson("/api/models/org/tiny/revision/main?blobs=true")).toMatchObject({
      siblings: expect.arrayContaining([
        { rfilename: "config.json", blobId: gitOidOf(configText), size: configText.length },
        { rfilename: "onnx/model.onnx", blobId: gitOidOf(pointer), size: 3000, lfs },
      ]),
    });
  });

  it("reads task, library, licence and tags from the model card, and the architecture from config.json", async () => {
    expect(await askJson("/api/models/org/tiny")).toMatchObject({
      pipeline_tag: "feature-extraction",
      library_name: "transformers.js",
      cardData: { license: "apache-2.0", language: ["en", "zh"] },
      config: { model_type: "bert", architectures: ["BertModel"] },
      tags: expect.arrayContaining(["transformers.js", "onnx", "bert", "en", "zh", "license:apache-2.0"]),
    });
  });

  it.each([
    ["", ["gate/closed", "org/tiny", "plain", "solo"]],
    ["search=TINY", ["org/tiny"]],
    ["search=org+tin", ["org/tiny"]],
    ["pipeline_tag=fill-mask", ["gate/closed"]],
    ["filter=transformers.js,onnx&filter=license:apache-2.0&search=org", ["org/tiny"]],
    ["author=gate", ["gate/closed"]],
    ["limit=2", ["gate/closed", "org/tiny"]],
    ["search=nothing", []],
  ])("finds models by %s", async (query, ids) => {
    expect(await askJson(`/api/models?${query}`)).toMatchObject(ids.map((id) => ({ id })));
  });

  it("leaves files out of search results unless full=true", async () => {
    expect(await askJson("/api/models?search=tiny")).not.toHaveProperty("0.siblings");
    expect(await askJson("/api/models?search=tiny&full=true")).toHaveProperty("0.siblings.1.rfilename", "config.json");
  });
});

describe("another origin", () => {
  const origin = "https://example.org";

  it("may read every answer and the headers that the Hub exposes, errors too", async () => {
    for (const path of [weightsPath, "/api/models", "/no/such/resolve/main/x", "/org/tiny/resolve/main/none"]) {
      const { headers } = await ask(path, { origin });
      expect(headers.get("access-control-allow-origin")).toBe(origin);
      expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
      for (const name of ["ETag", "Content-Range", "X-Linked-Size", "X-Repo-Commit", "X-Error-Code"]) {
        expect(headers.get("access-control-expose-headers")?.split(",")).toContain(name);
      }
    }
    expect((await askWeights({ origin })).headers.get("access-control-allow-origin")).toBe("*");
  });

  it("is told in a preflight that it may send its token", async () => {
    const asked = { origin, "access-control-request-method": "GET", "access-control-request-headers": "authorization" };
    const response = await ask(weightsPath, asked, "OPTIONS");
    expect(response.status).toBe(200);
    expect(response.headers.get("access-control-allow-headers")).toBe("authorization");
    expect(response.headers.get("access-control-allow-methods")).toBe("GET");
  });
});

describe("the log", () => {
  it("holds every request in order, with path, query, range, status and bytes", async () => {
    await (await fetch(`${hub.url}${weightsPath}?download=true`, { headers: { range: "bytes=0-9" } })).arrayBuffer();
    const [first, second] = hub.requests;
    expect(hub.requests).toHaveLength(2);
    expect(first).toMatchObject({
      method: "GET",
      path: `${weightsPath}?download=true`,
      range: "bytes=0-9",
      status: 302,
    });
    expect(second).toMatchObject({ range: "bytes=0-9", status: 206, sentBytes: 10, body: "" });
    await expect.poll(() => second?.closed).toBe(true);
  });

  it("shows that a client which leaves gets no more", async () => {
    hub.setFault({ file: "onnx/model.onnx", fault: { kind: "slow", bytesPerSecond: 5000 } });
    const leaving = new AbortController();
    await fetch(hub.url + weightsPath, { signal: leaving.signal });
    leaving.abort();
    await expect.poll(() => hub.requests.at(-1)?.closed).toBe(true);
    expect(hub.requests.at(-1)?.sentBytes).toBeLessThan(3000);
    hub.clearFaults();
  });
});

it("names a mistyped folder at the start", async () => {
  await expect(startHub({ roots: [join(sample.root, "nowhere")] })).rejects.toThrow("nowhere");
});
