import { expect, it } from "vitest";
import { createFakeClock } from "../shared/testing/clock.ts";
import { canonicalUrl } from "./address.ts";
import { createFetcher } from "./fetch.ts";
import { createFakeParts } from "./testing/parts.ts";

const file = (path: string) => canonicalUrl({ model: "local/mine", revision: "main", file: path });

function fetcherWith(files: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const endpoint = { name: "Hub", host: "https://hub.test/", path: "{model}/resolve/{revision}/{file}", token: false };
  const fetcher = createFetcher({
    sources: {
      endpoints: [endpoint],
      timeoutMs: { firstByte: 100, stall: 100 },
      embeddedBase: "https://site.test/models/",
      runtime: {},
      mostFloatBytes: 0,
      local: Object.entries(files).map(([path, text]) => ({ path, blob: new Blob([text]) })),
    },
    clock: createFakeClock(),
    parts: createFakeParts(),
    async fetch(url) {
      asked.push(url);
      return new Response("from the network");
    },
    onProgress() {},
  });
  return { fetcher, asked };
}

it("a reader's own files are read where they lie, and no host is asked for anything of them", async () => {
  const { fetcher, asked } = fetcherWith({ "config.json": "{}", "onnx/model.onnx": "graph" });
  expect(await (await fetcher.fetch(file("onnx/model.onnx"))).text()).toBe("graph");
  expect((await fetcher.fetch(file("tokenizer.json"))).status).toBe(404);
  expect(await fetcher.isServed(file("config.json"))).toBe(true);
  expect(await fetcher.isServed(file("onnx/model.onnx_data"))).toBe(false);
  const listing = await fetcher.list({ model: "local/mine", revision: "main" });
  expect([...(listing?.keys() ?? [])]).toEqual(["config.json", "onnx/model.onnx"]);
  expect(fetcher.report.loadedBytes).toBe(5);
  expect(asked).toEqual([]);
});

it("a missing one fails as missing, and is not looked for elsewhere", async () => {
  const { fetcher, asked } = fetcherWith({});
  await expect(fetcher.fetch(file("onnx/model.onnx"))).rejects.toMatchObject({ code: "dtype-missing" });
  expect(asked).toEqual([]);
});
