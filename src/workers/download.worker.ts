import { realClock } from "../shared/clock.ts";
import { createCallee, serve } from "../shared/rpc/callee.ts";
import { handleDownload } from "./verbs/download.ts";

/** Downloads live apart from models: a worker that ends with its model takes none with it. */
serve(self, (post) => createCallee([handleDownload(realClock)], post, () => "run-failed"));
