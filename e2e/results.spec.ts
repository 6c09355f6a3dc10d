import AxeBuilder from "@axe-core/playwright";
import * as v from "valibot";
import { startHub } from "./hub/hub.ts";
import { seriousIn } from "./support/axe.ts";
import { deploy, endpointOf, shortTimes } from "./support/site.ts";
import { expect, fileOf, test } from "./support/test.ts";

const Timed = v.object({
  chunks: v.array(v.object({ text: v.string(), timestamp: v.tuple([v.number(), v.number()]) })),
});
const embeddings = { task: "feature-extraction", inputs: { texts: "one\ntwo" } } as const;

test("earlier results are looked at again and pinned beside others, by keyboard", async ({
  page,
  playground,
  hub,
  tiny,
}) => {
  await playground.open({ ...tiny, ...embeddings });
  await playground.answer();
  const first = await playground.json();
  await expect(page.locator("[data-run='1'][class*=entry]")).toHaveCount(0);
  await playground.fill("texts", "one\ntwo\nthree");
  await playground.answer();
  expect(hub.requests.length).toBeGreaterThan(0);

  const runs = page.getByRole("navigation", { name: "Runs of this visit" });
  await runs.getByRole("button", { name: /^Run 1/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Result of run 1/)).toBeVisible();
  await page.getByRole("tab", { name: "JSON" }).click();
  await expect(page.getByRole("tabpanel", { name: "JSON" })).toContainText("[2]");
  // What programs read is the latest run all the same.
  expect(await playground.json()).not.toEqual(first);

  await page.getByRole("tab", { name: "Result" }).click();
  await runs.getByRole("button", { name: "Pin run 2 beside another" }).focus();
  await page.keyboard.press("Space");
  await expect(page.getByRole("region", { name: "Run 2" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Run 1" })).toBeVisible();
  expect(await seriousIn(new AxeBuilder({ page }))).toEqual([]);
  await page.getByRole("button", { name: "Unpin" }).click();
  await page.getByRole("button", { name: "Back to the latest" }).click();
  await expect(page.getByText(/^Result of run 1/)).toHaveCount(0);
});

test("a word of a transcript is heard from where it was said, and marked while it is", async ({ page, playground }) => {
  const model = "test/timed-whisper";
  const folder = fileOf("e2e/reference/whisper-automatic-speech-recognition-timestamped");
  const hub = await startHub({ repos: { [model]: folder } });
  await deploy(page, { endpoints: [endpointOf(hub)] });
  const options = { language: "en", task: "transcribe", return_timestamps: true, timestamp_level: "word" };
  await playground.open({ task: "automatic-speech-recognition", model, device: "wasm", dtype: "fp32", options });
  await playground.give("audio", fileOf("e2e/reference/media/tones.wav"));
  const { chunks } = v.parse(Timed, await playground.answer());
  const said = chunks.find(({ text }) => text === " jumps");
  const audio = playground.result.locator("audio");
  await audio.evaluate((player: HTMLAudioElement) => {
    // So slowly that a busy machine sees every word; and where it was asked for, since it has gone on when an event comes.
    player.playbackRate = 0.1;
    const place = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "currentTime");
    Object.defineProperty(player, "currentTime", {
      get: () => place?.get?.call(player),
      set(seconds) {
        player.dataset.from = seconds;
        place?.set?.call(player, seconds);
      },
    });
    const tell = () => Object.assign(player.dataset, { paused: player.paused });
    player.addEventListener("playing", tell, { once: true });
    const marked = new Set<string>();
    const note = () => {
      const word = document.querySelector("[data-testid=result] [aria-current=true]")?.textContent;
      if (word) marked.add(word.trim());
      player.dataset.marked = [...marked].join(" ");
    };
    new MutationObserver(note).observe(document.body, { subtree: true, attributeFilter: ["aria-current"] });
  });
  await playground.result.getByRole("button", { name: "jumps" }).click();
  await expect(audio).toHaveAttribute("data-paused", "false");
  const from = Number(await audio.getAttribute("data-from"));
  expect(from).toBeGreaterThanOrEqual((said?.timestamp[0] ?? Number.NaN) - 0.01);
  expect(from).toBeLessThan(said?.timestamp[1] ?? Number.NaN);
  await expect(audio).toHaveAttribute("data-marked", /^jumps/);
  await audio.evaluate((player: HTMLAudioElement) => {
    player.playbackRate = 4;
  });
  await expect.poll(() => audio.evaluate((player: HTMLAudioElement) => player.ended)).toBe(true);
  await hub.close();
});

test("the Code tab says what ran, in both languages", async ({ page, playground, hub, tiny }) => {
  await playground.open({ ...tiny, ...embeddings, options: { normalize: false } });
  await page.getByRole("tab", { name: "Code" }).click();
  const javascript = page.getByTestId("code-javascript");
  await expect(javascript).toContainText('"test/tiny",');
  await expect(javascript).toContainText('{ device: "wasm", dtype: "fp32" }');
  await page.getByText("Python", { exact: true }).click();
  await expect(page.getByTestId("code-python")).toContainText('file_name="model.onnx"');
  expect(hub.requests.filter(({ path }) => path.includes("onnx"))).toEqual([]);
});

test("where a host stays silent another one can be chosen, and is asked first from then on", async ({
  page,
  playground,
  hub,
  tiny,
}) => {
  const other = await startHub({ repos: { "test/tiny": fileOf("e2e/reference/minilm-feature-extraction") } });
  try {
    const endpoints = [endpointOf(hub), { ...endpointOf(other), name: "Second" }];
    await deploy(page, { endpoints, timeoutMs: shortTimes });
    hub.setFault({ fault: { kind: "silent" } });
    other.setFault({ fault: { kind: "silent" } });
    await playground.open({ ...tiny, ...embeddings });
    await playground.failure("network-silent");
    other.clearFaults();
    const asked = hub.requests.length;
    await page.getByRole("button", { name: "Ask Second first" }).click();
    await expect(playground.status).toHaveAttribute("data-run", "2");
    expect(await playground.end()).toBe("done");
    expect(hub.requests.slice(asked).map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  } finally {
    await other.close();
  }
});

test("before the first run the recorded result of an example shows, and its day and model", async ({
  page,
  playground,
}) => {
  for (const task of ["feature-extraction", "image-classification", "background-removal"]) {
    await playground.open({ task, device: "wasm" });
    await page.mouse.move(200, 300);
    await expect(page.getByTestId("recorded")).toContainText(/Recorded on .*embedded\//);
    await expect(playground.result.getByRole("img").or(playground.result.getByRole("table")).first()).toBeVisible();
  }
  await playground.open({ task: "feature-extraction", device: "wasm", inputs: { texts: "mine" } });
  await expect(page.getByText("Choose an example or give your own input")).toBeVisible();
  await expect(page.getByTestId("recorded")).toHaveCount(0);
});

test("JSON that is too long for the page lies under an address, and is read in a worker of its own", async ({
  page,
  playground,
  tiny,
}) => {
  await playground.open({ ...tiny, ...embeddings });
  await playground.fill("texts", Array.from({ length: 2_500 }, (_, at) => `line ${at}`).join("\n"));
  await playground.answer();
  expect(await page.getByTestId("result-json").textContent()).toContain('"href":"blob:');
  const worker = page.waitForEvent("worker", (opened) => opened.url().includes("json.worker"));
  await page.getByRole("tab", { name: "JSON" }).click();
  const reader = await worker;
  await expect(page.getByRole("tabpanel", { name: "JSON" })).toContainText("[2500]");
  await expect.poll(() => page.workers().includes(reader)).toBe(false);
});
