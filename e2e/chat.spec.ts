import * as v from "valibot";
import { Chat } from "./support/chat.ts";
import { expect, test } from "./support/test.ts";
import { watch } from "./support/watch.ts";

const chat = { task: "text-generation", device: "wasm", options: { max_new_tokens: 20 } } as const;

test("an answer grows in JSON that is whole at every moment; a conversation by one turn a run", async ({
  page,
  playground,
}) => {
  await playground.open(chat);
  const seen = await watch(page);
  await playground.fill("messages", "Write a story about a lighthouse.");
  const [first] = v.parse(Chat, await playground.answer());
  const partial = (await seen()).filter(
    ({ json, run, jsonFinal }) => json !== "null" && run === "1" && jsonFinal === "false",
  );
  const lengths = partial.map(({ status, json }) => {
    expect(status).toBe("running");
    return v.parse(Chat, JSON.parse(json))[0].tokens.length;
  });
  expect(new Set(lengths).size).toBeGreaterThan(1);
  expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
  expect(first.tokens.length).toBe(20);
  await expect(playground.result).toHaveAttribute("data-final", "true");

  // The turn that was sent and its reply are the past of the next one.
  expect(first.generated_text.map(({ role }) => role)).toEqual(["user", "assistant"]);
  const json = playground.input("messages-json");
  await expect.poll(async () => JSON.parse(await json.inputValue())).toEqual(first.generated_text);
  await expect(playground.input("messages")).toHaveValue("");
  await playground.option("max_new_tokens").fill("1");
  await playground.fill("messages", "And now?");
  const [second] = v.parse(Chat, await playground.answer());
  expect(second.generated_text.slice(0, 2)).toEqual(first.generated_text);
  expect(second.generated_text.map(({ role }) => role)).toEqual(["user", "assistant", "user", "assistant"]);

  const other = [{ role: "user", content: "Something else" }];
  await playground.fill("messages-json", JSON.stringify(other));
  const [third] = v.parse(Chat, await playground.answer());
  expect(third.generated_text.slice(0, -1)).toEqual(other);
});

const Continued = v.tuple([v.object({ generated_text: v.string() })]);

test("a base model continues what was written for a chat, and says so", async ({ hub, page, playground }) => {
  expect(hub).toBeDefined();
  await playground.open({ ...chat, model: "test/base", dtype: "fp32", inputs: { messages: "Once upon a time" } });
  const field = (await playground.option("mode").inputValue()) === "chat" ? "messages" : "text";
  await playground.fill(field, "Once upon a time");
  const [{ generated_text }] = v.parse(Continued, await playground.answer());
  expect(generated_text.startsWith("Once upon a time")).toBe(true);
  await expect(page.locator('[data-testid=notice][data-code="template-missing"]')).toBeVisible();
});

test("a base model of the list, or of a link that asks for a chat, opens as a text to continue; a chat model as a chat", async ({
  playground,
}) => {
  await playground.open({ ...chat, model: "Xenova/gpt2", options: { mode: "chat" } });
  await expect(playground.option("mode")).toHaveValue("prompt");
  await expect(playground.notice("template-missing")).toBeVisible();
  await expect(playground.input("text")).toBeVisible();
  await playground.open({ ...chat, model: "embedded/SmolLM2-135M-Instruct" });
  await expect(playground.option("mode")).toHaveValue("chat");
  await expect(playground.notice("template-missing")).toHaveCount(0);
});
