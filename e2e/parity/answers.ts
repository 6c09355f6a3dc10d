import * as v from "valibot";
import type { Playground } from "../support/playground.ts";
import { ask } from "./ask.ts";
import { compare } from "./compare.ts";
import { compareFeeds, Feeds } from "./feeds.ts";
import type { FoundCase } from "./found.ts";
import type { Row } from "./row.ts";

/** Asks the app every question of a row, one after the other in one worker. */
export async function answersOf(playground: Playground, row: Row): Promise<readonly FoundCase[]> {
  const found: FoundCase[] = [];
  for (const asked of row.cases) {
    const answer = await ask(playground, row, asked);
    const { feeds } = await playground.report();
    found.push({
      case: asked.name,
      answer: compare(row.reference.task, answer, asked, row.tolerance),
      between: compareFeeds(v.parse(Feeds, feeds), asked),
    });
  }
  return found;
}

/** What differs from Python, each with the name of its case. */
export function problemsIn(cases: readonly FoundCase[]): readonly string[] {
  return cases.flatMap(({ case: name, answer, between }) =>
    [...between, answer].flatMap(({ problem }) => (problem ? [`${name}: ${problem}`] : [])),
  );
}
