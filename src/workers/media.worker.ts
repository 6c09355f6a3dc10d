import { createCallee, handler, serve } from "../shared/rpc/callee.ts";
import { contentOf } from "./media/container.ts";
import { findFrames } from "./media/frames.ts";
import { findLongSound } from "./media/read.ts";
import { contentVerb, framesVerb, readVerb } from "./media/verbs.ts";

/** A worker of its own, ended with its file: what decoders leave lying about goes with it. */
const handlers = [
  handler(readVerb, async ({ file, ...wanted }, { tell }) => (await findLongSound(file, wanted, tell)) ?? null),
  handler(contentVerb, ({ file }) => contentOf(file)),
  handler(framesVerb, async ({ file, count }, { tell }) => (await findFrames(file, count, tell)) ?? null),
];

serve(self, (post) => createCallee(handlers, post, () => "input-invalid"));
