import path from "node:path";
import type { Page } from "@playwright/test";
import * as v from "valibot";
import { startHub } from "../hub/hub.ts";
import { Playground } from "../support/playground.ts";
import { deploy, endpointOf } from "../support/site.ts";
import { expect, test } from "../support/test.ts";
import { ask } from "./ask.ts";
import { compare, isComparable } from "./compare.ts";
import { compareFeeds, Feeds } from "./feeds.ts";
import { type FoundCase, keep } from "./found.ts";
import { referenceRoot, references } from "./reference.ts";
import { type Row, rowsOf } from "./row.ts";

const half = new Set(["fp16", "q4f16"]);

async function hasHalfPrecision(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const adapter = await navigator.gpu?.requestAdapter();
    return adapter?.features.has("shader-f16") ?? false;
  });
}

async function answers(playground: Playground, row: Row): Promise<readonly FoundCase[]> {
  const found: FoundCase[] = [];
  for (const asked of row.cases) {
    const heard = await ask(playground, row, asked);
    if ("pending" in heard) {
      found.push({ case: asked.name, pending: heard.pending });
      continue;
    }
    const { feeds } = await playground.report();
    found.push({
      case: asked.name,
      answer: compare(row.reference.task, heard.answer, asked, row.tolerance),
      between: compareFeeds(v.parse(Feeds, feeds), asked),
    });
  }
  return found;
}

for (const { family, task, folder } of references.filter((reference) => !isComparable(reference.task))) {
  console.log(`pending: ${family} ${task} (${folder}), since the task does not exist yet`);
}

for (const row of references.filter(({ task }) => isComparable(task)).flatMap(rowsOf)) {
  const { reference, device, dtype } = row;
  const { folder, family, task, model } = reference;
  test(`${family} ${task} (${folder}) in ${dtype} on ${device} answers as Python`, async ({ page, site }) => {
    const hub = await startHub({ repos: { [model]: path.join(referenceRoot, folder) } });
    await deploy(page, { endpoints: [endpointOf(hub)] });
    const playground = new Playground(page, site.url);
    await playground.open({ task });
    if (device === "webgpu" && half.has(dtype) && !(await hasHalfPrecision(page))) {
      console.log(`not run here: no shader-f16: ${family} ${task} in ${dtype} on ${device}`);
      keep(row, [], "no shader-f16");
      await hub.close();
      return;
    }
    const cases = await answers(playground, row);
    await hub.close();
    keep(row, cases);
    const problems = cases.flatMap(({ case: name, answer, between = [] }) =>
      [...between, ...(answer ? [answer] : [])].flatMap(({ problem }) => (problem ? [`${name}: ${problem}`] : [])),
    );
    expect(problems).toEqual([]);
  });
}
