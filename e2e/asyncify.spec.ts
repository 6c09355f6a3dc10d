import * as v from "valibot";
import { cosine, Vectors } from "./support/shapes.ts";
import { deploy, endpointOf } from "./support/site.ts";
import { expect, recorded, test } from "./support/test.ts";

const Recorded = v.object({ texts: v.array(v.object({ text: v.string(), vector: v.array(v.number()) })) });

test("the asyncify build, which travels compressed, gives Python's embeddings as well", async ({
  page,
  playground,
  site,
}) => {
  const { texts } = v.parse(Recorded, await recorded("e2e/embedded/multilingual-e5-small-enzh.json"));
  const short = texts.filter(({ text }) => text.length < 100 && !text.includes("\n")).slice(0, 8);
  const before = site.requests.length;
  await deploy(page, { runtime: { build: "asyncify" } });
  await playground.open({ task: "feature-extraction", device: "wasm", options: { prompt_name: "none" } });
  await playground.fill("texts", short.map(({ text }) => text).join("\n"));
  const vectors = v.parse(Vectors, await playground.answer());
  expect(vectors.length).toBe(short.length);
  short.forEach(({ text, vector }, index) => {
    expect(cosine(vectors[index] ?? [], vector), text).toBeGreaterThanOrEqual(0.999);
  });
  expect(await playground.report()).toMatchObject({ build: "asyncify" });
  const runtimes = site.requests.slice(before).filter(({ url }) => /\.wasm/.test(url));
  expect(runtimes.map(({ url }) => /asyncify/.test(url))).toEqual([true]);
});

test("threads are as many as site.json says", async ({ page, playground, hub, tiny }) => {
  await deploy(page, { endpoints: [endpointOf(hub)], runtime: { threads: 2 } });
  await playground.open({ ...tiny, task: "feature-extraction", inputs: { texts: "one" } });
  await playground.answer();
  expect(await playground.report()).toMatchObject({ threads: 2, isolated: true });
});
