import type { Playground } from "../support/playground.ts";
import { answersOf, problemsIn } from "./answers.ts";
import { isComparable } from "./compare.ts";
import { keep } from "./found.ts";
import { references } from "./reference.ts";
import { type Row, rowsOf } from "./row.ts";
import { expect, test } from "./test.ts";

const half = new Set(["fp16", "q4f16"]);

async function hasHalfPrecision(): Promise<boolean> {
  const adapter = await navigator.gpu?.requestAdapter();
  return adapter?.features.has("shader-f16") ?? false;
}

/** Why a row cannot run on this machine, `undefined` where it can. */
async function findHindrance({ page, base }: Playground, { device, dtype }: Row): Promise<string | undefined> {
  if (device !== "webgpu" || !half.has(dtype)) return undefined;
  // `navigator.gpu` is there on secure pages only.
  if (!page.url().startsWith(base)) await page.goto(base);
  return (await page.evaluate(hasHalfPrecision)) ? undefined : "no shader-f16";
}

for (const { family, task, folder } of references.filter((reference) => !isComparable(reference.task))) {
  console.log(`pending: ${family} ${task} (${folder}), since the task does not exist yet`);
}

for (const row of references.filter(({ task }) => isComparable(task)).flatMap(rowsOf)) {
  const { reference, device, dtype } = row;
  const { folder, family, task } = reference;
  test(`${family} ${task} (${folder}) in ${dtype} on ${device} answers as Python`, async ({ rows }) => {
    const hindrance = await findHindrance(rows, row);
    if (hindrance) {
      console.log(`not run here: ${hindrance}: ${family} ${task} in ${dtype} on ${device}`);
      keep(row, [], hindrance);
      return;
    }
    const cases = await answersOf(rows, row);
    keep(row, cases);
    expect(problemsIn(cases)).toEqual([]);
  });
}
