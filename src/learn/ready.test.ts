import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { bodyParameters, objectiveParameters } from "./network/shape.ts";
import { weightOf } from "./network/weights.ts";
import { readSaved } from "./saved.ts";
import { readLabelled } from "./text/labelled.ts";
import { toIds, tokensOf, unknownId } from "./text/vocabulary.ts";

const folder = join(import.meta.dirname, "../../public/learn");
const nets = readdirSync(folder).filter((name) => name.endsWith(".safetensors"));

it.each(nets)("%s is a whole network, which knows most tokens of the labelled lines beside it", (name) => {
  const { net, training } = readSaved(readFileSync(join(folder, name)));
  expect(training).toBeUndefined();
  for (const { name: weight, dims } of [
    ...bodyParameters(net.shape),
    ...objectiveParameters(net.objective, net.shape),
  ]) {
    const { data, dims: found } = weightOf(net.weights, weight);
    expect([weight, found]).toEqual([weight, dims]);
    expect(data.every(Number.isFinite)).toBe(true);
  }
  const lines = readLabelled(readFileSync(join(folder, name.replace(/-\w+\.safetensors$/, ".tsv")), "utf8"));
  const { kind } = net.vocabulary;
  const ids = lines.flatMap(({ text }) => [...toIds(tokensOf(text, kind), net.vocabulary)]);
  expect(ids.filter((id) => id === unknownId).length / ids.length).toBeLessThan(0.2);
});
