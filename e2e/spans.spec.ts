import path from "node:path";
import * as v from "valibot";
import { startHub } from "./hub/hub.ts";
import { deploy, endpointOf } from "./support/site.ts";
import { expect, fileOf, recorded, test } from "./support/test.ts";

const Entities = v.array(v.object({ entity_group: v.string(), start: v.number(), end: v.number() }));
const Answers = v.pipe(
  v.array(v.object({ answer: v.string(), score: v.number(), start: v.number(), end: v.number() })),
  v.minLength(1),
);

const Output = v.looseTuple([v.object({ generated_text: v.string() })]);
const Cases = v.object({
  cases: v.looseTuple([v.object({ inputs: v.object({ text: v.string() }), output: Output })]),
});

function reference(task: string) {
  const model = `reference/bert-${task}`;
  return { model, repos: { [model]: path.join(fileOf("e2e"), model) } };
}

test("entities are found, marked, filtered and regrouped by keyboard alone", async ({ page, playground }) => {
  const { model, repos } = reference("token-classification");
  const hub = await startHub({ repos });
  await deploy(page, { endpoints: [endpointOf(hub)] });
  const text = "😀 Angela Merkel met Barack Obama in Berlin; the unbelievable Müller stayed at Microsoft's playground.";
  await playground.open({ task: "token-classification", model, device: "wasm", dtype: "fp32" });
  await playground.input("text").focus();
  await page.keyboard.insertText(text);
  await page.keyboard.press("ControlOrMeta+Enter");
  expect(await playground.end()).toBe("done");

  const entities = v.parse(Entities, await playground.json());
  const words = entities.map(({ start, end }) => [...text].slice(start, end).join(""));
  expect(words.length).toBeGreaterThan(1);
  const marks = playground.result.locator("mark");
  await expect(marks).toHaveCount(entities.length);
  // A row that has the focus shows its mark, and a mark that has it its row.
  const rows = playground.result.locator("tbody button");
  await rows.nth(1).focus();
  await expect(marks.nth(1)).toHaveAttribute("data-active", "true");
  await marks.nth(1).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(rows.first()).toHaveAttribute("aria-pressed", "true");
  expect(await rows.allTextContents()).toEqual(words);

  const kind = playground.result.locator("fieldset button[aria-pressed]").first();
  await kind.focus();
  await page.keyboard.press("Space");
  await expect(kind).toHaveAttribute("aria-pressed", "false");
  expect(await marks.count()).toBeLessThan(entities.length);
  // What is left out of the picture is left out of the JSON, and the panel says so.
  await expect.poll(async () => v.parse(Entities, await playground.json()).length).toBe(await marks.count());
  await expect(playground.option("ignore_labels")).toHaveValue(/^O\n./);
  await page.keyboard.press("Space");
  await expect(playground.option("ignore_labels")).toHaveValue("O");
  // Another way of grouping is another view of the same run.
  await playground.result.getByRole("radio").nth(1).focus();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => marks.count()).toBeGreaterThan(entities.length);
  await expect(playground.status).toHaveAttribute("data-run", "1");
  await hub.close();
});

test("an answer is found in a long text, and its tokens are counted before any weights come", async ({
  page,
  playground,
}) => {
  const { model, repos } = reference("question-answering");
  const hub = await startHub({ repos });
  await deploy(page, { endpoints: [endpointOf(hub)] });
  const context = "Angela Merkel met Barack Obama in Berlin on Tuesday. ".repeat(12);
  await playground.open({
    task: "question-answering",
    model,
    device: "wasm",
    dtype: "fp32",
    options: { top_k: 2 },
    inputs: { question: "Where does Angela Merkel live?", context },
  });
  const panel = page.getByTestId("tokens-question");
  await panel.locator("summary").focus();
  await page.keyboard.press("Enter");
  const count = panel.getByTestId("token-count");
  await expect(count).toHaveAttribute("data-count", "11");
  await expect(panel.locator("li[data-special=true]")).toHaveText([/\[CLS\]/, /\[SEP\]/]);
  await playground.input("question").focus();
  await page.keyboard.press("End");
  await page.keyboard.insertText("?");
  await expect(count).toHaveAttribute("data-count", "12");
  expect(hub.requests.filter(({ path }) => path.includes(".onnx"))).toEqual([]);

  await page.keyboard.press("ControlOrMeta+Enter");
  expect(await playground.end()).toBe("done");
  const answers = v.parse(Answers, await playground.json());
  expect(answers.length).toBe(2);
  for (const { answer, start, end } of answers) expect(context.slice(start, end)).toBe(answer);
  const rows = playground.result.locator("tbody button");
  await rows.first().focus();
  // Candidates may overlap, so the answer may be marked in pieces.
  const first = playground.result.locator("mark[data-active=true]").first();
  expect(answers[0]?.answer).toContain((await first.textContent())?.replace(/\d+$/, ""));
  await hub.close();
});

test("a model that writes its answers says what Python's says", async ({ page, playground }) => {
  const model = "reference/t5-text2text-generation-question";
  const hub = await startHub({ repos: { [model]: path.join(fileOf("e2e"), model) } });
  await deploy(page, { endpoints: [endpointOf(hub)] });
  const { cases } = v.parse(Cases, await recorded(`e2e/${model}/reference.json`));
  const [asked] = cases;
  const [, question = "", context = ""] = /^question: (.*) context: (.*)$/.exec(asked.inputs.text) ?? [];
  const inputs = { question, context };
  await playground.open({ task: "question-answering", model, device: "wasm", dtype: "fp32", inputs });
  const [answer] = v.parse(Answers, await playground.answer());
  expect(answer?.answer).toBe(asked.output[0].generated_text);
  await hub.close();
});
