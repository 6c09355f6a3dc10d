import path from "node:path";
import type { Page } from "@playwright/test";
import * as v from "valibot";
import { startHub } from "../hub/hub.ts";
import { Playground } from "../support/playground.ts";
import { deploy, endpointOf } from "../support/site.ts";
import { ask } from "./ask.ts";
import { compare } from "./compare.ts";
import { compareFeeds, Feeds } from "./feeds.ts";
import type { FoundCase } from "./found.ts";
import { referenceRoot } from "./reference.ts";
import type { Row } from "./row.ts";

/** Asks the app at `url` every question of a row, one after the other in one worker. */
export async function answersOf(page: Page, url: string, row: Row): Promise<readonly FoundCase[]> {
  const { folder, model, task } = row.reference;
  const hub = await startHub({ repos: { [model]: path.join(referenceRoot, folder) } });
  await deploy(page, { endpoints: [endpointOf(hub)] });
  const playground = new Playground(page, url);
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
      answer: compare(task, heard.answer, asked, row.tolerance),
      between: compareFeeds(v.parse(Feeds, feeds), asked),
    });
  }
  await hub.close();
  return found;
}

/** What differs from Python, each with the name of its case. */
export function problemsIn(cases: readonly FoundCase[]): readonly string[] {
  return cases.flatMap(({ case: name, answer, between = [] }) =>
    [...between, ...(answer ? [answer] : [])].flatMap(({ problem }) => (problem ? [`${name}: ${problem}`] : [])),
  );
}
