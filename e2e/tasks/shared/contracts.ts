import { readdirSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";
import type { TaskContract } from "./task.ts";

const folder = path.resolve(import.meta.dirname, "..");
const Module = v.object({
  task: v.custom<TaskContract>((value) => v.is(v.looseObject({ inputs: v.object({}), options: v.object({}) }), value)),
});

const entries = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
  .map(async ({ name }) => {
    const { task } = v.parse(Module, await import(path.join(folder, name)));
    return [path.basename(name, ".ts"), task] as const;
  });

/** What the outside knows of every task, by its id: one file each, `e2e/tasks/<id>.ts`. */
export const contracts: ReadonlyMap<string, TaskContract> = new Map(await Promise.all(entries));
