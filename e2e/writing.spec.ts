import type { Page } from "@playwright/test";
import * as v from "valibot";
import { startHub } from "./hub/hub.ts";
import type { Playground } from "./support/playground.ts";
import { deploy, endpointOf } from "./support/site.ts";
import { expect, fileOf, recorded, test } from "./support/test.ts";

const Candidate = v.object({ id: v.number(), text: v.string(), probability: v.number() });
const Written = v.looseTuple([
  v.object({
    generated_text: v.unknown(),
    tokens: v.array(v.object({ id: v.number() })),
    next: v.optional(v.object({ top: v.pipe(v.array(Candidate), v.length(10)) })),
  }),
]);
const Chat = v.looseTuple([v.object({ generated_text: v.array(v.unknown()) })]);

/** Serves tiny checkpoints of real architectures, which load in a second. */
async function serveTiny(page: Page) {
  const hub = await startHub({
    repos: {
      "tiny/chat": fileOf("e2e/reference/llama-text-generation-chat"),
      "tiny/llama": fileOf("e2e/reference/llama-text-generation"),
    },
  });
  await deploy(page, { endpoints: [endpointOf(hub)] });
  return hub;
}

async function idsOf(playground: Playground): Promise<readonly number[]> {
  const [{ tokens }] = v.parse(Written, await playground.answer());
  return tokens.map(({ id }) => id);
}

test("a chat of three turns gives the same ids with the cache of the turn before and without", async ({
  page,
  playground,
}) => {
  const hub = await serveTiny(page);
  const options = { max_new_tokens: 6 };
  await playground.open({ task: "text-generation", model: "tiny/chat", device: "wasm", dtype: "fp32", options });
  const kept = playground.result.getByText(/still in memory/);
  const turns: { ids: readonly number[]; asked: unknown }[] = [];
  let past: readonly unknown[] = [];
  for (const content of ["What is the capital of France?", "And of Spain?", "Thanks"]) {
    await playground.fill("messages", content);
    const asked = [...past, { role: "user", content }];
    turns.push({ ids: await idsOf(playground), asked });
    await expect(kept).toHaveCount(past.length > 0 ? 1 : 0);
    [{ generated_text: past }] = v.parse(Chat, await playground.json());
  }
  for (const { ids, asked } of turns) {
    // Another conversation in between, so that nothing of this one is left.
    await playground.fill("messages-json", JSON.stringify([{ role: "user", content: "Hello" }]));
    await playground.answer();
    await playground.fill("messages-json", JSON.stringify(asked));
    expect(await idsOf(playground)).toEqual(ids);
    await expect(kept).toHaveCount(0);
  }

  // The second question is asked once more; what had come after it is a step away.
  const runs = Number(await playground.status.getAttribute("data-run"));
  await page.getByRole("button", { name: "Ask turn 3 again" }).click();
  await expect(playground.status).toHaveAttribute("data-run", String(runs + 1));
  expect(await playground.end()).toBe("done");
  const [{ tokens }] = v.parse(Written, await playground.json());
  expect(tokens.map(({ id }) => id)).toEqual(turns[1]?.ids);
  await expect(playground.result.getByText("Thanks")).toHaveCount(0);
  await page.getByRole("button", { name: "Earlier version of turn 5" }).click();
  await expect(playground.result.getByText("Thanks")).toBeVisible();
  await hub.close();
});

test("a decoder writes Python's tokens on WebGPU", async ({ page, playground }) => {
  const Reference = v.object({ cases: v.looseTuple([v.object({ output: v.unknown() })]) });
  const { cases } = v.parse(Reference, await recorded("e2e/reference/llama-text-generation/reference.json"));
  const hub = await serveTiny(page);
  await playground.open({
    task: "text-generation",
    model: "tiny/llama",
    device: "webgpu",
    dtype: "fp32",
    options: { mode: "prompt", max_new_tokens: 32 },
    inputs: { text: "Once upon a time there was a little girl" },
  });
  expect(await playground.answer()).toMatchObject(v.parse(v.array(v.unknown()), cases[0].output));
  await expect(playground.status).toHaveAttribute("data-device", "webgpu");
  await hub.close();
});

test("a reader chooses token after token by keyboard, takes one back, and lets the model write on", async ({
  page,
  playground,
}) => {
  const hub = await serveTiny(page);
  await playground.open({
    task: "text-generation",
    model: "tiny/llama",
    device: "wasm",
    dtype: "fp32",
    options: { mode: "prompt", step: true, min_new_tokens: 5, max_new_tokens: 5 },
    inputs: { text: "Once upon a time" },
  });
  const story = async () => v.parse(Written, await playground.json())[0];
  async function press(key: string) {
    const before = Number(await playground.status.getAttribute("data-run"));
    await page.keyboard.press(key);
    await expect(playground.status).toHaveAttribute("data-run", String(before + 1));
    expect(await playground.end()).toBe("done");
  }
  await playground.run.focus();
  await press("Enter");
  const first = await story();
  expect(first).toMatchObject({ generated_text: "Once upon a time", tokens: [] });

  await playground.result
    .getByRole("button", { name: /^Go on with/ })
    .first()
    .focus();
  await press("2");
  const second = await story();
  expect(second.tokens.map(({ id }) => id)).toEqual([first.next?.top[1]?.id]);
  expect(second.generated_text).not.toBe("Once upon a time");
  // The focus has stayed among the candidates.
  await press("1");
  expect((await story()).tokens.map(({ id }) => id)).toEqual([first.next?.top[1]?.id, second.next?.top[0]?.id]);

  await playground.result.getByRole("button", { name: "Take back the last token" }).focus();
  await press("Enter");
  expect(await story()).toMatchObject({
    generated_text: second.generated_text,
    // Read in another number of passes, so that the last bits of a probability differ.
    next: { top: second.next?.top.map(({ id }) => ({ id })) },
  });

  await playground.result.getByRole("button", { name: "Let the model write on" }).focus();
  await press("Enter");
  const whole = await story();
  expect(whole.tokens.length).toBe(6);
  expect(whole.tokens[0]).toEqual(second.tokens[0]);
  await hub.close();
});
