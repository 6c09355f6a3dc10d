import { createCallee, handler, serve } from "../shared/rpc/callee.ts";
import { contentOf } from "./sound/container.ts";
import { findLongSound } from "./sound/read.ts";
import { contentVerb, readVerb } from "./sound/verbs.ts";

/** A worker of its own, ended with its file: what decoders leave lying about goes with it. */
const handlers = [
  handler(
    readVerb,
    async ({ file, samplingRate }, { tell }) => (await findLongSound(file, samplingRate, tell)) ?? null,
  ),
  handler(contentVerb, ({ file }) => contentOf(file)),
];

serve(self, (post) => createCallee(handlers, post, () => "input-invalid"));
