import { testKey } from "../scripts/hosted/faults.mjs";
import { startProvider } from "../scripts/hosted/server.mjs";
import { pressAt, typeAt } from "./support/keys.ts";
import { isNightly, withFewer } from "./support/nightly.ts";
import { deploy } from "./support/site.ts";
import { expect, test } from "./support/test.ts";

/** What each provider's host speaks, and a model of it that stops in the middle of an answer until it is let go on. */
const providers = [
  { name: "anthropic", protocol: "anthropic", id: "held" },
  // Other ids of Google are models of the Hub.
  { name: "google", protocol: "google", id: "gemini-held" },
  { name: "openai", protocol: "openai", id: "held" },
  { name: "mistral", protocol: "openai", id: "held" },
  { name: "hf", protocol: "openai", id: "me/held" },
  { name: "server", protocol: "openai", id: "held" },
] as const;

interface Asked {
  readonly task: string;
  /** Typed, each in its field; else the first example is taken, for what no key can type. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly answer: unknown;
}

/** The model says again what it was asked. */
const repliesWith = (said: RegExp) => [
  { generated_text: expect.arrayContaining([{ role: "assistant", content: expect.stringMatching(said) }]) },
];
const repeated = expect.stringMatching(/^You said: [\s\S]+Ada sang well$/);
/** Into a schema it fills the last word of what it was asked, and 0.75 for a score. */
const word = { score: 0.75, start: 9, end: 13 };

const conversations: readonly Asked[] = [
  { task: "text-generation", inputs: { messages: "Hi" }, answer: repliesWith(/^You said: Hi$/) },
  { task: "image-text-to-text", answer: repliesWith(/^You showed image\/jpeg, and said: \S/) },
  { task: "any-to-any", inputs: { messages: "Hi" }, answer: repliesWith(/^You said: Hi$/) },
];
const texts: readonly Asked[] = [
  { task: "summarization", inputs: { text: "Ada sang well" }, answer: [{ summary_text: repeated }] },
  { task: "translation", inputs: { text: "Ada sang well" }, answer: [{ translation_text: repeated }] },
  { task: "text-classification", inputs: { text: "Ada sang well" }, answer: [{ label: "well", score: 0.75 }] },
  { task: "zero-shot-classification", answer: { labels: ["space", "politics", "cooking", "sport", "money"] } },
  {
    task: "question-answering",
    inputs: { question: "How?", context: "Ada sang well" },
    answer: [{ answer: "well", ...word }],
  },
  {
    task: "token-classification",
    inputs: { text: "Ada sang well" },
    answer: [{ entity_group: "well", word: "well", ...word }],
  },
];
/** What is held to a schema is of no use before it is whole. */
const isWritten = ({ task }: Asked) => /generation|-to-|summarization|translation/.test(task);

/** By night all 54, which takes minutes; else one or two providers a task, and each provider. */
const isAsked = (row: number, column: number) => isNightly || (row * 2 + column) % 5 === 0;

/** Looked at often: there are hundreds of waits of a few milliseconds. */
const soon = { intervals: [20] };

for (const [kind, tasks] of Object.entries({ conversations, texts })) {
  test(
    `each task of ${kind} is asked of ${isNightly ? "every provider" : "a provider"} by keyboard alone: shown as it comes, stopped, asked again`,
    withFewer,
    async ({ page, playground }) => {
      const servers = await Promise.all(providers.map(({ protocol }) => startProvider({ protocol })));
      const baseUrls = Object.fromEntries(providers.map(({ name }, place) => [name, servers[place]?.url]));
      await deploy(page, { hosted: { providers: providers.map(({ name }) => name), baseUrls } });
      await playground.openAt("#task=feature-extraction&lang=en");
      const isConversation = tasks === conversations;
      const consented = new Set<string>();

      for (const [row, asked] of tasks.entries()) {
        const { task, inputs, answer } = asked;
        await typeAt(page, playground.taskPicker, task, "Shift+Tab");
        await page.keyboard.press("Enter");
        await expect.poll(() => page.url(), soon).toContain(`task=${task}`);
        let isFirst = true;
        for (const [column, { name, id }] of providers.entries()) {
          const server = servers[column];
          if (!server || !isAsked(row, column)) continue;
          const what = `${task} of ${name}`;
          const isNew = !consented.has(name);
          // However long a conversation is, all of it lies between the model and the next turn.
          if (isConversation && !isFirst)
            await pressAt(page, page.getByRole("button", { name: "New chat" }), "Enter", "Shift+Tab");
          await typeAt(page, playground.modelId, `${name}/${id}`, "Shift+Tab");
          await page.keyboard.press("Enter");
          if (isNew) await typeAt(page, page.getByTestId("hosted-key"), testKey);
          if (isConversation || isFirst) {
            if (inputs) {
              for (const [field, words] of Object.entries(inputs)) await typeAt(page, playground.input(field), words);
            } else {
              await pressAt(page, page.locator("[data-example]").first(), "Enter");
              await expect(playground.input(isConversation ? "messages" : "text")).not.toHaveValue("");
              await expect(playground.run).toBeEnabled();
            }
          }
          await page.keyboard.press("Control+Enter");
          if (isNew) {
            await expect(page.getByTestId("hosted-consent")).toBeFocused();
            expect(server.asked.filter(({ method }) => method === "POST")).toEqual([]);
            await page.keyboard.press("Enter");
          }
          await expect.poll(() => server.holding(), { ...soon, message: what }).toBe(true);
          if (isWritten(asked)) await expect(playground.result).toContainText("You ");
          // Each task and each provider at least once.
          if (isNightly || isNew || isFirst) {
            await pressAt(page, playground.stop, "Enter");
            expect([what, await playground.end()]).toEqual([what, "cancelled"]);
            await expect.poll(() => server.open(), soon).toBe(0);
            if (isWritten(asked)) await expect(playground.result).toContainText("You ");
            // What came is a turn of the conversation then.
            if (isConversation) await typeAt(page, playground.input("messages"), "Hi", "Shift+Tab");
            await page.keyboard.press("Control+Enter");
            await expect.poll(() => server.holding(), { ...soon, message: `${what}, again` }).toBe(true);
          }
          server.release();
          expect([what, await playground.end()]).toEqual([what, "done"]);
          expect([what, await playground.json()]).toMatchObject([what, answer]);
          const report: unknown = JSON.parse((await page.getByTestId("run-json").textContent()) ?? "null");
          expect(report).toMatchObject({
            task,
            hosted: { provider: name, model: id, outputTokens: expect.any(Number) },
          });
          consented.add(name);
          isFirst = false;
        }
      }
      await Promise.all(servers.map((server) => server.close()));
    },
  );
}
