import type { ErrorCode } from "../src/shared/errors.ts";
import type { FaultRule } from "./hub/fault.ts";
import { startHub } from "./hub/hub.ts";
import { deploy, endpointOf, shortTimes } from "./support/site.ts";
import { expect, fileOf, test } from "./support/test.ts";

const texts = "Wie spät ist es?\n现在几点？";
const weights = "onnx/model.onnx";
/** Where the redirect leads: nothing but the bytes is spoilt. */
const bytesOfWeights = { file: weights, on: "content" } as const;

type Faults = Readonly<Record<string, readonly [FaultRule, ErrorCode]>>;

/** What a host does to all that it is asked for, and the one code that tells it. */
const ofHosts: Faults = {
  "refuses every connection": [{ fault: { kind: "refuse" } }, "network-refused"],
  "stays silent": [{ fault: { kind: "silent" } }, "network-silent"],
  "forbids the repository": [{ fault: { kind: "forbidden" } }, "model-gated"],
  "limits the rate": [{ fault: { kind: "rate-limited", retryAfterSeconds: 60 } }, "hub-busy"],
  "has an error of its own": [{ fault: { kind: "server-error" } }, "hub-busy"],
  // Where some bytes come each time, it is gone on from there (src/hub/transfer.test.ts).
  "sends nothing of a file": [{ ...bytesOfWeights, fault: { kind: "stall", afterBytes: 0 } }, "network-silent"],
};

/** What it does to one file. */
const ofFiles: Faults = {
  "breaks off each time": [{ ...bytesOfWeights, fault: { kind: "cut", afterBytes: 0 } }, "network-cut"],
  "gives a web page for the weights": [{ file: weights, fault: { kind: "html" } }, "file-corrupt"],
  "has lost half of the weights": [
    { ...bytesOfWeights, fault: { kind: "truncate", toBytes: 120_000 } },
    "file-corrupt",
  ],
  "has empty weights": [{ ...bytesOfWeights, fault: { kind: "truncate", toBytes: 0 } }, "file-corrupt"],
  // The name of a node: what is left is well-formed, and no model.
  "has weights with a wrong byte": [{ ...bytesOfWeights, fault: { kind: "flip", offsets: [88] } }, "file-corrupt"],
  "has lost half of the tokenizer": [
    { file: "tokenizer.json", on: "content", fault: { kind: "truncate", toBytes: 8_000 } },
    "file-corrupt",
  ],
  "has no weights in this dtype": [{ file: weights, fault: { kind: "missing" } }, "dtype-missing"],
};

for (const [of, faults] of Object.entries({ "what is asked for": ofHosts, "one file": ofFiles })) {
  test(`each fault of a host with ${of} is told by its code, and the next run works`, async ({ page, playground }) => {
    // For each fault one of its own, of which nothing is kept yet.
    const all = Object.entries(faults).map(([what, [rule, code]], place) => ({
      ...{ what, rule, code },
      model: `test/tiny-${place}`,
    }));
    const folder = fileOf("e2e/reference/minilm-feature-extraction");
    const hub = await startHub({ repos: Object.fromEntries(all.map(({ model }) => [model, folder])) });
    await deploy(page, { endpoints: [endpointOf(hub)], timeoutMs: shortTimes });
    await playground.open({ task: "feature-extraction", device: "wasm", inputs: { texts } });
    let run = 0;
    for (const { what, rule, code, model } of all) {
      hub.setFault(rule);
      await playground.modelId.fill(model);
      await playground.modelId.press("Enter");
      await playground.dtype.selectOption("fp32");
      await playground.press();
      const told = [await playground.end(), await playground.error.getAttribute("data-code")];
      expect([what, ...told]).toEqual([what, "failed", code]);
      await expect(playground.error).toHaveAttribute("role", "alert");
      await expect(playground.error).toHaveText(/\S.{20}/);
      await expect(playground.input("texts")).toHaveValue(texts);
      await expect(playground.modelId).toHaveValue(model);

      hub.clearFaults();
      await playground.retry.click();
      run += 2;
      await expect(playground.status).toHaveAttribute("data-run", String(run));
      expect([what, await playground.end()]).toEqual([what, "done"]);
      await expect(playground.error).toHaveCount(0);
    }
    await hub.close();
  });
}

const embeddings = { task: "feature-extraction", inputs: { texts } } as const;

test("a repository or a branch that no host knows is told as model-not-found", async ({ playground, hub, tiny }) => {
  await playground.open({ ...tiny, ...embeddings, model: "test/nothing" });
  await playground.failure("model-not-found");
  expect(hub.requests.length).toBeGreaterThan(0);
  await playground.modelId.fill("test/tiny@no-such-branch");
  await playground.modelId.press("Enter");
  await playground.dtype.selectOption("fp32");
  await playground.failure("model-not-found");
  await playground.modelId.fill("no id at all");
  await playground.modelId.press("Enter");
  await expect(playground.notice("model-not-found")).toBeVisible();
  await playground.failure("model-not-found");
  await expect(playground.input("texts")).toHaveValue(texts);
});

test("a shard that was never uploaded is told as dtype-missing, not waited for", async ({ playground, hub }) => {
  hub.setFault({ file: "onnx/model_q4.onnx_data_1", fault: { kind: "missing" } });
  await playground.open({
    task: "text-generation",
    model: "test/chat",
    device: "wasm",
    dtype: "q4",
    options: { max_new_tokens: 1 },
    inputs: { messages: "Hi" },
  });
  await playground.failure("dtype-missing");
  await expect(playground.input("messages")).toHaveValue("Hi");
  hub.clearFaults();
  await playground.answer();
});
