import type { Page } from "@playwright/test";
import * as v from "valibot";
import { expect, test } from "./support/test.ts";
import { minutesOfWork } from "./support/texts.ts";

/** What the address bar holds, by key. */
function fragmentOf(page: Page): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(new URL(page.url()).hash.slice(1)));
}

async function setHash(page: Page, hash: string): Promise<void> {
  await page.evaluate((next) => {
    location.hash = next;
  }, hash);
}

const colorScheme = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);

test("an address brings back task, model, device, options, inputs, language and theme", async ({
  page,
  playground,
}) => {
  const fragment = new URLSearchParams({
    task: "text-generation",
    model: "some-owner/some-model",
    revision: "v1.0",
    device: "wasm",
    dtype: '{"model":"q8"}',
    "option.mode": '"prompt"',
    "option.max_new_tokens": "7",
    "option.do_sample": "true",
    "option.stop": '["END","。"]',
    "input.text": "Es war einmal\nein Leuchtturm 🗼",
    lang: "zh-CN",
    theme: "dark",
  });
  await playground.openAt(`#${fragment}`);
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
  await expect(playground.modelId).toHaveValue("some-owner/some-model@v1.0");
  await expect(playground.device).toHaveValue("wasm");
  await expect(playground.dtype).toHaveValue('{"model":"q8"}');
  await expect(playground.option("mode")).toHaveValue("prompt");
  await expect(playground.option("max_new_tokens")).toHaveValue("7");
  await expect(playground.option("do_sample")).toBeChecked();
  await expect(playground.option("stop")).toHaveValue("END\n。");
  await expect(playground.input("text")).toHaveValue("Es war einmal\nein Leuchtturm 🗼");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  expect(await colorScheme(page)).toContain("dark");
  await expect.poll(() => fragmentOf(page)).toEqual(Object.fromEntries(fragment));
});

test("what is chosen on screen stands in the address, at most one change a second", async ({ page, playground }) => {
  await page.addInitScript(() => {
    const { replaceState } = History.prototype;
    History.prototype.replaceState = function (...given) {
      const { dataset } = document.documentElement;
      dataset.writtenAt = `${dataset.writtenAt ?? ""} ${performance.now()}`;
      replaceState.apply(this, given);
    };
  });
  await playground.open({ task: "sentence-similarity", device: "webgpu" });
  await playground.device.selectOption("wasm");
  await playground.option("pooling").selectOption("cls");
  await playground.fill("source_sentence", "How?");
  await playground.input("sentences").pressSequentially("这样做\nLike this", { delay: 60 });
  await expect
    .poll(() => fragmentOf(page))
    .toMatchObject({
      task: "sentence-similarity",
      model: "embedded/multilingual-e5-small-enzh",
      device: "wasm",
      dtype: "q4",
      "option.pooling": '"cls"',
      "input.source_sentence": "How?",
      "input.sentences": '["这样做","Like this"]',
    });
  const times = ((await page.locator("html").getAttribute("data-written-at")) ?? "").trim().split(" ").map(Number);
  expect(times.length).toBeGreaterThan(1);
  times.slice(1).forEach((time, index) => {
    expect(time - (times[index] ?? 0)).toBeGreaterThan(990);
  });

  await playground.openAt(`${page.url()}&lang=zh-CN`);
  await page.reload();
  await playground.ready();
  await expect(playground.input("sentences")).toHaveValue("这样做\nLike this");
  await expect(playground.option("pooling")).toHaveValue("cls");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
});

test("a value that is of no use is dropped and named, a key that nobody knows is ignored", async ({
  page,
  playground,
}) => {
  const bad = {
    task: "no-such-task",
    model: "a/b/c",
    revision: "../main",
    device: "tpu",
    dtype: "int3",
    "option.pooling": '"median"',
    "option.normalize": "7",
    lang: "fr",
    theme: "blue",
  };
  const unknown = { colour: "red", "option.top_k": "5", "input.image": "x" };
  await playground.openAt(`#${new URLSearchParams({ ...bad, ...unknown, "input.texts": "kept" })}`);
  const notice = playground.notice("address-dropped");
  for (const key of Object.keys(bad)) await expect(notice).toContainText(key);
  for (const key of Object.keys(unknown)) await expect(notice).not.toContainText(key);
  await expect(playground.input("texts")).toHaveValue("kept");
  await expect(playground.option("pooling")).toHaveValue("auto");
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
});

test("inputs over 2,000 characters stay out of the address, and in the page", async ({ page, playground }) => {
  await playground.open({ task: "text-generation", options: { mode: "prompt" } });
  await playground.fill("text", "x".repeat(2000));
  await expect.poll(() => fragmentOf(page)["input.text"]?.length).toBe(2000);
  await playground.fill("text", "x".repeat(2001));
  await expect.poll(() => "input.text" in fragmentOf(page)).toBe(false);
  await expect(playground.input("text")).toHaveValue("x".repeat(2001));
});

test("an address that changes is honoured while nothing runs, and not while something does", async ({
  page,
  playground,
}) => {
  await playground.open({ task: "feature-extraction", device: "wasm", inputs: { texts: "before" } });
  await setHash(page, "task=feature-extraction&device=wasm&option.pooling=cls&input.texts=after");
  await expect(playground.input("texts")).toHaveValue("after");
  await expect(playground.option("pooling")).toHaveValue("cls");

  await playground.fill("texts", minutesOfWork);
  await playground.press();
  await setHash(page, "task=image-classification&device=webgpu");
  await expect(playground.status).toHaveAttribute("data-status", "running");
  await setHash(page, "task=image-classification&device=webgpu&theme=dark");
  await expect.poll(() => fragmentOf(page).task).toBe("feature-extraction");
  await playground.stop.click();
  expect(await playground.end()).toBe("cancelled");
  await expect(playground.input("texts")).toHaveValue(minutesOfWork);
  await expect(playground.device).toHaveValue("wasm");
});

test("an address starts no download and no run", async ({ page, playground, site }) => {
  const before = site.requests.length;
  await playground.open({
    task: "feature-extraction",
    model: "embedded/multilingual-e5-small-enzh",
    device: "wasm",
    inputs: { texts: "one" },
  });
  await expect(playground.input("texts")).toHaveValue("one");
  await page.waitForLoadState("networkidle");
  await expect(playground.status).toHaveAttribute("data-run", "0");
  await expect(playground.status).toHaveAttribute("data-status", "idle");
  const asked = site.requests.slice(before).map(({ url }) => url);
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter((url) => /\/models\/|\.wasm|worker/.test(url))).toEqual([]);
  expect(page.workers()).toEqual([]);
});

test("a conversation in an address comes back turn by turn", async ({ playground }) => {
  const turns = [
    { role: "system", content: "Answer briefly." },
    { role: "user", content: "Hi" },
    { role: "assistant", content: "Hello!" },
    { role: "user", content: "And now?" },
  ];
  await playground.open({ task: "text-generation", inputs: { messages: JSON.stringify(turns) } });
  await expect(playground.input("messages")).toHaveValue("And now?");
  const json = await playground.input("messages-json").inputValue();
  expect(v.parse(v.array(v.unknown()), JSON.parse(json))).toEqual(turns.slice(0, 3));
});
