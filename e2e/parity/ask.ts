import { readFileSync } from "node:fs";
import path from "node:path";
import type { Playground } from "../support/playground.ts";
import { expect } from "../support/test.ts";
import { contracts } from "../tasks/shared/contracts.ts";
import { parityOf } from "./compare.ts";
import { type Case, referenceRoot } from "./reference.ts";
import type { Row } from "./row.ts";

function optionsOf({ task }: Row["reference"], asked: Case): Record<string, unknown> {
  const { neutral, toOptions, replaced = [] } = parityOf(task);
  const own = contracts.get(task)?.options ?? {};
  // Tasks without that option cut a long text in any case, and say so.
  const isImplied = (name: string) => name === "truncation" && !Object.hasOwn(own, name);
  const given = Object.entries(asked.options).filter(([name]) => !isImplied(name) && !replaced.includes(name));
  return { ...neutral, ...Object.fromEntries(given), ...toOptions?.(asked) };
}

/** A conversation's pictures, which Python reads from files, as addresses that hold them. */
function withPictures(key: string, value: unknown): unknown {
  if (key !== "url" || typeof value !== "string" || !value.startsWith("media/")) return value;
  return `data:;base64,${readFileSync(path.join(referenceRoot, value)).toString("base64")}`;
}

const isMedia = (value: readonly unknown[]) => value.every((file) => String(file).startsWith("media/"));

/** Drives the app as docs/contract.md says. */
export async function ask(playground: Playground, { reference, device, dtype }: Row, asked: Case): Promise<unknown> {
  const options = optionsOf(reference, asked);
  await playground.open({ task: reference.task, model: reference.model, device, dtype, options, trace: true });
  for (const name of Object.keys(options)) await expect(playground.option(name), name).toHaveCount(1);
  for (const [name, value] of Object.entries(asked.inputs)) {
    if (name === "messages") await playground.fill("messages-json", JSON.stringify(value, withPictures));
    else if (isMedia([value].flat())) {
      // Further pictures come to those that are there.
      const all = playground.page.getByRole("button", { name: "Remove all" });
      if ((await all.count()) > 0) await all.click();
      const files = [value].flat().map((file) => path.join(referenceRoot, String(file)));
      await playground.give(name, files);
    } else await playground.fill(name, Array.isArray(value) ? value.join("\n") : String(value));
  }
  return playground.answer();
}
