import { fromBinary } from "@bufbuild/protobuf";
import { unzipSync } from "fflate";
import { ModelProtoSchema } from "onnx-buf";
import { describe, expect, it } from "vitest";
import { realClock } from "../../shared/clock.ts";
import type { Matrix } from "../../shared/media.ts";
import { createRandom } from "../../shared/random.ts";
import { answerOf } from "../../shared/rpc/caller.ts";
import { createLoopback } from "../../shared/testing/loopback.ts";
import { createTrainerClient } from "../client.ts";
import { createGraphWriter } from "../export/graph.ts";
import { createHeadKeeper } from "./keeper.ts";
import { fitVerb, joinVerb, predictVerb, readLinesVerb, splitVerb } from "./verbs.ts";

const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
const setUp = () => createTrainerClient(() => createLoopback((post) => createHeadKeeper(post, { pause })), realClock);

/** The first number tells the label, but for the last row. */
function vectors(rows: number): { readonly matrix: Matrix; readonly targets: number[] } {
  const random = createRandom(1);
  const targets = Array.from({ length: rows }, (_, row) => (row % 3 === 0 ? 0 : 1));
  const data = Float32Array.from(
    targets.flatMap((target, row) => [row === rows - 1 ? 1 - target : target, random(), random()]),
  );
  return { matrix: { data, rows, columns: 3 }, targets };
}

const { matrix, targets } = vectors(12);
const request = {
  vectors: matrix,
  sketches: { data: new Float32Array(24), rows: 12, columns: 2 },
  targets,
  trainRows: 8,
  labels: ["no", "yes"],
  labelVectors: { data: Float32Array.of(0, 1, 1, 1, 0, 0), rows: 2, columns: 3 },
  c: 10,
  steps: 1_000,
  seed: 1,
};

describe("the keeper of a head", () => {
  it("learns, tells what it got wrong on examples that it has not seen, and answers for new ones", async () => {
    const client = setUp();
    const steps: number[] = [];
    const onEvent = ({ step }: { readonly step: number }) => steps.push(step);
    const outcome = answerOf(await client.ask(fitVerb, request, { onEvent }));
    expect(outcome).toMatchObject({ accuracy: 0.75, zeroShotAccuracy: 0.75, steps: steps.at(-1) });
    expect(outcome.confusion.flat().reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(outcome.mistakes).toMatchObject([{ row: 11, guess: 0 }]);
    // Sketches that are all alike tell nothing: the more frequent label is what remains.
    expect(outcome.baselineAccuracy).toBe(0.75);
    const [no = 0, yes = 0] = answerOf(await client.ask(predictVerb, Float32Array.of(1, 0.5, 0.5)));
    expect(yes).toBeGreaterThan(0.9);
    expect(no + yes).toBeCloseTo(1);
    client.end();
  });

  it("holds out a third of each label, and says what is wrong with labels", async () => {
    const client = setUp();
    const given = ["b", "a", "b", "a", "b", "a"];
    const split = answerOf(await client.ask(splitVerb, { given, examples: 100, seed: 1 }));
    expect(split.labels).toEqual(["a", "b"]);
    expect([split.train.length, split.heldOut.length]).toEqual([4, 2]);
    const bad = await client.ask(splitVerb, { given: ["a", "a", "a"], examples: 2, seed: 1 });
    expect(bad).toMatchObject({ failure: { reason: "labels-single" } });
    expect(await client.ask(splitVerb, { given: [], examples: 2, seed: 1 })).toMatchObject({
      failure: { code: "input-empty" },
    });
    const lines = await client.ask(readLinesVerb, "a\tone\nb");
    expect(lines).toMatchObject({ failure: { reason: "labels-unread", values: { line: "2" } } });
    client.end();
  });

  it("joins body and head to one graph in the Hub's layout, whose scores are called logits", async () => {
    const client = setUp();
    await client.ask(fitVerb, request);
    const g = createGraphWriter();
    g.input("pixel_values", "float", [1, 3]);
    g.node("Relu", ["pixel_values"], {}, "logits");
    g.output("logits", [1, 3]);
    const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
    const files = [
      { path: "config.json", bytes: json({ architectures: ["EfficientNetForImageClassification"] }) },
      { path: "preprocessor_config.json", bytes: json({}) },
      { path: "onnx/model_q4.onnx", bytes: g.bytes() },
    ];
    const join = {
      modality: "image",
      pooling: "mean",
      files,
      graph: "onnx/model_q4.onnx",
      target: "onnx/model.onnx",
    } as const;
    const archive = unzipSync(answerOf(await client.ask(joinVerb, join)));
    expect(Object.keys(archive).sort()).toEqual(
      ["config.json", "onnx/model.onnx", "preprocessor_config.json"].map((name) => `learned/${name}`),
    );
    const config: unknown = JSON.parse(new TextDecoder().decode(archive["learned/config.json"]));
    expect(config).toMatchObject({ id2label: { 0: "no", 1: "yes" } });
    const { graph } = fromBinary(ModelProtoSchema, archive["learned/onnx/model.onnx"] ?? new Uint8Array());
    expect(graph?.output.map(({ name }) => name)).toEqual(["logits"]);
    expect(graph?.node[0]?.output).toEqual(["body.logits"]);
    expect(graph?.node.at(-1)?.output).toEqual(["logits"]);
    const noText = await client.ask(joinVerb, { ...join, modality: "text" });
    expect(noText).toMatchObject({ failure: { code: "model-unsupported", reason: "output-other" } });
    client.end();
  });
});
