import { expect, test } from "vitest";
import { realClock } from "../shared/clock.ts";
import { searchModels } from "./search.ts";

const endpoints = ["https://hub.test/", "https://mirror.test/"].map((host) => ({
  ...{ name: host, host, path: "{model}/resolve/{revision}/{file}" },
  token: host === "https://hub.test/",
}));
const hit = {
  id: "org/name",
  downloads: 12,
  likes: 3,
  tags: ["onnx", "en", "zh", "license:apache-2.0"],
  gated: "auto",
};

async function searched(text: string, answer: (url: URL, headers: Headers) => Response) {
  const asked: URL[] = [];
  const outcome = await searchModels(
    { text, task: "fill-mask", order: "likes" },
    {
      sources: { endpoints, timeoutMs: { firstByte: 1_000, stall: 1_000 }, token: "hf_secret" },
      clock: realClock,
      signal: new AbortController().signal,
      async fetch(address, init) {
        asked.push(new URL(address));
        return answer(new URL(address), new Headers(init.headers));
      },
    },
  );
  return { asked, outcome };
}

test("a search asks for what is made for the library and the task, in the order that was chosen", async () => {
  const { asked, outcome } = await searched("bert", () => Response.json([hit]));
  expect(outcome).toEqual({
    status: "found",
    host: "hub.test",
    hits: [{ model: "org/name", downloads: 12, likes: 3, licence: "apache-2.0", languages: ["en", "zh"], gated: true }],
  });
  expect(asked.map(({ host, pathname }) => host + pathname)).toEqual(["hub.test/api/models"]);
  expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toEqual({
    ...{ search: "bert", filter: "transformers.js", pipeline_tag: "fill-mask" },
    ...{ sort: "likes", direction: "-1", limit: "30" },
  });
});

test("where nothing of that is found, whatever has ONNX files is", async () => {
  const { asked, outcome } = await searched("bert", ({ searchParams }) =>
    Response.json(searchParams.get("filter") === "onnx" ? [hit] : []),
  );
  expect([outcome.status, asked.at(-1)?.searchParams.get("filter")]).toEqual(["found", "onnx"]);
});

test("a host that finds nothing gives way to the next", async () => {
  const { outcome } = await searched("bert", ({ host }) => Response.json(host === "hub.test" ? [] : [hit]));
  expect(outcome).toMatchObject({ status: "found", host: "mirror.test" });
});

test("a host that cannot search gives way to the next, and that none can is no error", async () => {
  const plain = () => new Response("", { status: 404 });
  const first = await searched("", ({ host }) => (host === "hub.test" ? plain() : Response.json([])));
  expect(first.outcome).toEqual({ status: "found", host: "mirror.test", hits: [] });
  expect((await searched("", plain)).outcome).toEqual({ status: "unable" });
  expect((await searched("", () => new Response("<html>"))).outcome).toEqual({ status: "unable" });
  const gone = () => {
    throw new TypeError("Failed to fetch");
  };
  expect((await searched("", gone)).outcome).toEqual({ status: "unreachable" });
});

test("a token goes to the hosts that it is for, once they ask for it, and to no other", async () => {
  const seen: (readonly [host: string, token: string | null])[] = [];
  await searched("", ({ host }, headers) => {
    seen.push([host, headers.get("authorization")]);
    return new Response("", { status: 401 });
  });
  expect(seen).toEqual([
    ["hub.test", null],
    ["hub.test", "Bearer hf_secret"],
    ["mirror.test", null],
  ]);
});
