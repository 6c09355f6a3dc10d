import type { Page } from "@playwright/test";
import { type Hub, startHub } from "./hub/hub.ts";
import { pressAt, tabTo } from "./support/keys.ts";
import { isNightly, withFewer } from "./support/nightly.ts";
import { Playground } from "./support/playground.ts";
import { deploy, endpointOf } from "./support/site.ts";
import { test as base, expect, fileOf } from "./support/test.ts";

/**
 * Tiny checkpoints, so that a run costs no more than its keys; pictures are cut out by the shipped one. Each input, each
 * view and each way to the model's input once; words.spec.ts has tasks of its own.
 */
const examples = {
  "feature-extraction": "test/minilm-feature-extraction",
  "text-generation": "test/llama-text-generation-chat",
  "image-classification": "test/resnet-image-classification",
  "image-segmentation": "test/segformer-image-segmentation",
  "mask-generation": "test/sam-mask-generation",
  "object-detection": "test/detr-object-detection",
  "image-text-to-text": "test/idefics3-image-text-to-text",
  "depth-estimation": "test/glpn-depth-estimation",
  "zero-shot-image-classification": "test/clip-zero-shot-image-classification",
  "visual-question-answering": undefined,
  "audio-classification": "test/wav2vec2-audio-classification",
  "text-to-audio": "test/vits-text-to-audio",
  "automatic-speech-recognition": "test/whisper-automatic-speech-recognition",
  "token-classification": "test/bert-token-classification",
  translation: "test/marian-translation",
} as const;

/** What has its like among the examples. */
const likes = {
  "sentence-similarity": "test/minilm-sentence-similarity",
  "image-to-text": "test/vision-encoder-decoder-image-to-text",
  "image-to-image": "test/swin2sr-image-to-image-lightweight",
  "image-feature-extraction": "test/dinov2-image-feature-extraction",
  "zero-shot-object-detection": "test/owlvit-zero-shot-object-detection",
  "document-question-answering": "test/donut-document-question-answering",
  "audio-text-to-text": "test/voxtral-audio-text-to-text",
  "any-to-any": "test/gemma3n-any-to-any",
  "background-removal": undefined,
  "zero-shot-audio-classification": "test/clap-zero-shot-audio-classification-unfused",
  "question-answering": "test/distilbert-question-answering",
  summarization: "test/t5-summarization",
  "text2text-generation": "test/t5-text2text-generation",
} as const;

const models = { ...examples, ...likes };

/** Where a tiny checkpoint cannot take the first one: half a minute of speech is longer than its context. */
const exampleOf: Readonly<Record<string, string>> = { "audio-text-to-text": "town" };

/** Tasks that write, which the tiny checkpoints do up to the limit. */
const writing = /text-generation|summarization|translation|to-text|to-any|document/;

const test = base.extend<{ tinyHub: Hub }>({
  tinyHub: async ({ page }, use) => {
    const ids = Object.values(models).filter((id) => id !== undefined);
    const repos = Object.fromEntries(ids.map((id) => [id, fileOf(id.replace("test/", "e2e/reference/"))]));
    const hub = await startHub({ repos });
    await deploy(page, { endpoints: [endpointOf(hub)] });
    await use(hub);
    await hub.close();
  },
});

/** From the list of tasks, where it is asked for by `title`, to the JSON of a result, and back to what it shows. */
async function goThrough(page: Page, playground: Playground, task: string, model: string | undefined, title = task) {
  await tabTo(page, playground.taskPicker);
  await page.keyboard.type(title);
  await page.keyboard.press("Enter");
  await expect.poll(() => page.url()).toContain(`task=${task}`);
  if (model !== undefined) {
    await tabTo(page, playground.modelId);
    await page.keyboard.type(model);
    await page.keyboard.press("Enter");
    await expect(playground.dtype).toHaveValue("fp32");
  }
  const example = exampleOf[task];
  await pressAt(
    page,
    page.locator(example === undefined ? "[data-example]" : `[data-example="${example}"]`).first(),
    "Enter",
  );
  await expect(playground.run).toBeEnabled();
  if (writing.test(task)) await tabTo(page, playground.option("max_new_tokens"));
  if (writing.test(task)) await page.keyboard.type("4");
  await page.keyboard.press("Control+Enter");
  expect([task, await playground.end()]).toEqual([task, "done"]);
  await pressAt(page, page.getByRole("tab").first(), "ArrowRight");
  await expect(page.getByRole("tab", { name: "JSON" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowLeft");
  await expect(playground.result).toBeVisible();
}

test(
  `${isNightly ? "every task is" : "tasks are"} chosen, given a model and an example, run and read by keyboard alone`,
  withFewer,
  async ({ page, site, tinyHub }) => {
    const playground = new Playground(page, site.url);
    await playground.openAt("#lang=en&device=wasm");
    for (const [task, model] of Object.entries(isNightly ? models : examples)) {
      await goThrough(page, playground, task, model);
    }
    // Nothing is sent; whether a decoder is of one file or of two is asked for beforehand.
    expect(tinyHub.requests.filter(({ method }) => method !== "GET" && method !== "HEAD")).toEqual([]);
  },
);

test("sound is heard, written down and spoken by keyboard alone in Chinese, on a phone's screen", async ({
  page,
  site,
  tinyHub,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const playground = new Playground(page, site.url);
  await playground.openAt("#lang=zh-CN&device=wasm");
  for (const [task, title] of [
    ["audio-classification", "音频分类"],
    ["zero-shot-audio-classification", "零样本音频分类"],
    ["automatic-speech-recognition", "语音识别"],
    ["text-to-audio", "文本转语音"],
  ] as const) {
    await goThrough(page, playground, task, models[task], title);
  }
  expect(tinyHub.requests.length).toBeGreaterThan(0);
});
