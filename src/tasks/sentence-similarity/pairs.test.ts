import { readFileSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { activationOf, scoresPairs } from "./pairs.ts";

const golden = v.parse(
  v.object({ activations: v.array(v.object({ config: v.record(v.string(), v.unknown()), name: v.string() })) }),
  JSON.parse(
    readFileSync(path.join(import.meta.dirname, "..", "common", "vectors", "run", "modules.golden.json"), "utf8"),
  ),
);
const bert = ["BertForSequenceClassification"];

describe("a cross-encoder", () => {
  it("is a classifier with one label", () => {
    expect(scoresPairs({ architectures: bert, id2label: { 0: "LABEL_0" } })).toBe(true);
    expect(scoresPairs({ architectures: bert, num_labels: 1 })).toBe(true);
    expect(scoresPairs({ architectures: ["BertModel"], id2label: { 0: "LABEL_0" } })).toBe(false);
    expect(scoresPairs({ architectures: null })).toBe(false);
  });

  it("is told from one with several labels, which has a task of its own", () => {
    expect(() => scoresPairs({ architectures: bert })).toThrow(
      expect.objectContaining({ code: "model-unsupported", narrow: expect.objectContaining({ reason: "head-other" }) }),
    );
  });

  it.each(golden.activations)("makes scores of logits as sentence-transformers does: $config", ({ config, name }) => {
    expect(activationOf(config)).toBe(name === "Identity" ? "none" : "sigmoid");
  });
});
