import { answerOf } from "../shared/rpc/caller.ts";
import { withCaller } from "../shared/rpc/own.ts";
import { portOf } from "../shared/rpc/port.ts";
import { readJsonVerb } from "./json/verb.ts";

const silence = {
  ms: 60_000,
  failure: { code: "worker-crashed", message: "The worker that reads JSON gave no sign." },
} as const;

/**
 * JSON under an address of the page's own, read apart from its thread: that of a photo's depths is 64 MB, which took
 * 155 ms there, and what is handed over of it 30.
 * @throws TaskError where nothing lies there any more, or no worker can be had
 */
export function readJson(href: string): Promise<unknown> {
  const open = () => portOf(new Worker(new URL("./json.worker.ts", import.meta.url), { type: "module", name: "json" }));
  return withCaller(open, async (caller) => answerOf(await caller.ask(readJsonVerb, { href }, { silence })));
}
