import { type Callee, createCallee, type PostToCaller } from "../shared/rpc/callee.ts";
import type { Engine, Realm } from "./realm.ts";
import { handleDispose } from "./verbs/dispose.ts";
import { handleLoad } from "./verbs/load.ts";
import { handleRun } from "./verbs/run.ts";
import { handleStart } from "./verbs/start.ts";
import { handleTokens } from "./verbs/tokens.ts";
import { handleWant } from "./verbs/want.ts";

/** Everything that a worker can be asked for; the other half of each stands in its file. */
const verbs = [handleStart, handleLoad, handleWant, handleRun, handleDispose, handleTokens] as const;

/** The worker's side: an empty realm and the verbs that work in it. Knows no worker global. */
export function createRunner(engine: Engine, post: PostToCaller): Callee {
  const realm: Realm = { engine, opened: undefined, loaded: undefined, want() {} };
  return createCallee(
    verbs.map((handle) => handle(realm)),
    post,
    (reason) => realm.opened?.classify(reason) ?? "run-failed",
  );
}
