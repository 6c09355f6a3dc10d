import type { ErrorCode } from "../src/shared/errors.ts";
import type { FaultRule } from "./hub/fault.ts";
import { startHub } from "./hub/hub.ts";
import { deploy, endpointOf, shortTimes } from "./support/site.ts";
import { expect, fileOf, test } from "./support/test.ts";

const embeddings = { task: "feature-extraction", inputs: { texts: "Wie spät ist es?\n现在几点？" } } as const;
const weights = "onnx/model.onnx";
/** Where the redirect leads: nothing but the bytes is spoilt. */
const bytesOfWeights = { file: weights, on: "content" } as const;

/** What a host does, and the one code that tells it. */
const faults: Readonly<Record<string, readonly [FaultRule, ErrorCode]>> = {
  "refuses every connection": [{ fault: { kind: "refuse" } }, "network-refused"],
  "stays silent": [{ fault: { kind: "silent" } }, "network-silent"],
  // Where some bytes come each time, it is gone on from there (src/hub/transfer.test.ts).
  "sends nothing of a file": [{ ...bytesOfWeights, fault: { kind: "stall", afterBytes: 0 } }, "network-silent"],
  "breaks off each time": [{ ...bytesOfWeights, fault: { kind: "cut", afterBytes: 0 } }, "network-cut"],
  "forbids the repository": [{ fault: { kind: "forbidden" } }, "model-gated"],
  "limits the rate": [{ fault: { kind: "rate-limited", retryAfterSeconds: 60 } }, "hub-busy"],
  "has an error of its own": [{ fault: { kind: "server-error" } }, "hub-busy"],
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

/**
 * In one page, each fault with a repository of its own, of which nothing has been kept yet: a page and a runtime of its own
 * are most of what a tiny checkpoint costs.
 */
for (const [when, isThen] of Object.entries({
  "answers wrongly": (code: ErrorCode) => code !== "network-silent",
  "does not answer": (code: ErrorCode) => code === "network-silent",
})) {
  test(`a host that ${when} is told as what it does, and the next run works`, async ({ page, playground }) => {
    const cases = Object.entries(faults)
      .filter(([, [, code]]) => isThen(code))
      .map(([what, [rule, code]]) => ({ what, rule, code, model: `faulty/${what.replaceAll(/\W+/g, "-")}` }));
    const folder = fileOf("e2e/reference/minilm-feature-extraction");
    const hub = await startHub({ repos: Object.fromEntries(cases.map(({ model }) => [model, folder])) });
    try {
      const times = isThen("network-silent") ? { timeoutMs: shortTimes } : {};
      await deploy(page, { endpoints: [endpointOf(hub)], ...times });
      for (const { what, rule, code, model } of cases) {
        await test.step(`a host that ${what} is told as ${code}`, async () => {
          hub.setFault(rule);
          await playground.open({ model, device: "wasm", dtype: "fp32", ...embeddings });
          await playground.failure(code);
          await expect(playground.input("texts")).toHaveValue(embeddings.inputs.texts);
          await expect(playground.modelId).toHaveValue(model);

          hub.clearFaults();
          const failed = Number(await playground.status.getAttribute("data-run"));
          await playground.retry.click();
          await expect(playground.status).toHaveAttribute("data-run", `${failed + 1}`);
          expect(await playground.end()).toBe("done");
          await expect(playground.error).toHaveCount(0);
        });
      }
    } finally {
      await hub.close();
    }
  });
}

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
  await expect(playground.input("texts")).toHaveValue(embeddings.inputs.texts);
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
