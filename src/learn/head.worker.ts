import { nextMacrotask } from "../shared/pause.ts";
import { serve } from "../shared/rpc/callee.ts";
import { createHeadKeeper } from "./head/keeper.ts";

serve(self, (post) => createHeadKeeper(post, { pause: nextMacrotask }));
