/*
 * Pre-trains the ready networks of `#learn=finetune` and `#learn=objectives` on the ready texts by the page's own code, and measures
 * with them what the screen shows: `node scripts/learn/pretrain.mjs english-causal [all last head]` (docs/learn.md).
 */
import * as v from "valibot";
import { root } from "../shared/root.mjs";
import { withSource } from "../shared/source.mjs";

const Recipe = v.object({ pretrainAndMeasure: v.function() });
await withSource(root, "/scripts/learn/recipe.ts", (module) => {
  const [name, ...parts] = process.argv.slice(2);
  return v.parse(Recipe, module).pretrainAndMeasure(name, parts);
});
