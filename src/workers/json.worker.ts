import { createCallee, handler, serve } from "../shared/rpc/callee.ts";
import { readJsonVerb } from "./json/verb.ts";

const handlers = [handler(readJsonVerb, async ({ href }) => (await fetch(href)).json())];

serve(self, (post) => createCallee(handlers, post, () => "input-invalid"));
