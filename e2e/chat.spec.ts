import * as v from "valibot";
import { startProvider } from "../scripts/hosted/server.mjs";
import { Chat } from "./support/chat.ts";
import { deploy } from "./support/site.ts";
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

test("a turn is said otherwise, asked again, taken out and gone another way from, on a desk and on a phone", async ({
  page,
  playground,
}) => {
  // What a model says does not matter here, only which turns stand: one answers at once, and repeats what it hears.
  const server = await startProvider({ protocol: "openai", needsKey: false });
  await deploy(page, { hosted: { providers: ["server"], baseUrls: { server: server.url } } });
  const turns = page.getByRole("list", { name: "Conversation" }).getByRole("listitem");
  // What stands at a turn comes before what sends the next one.
  const press = (name: string) => page.getByRole("button", { name, exact: true }).first().click();
  const said = async (...words: readonly string[]) => {
    await expect(turns).toHaveCount(words.length);
    for (const [place, word] of words.entries()) await expect(turns.nth(place)).toContainText(word);
  };
  const answered = (run: number) =>
    expect(playground.status)
      .toHaveAttribute("data-run", String(run))
      .then(() => playground.end());

  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await playground.open({ ...chat, model: "server/echo" });
    await page.reload();
    await playground.ready();
    // What was said is kept over a reload.
    if (width === 390) await press("New chat");
    await playground.fill("messages", "One");
    await playground.press();
    if (width === 1280) await page.getByTestId("hosted-consent").click();
    expect(await playground.end()).toBe("done");
    await playground.fill("messages", "Two");
    await playground.answer();
    await said("One", "You said: One", "Two", "You said: Two");

    await press("Edit turn 1");
    await expect(page.getByRole("textbox", { name: "Edit turn 1" })).toBeInViewport({ ratio: 1 });
    await page.getByRole("textbox", { name: "Edit turn 1" }).fill("Uno");
    await press("Send");
    expect(await answered(3)).toBe("done");
    await said("Uno", "You said: Uno");
    await expect(turns.first()).toContainText("2 / 2");
    await press("Earlier version of turn 1");
    await said("One", "You said: One", "Two", "You said: Two");

    await press("Ask turn 1 again");
    expect(await answered(4)).toBe("done");
    await said("One", "You said: One");
    await press("Remove turn 2");
    await said("One");
    await press("Undo");
    await said("One", "You said: One");

    await press("Go on differently from turn 1");
    await expect(turns).toHaveCount(0);
    await expect(playground.input("messages")).toHaveValue("One");
    await playground.fill("messages", "Three");
    await playground.answer();
    await said("Three", "You said: Three");
    await press("Edit turn 2");
    await page.getByRole("textbox", { name: "Edit turn 2" }).fill("In other words");
    await press("Save");
    await said("Three", "In other words");
    // Nothing sticks out on either side.
    expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBeLessThanOrEqual(width);
  }
  await server.close();
});
