/*
 * Pre-trains the ready networks of `#learn=finetune` and `#learn=objectives` on the ready texts by the page's own code, and measures
 * with them what the screen shows: `node scripts/learn/pretrain.mjs english-causal [all last head]` (docs/learn.md).
 */
import * as v from "valibot";
import { createServer } from "vite";
import { root } from "../shared/root.mjs";

const Recipe = v.object({ pretrainAndMeasure: v.function() });
const server = await createServer({
  root,
  appType: "custom",
  logLevel: "error",
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true, include: [] },
});
try {
  const { pretrainAndMeasure } = v.parse(Recipe, await server.ssrLoadModule("/scripts/learn/recipe.ts"));
  const [name, ...parts] = process.argv.slice(2);
  await pretrainAndMeasure(name, parts);
} finally {
  await server.close();
}
