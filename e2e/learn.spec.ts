import AxeBuilder from "@axe-core/playwright";
import type { Page, TestInfo } from "@playwright/test";
import * as v from "valibot";
import { seriousIn } from "./support/axe.ts";
import { only } from "./support/nightly.ts";
import { expect, recorded, test } from "./support/test.ts";

/** Sentences of a few words in an order that can be learned. */
const text = Array.from({ length: 90 }, (_, index) => {
  const [animal, place] = [["cat", "dog", "bird"][index % 3], ["mat", "road", "tree"][index % 3]];
  return `The ${animal} sat on the ${place}. `;
}).join("");
const chinese = "春眠不觉晓，处处闻啼鸟。夜来风雨声，花落知多少。".repeat(12);

async function told(page: Page) {
  return JSON.parse((await page.getByTestId("train-json").textContent()) ?? "null");
}

test("a network learns from text, and the same by the same seed", async ({ page, site }) => {
  await page.goto(`${site.url}#learn=pretrain&lang=en`);
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
  const status = page.getByTestId("train-status");
  await expect(status).toHaveAttribute("data-status", "idle");
  await page.getByTestId("train-text").fill(text);
  await page.getByLabel("Size").selectOption("tiny");
  await page.getByTestId("train-steps").fill("8");
  const found: unknown[] = [];
  for (const _ of ["once", "once more"]) {
    await page.getByTestId("train-start").click();
    await expect(status).toHaveAttribute("data-status", "done");
    found.push(await told(page));
    // The columns scroll, and the page does not.
    expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
    expect(await seriousIn(new AxeBuilder({ page }))).toEqual([]);
    await page.getByTestId("train-reset").click();
    await expect(status).toHaveAttribute("data-step", "0");
  }
  expect(found[0]).toMatchObject({ objective: "masked", device: "wasm", seed: 1, step: 8, loss: expect.any(Number) });
  expect(found[1]).toEqual(found[0]);
});

test("a training that is kept in this browser goes on at a later visit with the same losses, until it is forgotten", async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}#learn=pretrain&lang=en`);
  const status = page.getByTestId("train-status");
  await page.getByTestId("train-text").fill(text);
  await page.getByLabel("Size").selectOption("tiny");
  await page.getByTestId("train-steps").fill("6");
  for (const step of ["1", "2"]) {
    await page.getByRole("button", { name: "One step" }).press("Enter");
    await expect(status.and(page.locator("[data-status=cancelled]"))).toHaveAttribute("data-step", step);
  }
  await page.getByTestId("train-keep").press("Enter");
  const kept = page.getByTestId("train-kept");
  await expect(kept).toBeVisible();
  const goOn = async () => {
    await page.getByTestId("train-start").press("Enter");
    await expect(status).toHaveAttribute("data-status", "done");
    return told(page);
  };
  const whole = await goOn();
  expect(whole).toMatchObject({ step: 6, loss: expect.any(Number) });

  await page.reload();
  await expect(page.getByTestId("train-text")).toHaveValue("");
  await kept.press("Enter");
  await expect(status.and(page.locator("[data-status=cancelled]"))).toHaveAttribute("data-step", "2");
  await expect(page.getByTestId("train-text")).toHaveValue(text);
  expect(await goOn()).toEqual(whole);

  await page.getByRole("button", { name: "Forget the kept one" }).press("Enter");
  await expect(kept).toBeHidden();
  await page.reload();
  await expect(page.getByTestId("train-keep")).toBeVisible();
  await expect(kept).toBeHidden();
});

test("it writes in Chinese, is fine-tuned beside one from random numbers, and its export writes in this playground", async ({
  page,
  playground,
}, testInfo) => {
  await page.goto(`${playground.base}#learn=pretrain&lang=zh-CN`);
  const status = page.getByTestId("train-status");
  await page.getByTestId("train-text").fill(chinese);
  await page.getByTestId("train-objective").selectOption("causal");
  await page.getByLabel("规模").selectOption("tiny");
  await page.getByTestId("train-steps").fill("3");
  await page.getByTestId("train-start").press("Enter");
  await expect(status).toHaveAttribute("data-status", "done");
  await expect(page.getByRole("heading", { name: "第 3 步之后的续写" })).toBeVisible();
  // The first place that looks has nothing but itself to look at.
  await page.getByLabel("在看的词元").press("Home");
  await expect(page.getByRole("listitem").filter({ hasText: "100.0%" })).toHaveCount(1);

  await page.getByRole("button", { name: "微调", exact: true }).click();
  const lines = ["甲\t春眠不觉晓", "乙\t花落知多少"].join("\n");
  await page.getByTestId("train-labels").fill([lines, lines, lines].join("\n"));
  await page.getByTestId("train-steps").fill("4");
  await page.getByTestId("train-start").click();
  await expect(status).toHaveAttribute("data-status", "done");
  expect(await told(page)).toMatchObject({
    objective: "causal",
    step: 4,
    accuracy: expect.any(Number),
    baselineAccuracy: expect.any(Number),
  });
  await page.getByTestId("train-labels").fill(new Array(40).fill(lines).join("\n"));
  await page.getByTestId("train-steps").fill("1");
  await page.getByTestId("train-claim").press("Enter");
  const claim = page.getByTestId("train-claim-chart");
  await expect(claim.getByRole("row")).toHaveCount(1 + 3);
  await expect(claim.getByRole("row").last()).toContainText(/3.*%（.*% 至 .*%）.*%（.*% 至 .*%）/);
  await expect(claim.getByRole("img", { name: "准确率与样本数（各随机种子的平均）" })).toBeVisible();
  await expect(status).toHaveAttribute("data-status", "done");

  await page.getByRole("button", { name: "预训练", exact: true }).click();
  const file = await exported(page, testInfo);
  await page.goto(`${playground.base}#task=text-generation&device=wasm&option.mode="prompt"&option.max_new_tokens=4`);
  await page.getByTestId("zip-input").setInputFiles(file);
  await expect(playground.modelId).toHaveValue("local/learned");
  await playground.fill("text", "春眠不觉");
  const [written] = v.parse(v.array(v.object({ generated_text: v.string() })), await playground.answer());
  expect(written?.generated_text).toMatch(/^春眠不觉./);
});

async function exported(page: Page, testInfo: TestInfo): Promise<string> {
  const download = page.waitForEvent("download");
  await page.getByTestId("train-export").click();
  const file = testInfo.outputPath("learned.zip");
  await (await download).saveAs(file);
  return file;
}

test("a fine-tuning that was saved goes on at a later visit to the same losses, and another file is refused in words", async ({
  page,
  site,
}, testInfo) => {
  const labelled = Array.from({ length: 6 }, (_, index) => `一\t春眠不觉晓 ${index}\n二\t夜来风雨声 ${index}`).join(
    "\n",
  );
  const status = page.getByTestId("train-status");
  const open = async () => {
    await page.goto(`${site.url}licences.html`);
    await page.goto(`${site.url}#learn=finetune&lang=zh-CN`);
  };
  const finish = async () => {
    await page.getByTestId("train-start").press("Enter");
    await expect(status).toHaveAttribute("data-status", "done", { timeout: 60_000 });
    return told(page);
  };
  await open();
  await page.getByTestId("train-labels").fill(labelled);
  await page.getByTestId("train-steps").fill("30");
  await page.getByTestId("train-start").press("Enter");
  await expect(status).not.toHaveAttribute("data-step", "0", { timeout: 60_000 });
  await page.getByTestId("train-stop").press("Enter");
  await expect(status).toHaveAttribute("data-status", "cancelled");
  const step = (await status.getAttribute("data-step")) ?? "";
  const download = page.waitForEvent("download");
  await page.getByTestId("train-save").press("Enter");
  const file = testInfo.outputPath("saved.safetensors");
  await (await download).saveAs(file);
  const whole = await finish();

  await open();
  await page.getByTestId("train-load").setInputFiles(file);
  await expect(status).toHaveAttribute("data-step", step);
  await expect(page.getByTestId("train-labels")).toHaveValue(labelled);
  await expect(page.getByTestId("train-net")).toHaveValue("file");
  await expect(page.getByTestId("train-start")).toHaveText("继续");
  expect(await finish()).toEqual(whole);
  const [name, mimeType, buffer] = ["other.safetensors", "", Buffer.from("no such file")];
  await page.getByTestId("train-load").setInputFiles({ name, mimeType, buffer });
  await expect(page.getByTestId("error")).toHaveAttribute("data-code", "file-corrupt");
  await expect(page.getByTestId("train-labels")).toHaveValue(labelled);
});

const Scores = v.array(v.object({ label: v.string(), score: v.number() }));

test("a head learns on the features of a frozen model, and its export gives the same scores in this playground", async ({
  page,
  playground,
  hub,
}, testInfo) => {
  expect(hub.requests).toEqual([]);
  await page.goto(`${playground.base}#learn=head&lang=en`);
  const status = page.getByTestId("train-status");
  await page.getByTestId("train-model").fill("test/tiny");
  const lines = ["pets\tthe cat sat on the mat", "pets\ta dog runs", "pets\tmy cat sleeps", "food\twe eat bread"];
  await page.getByTestId("train-labels").fill([...lines, "food\tsoup is hot", "food\ther cake is sweet"].join("\n"));
  await page.getByTestId("train-start").press("Enter");
  await expect(status).toHaveAttribute("data-status", "done");
  expect(await told(page)).toMatchObject({
    model: "test/tiny",
    loss: expect.any(Number),
    validationLoss: expect.any(Number),
    accuracy: expect.any(Number),
    baselineAccuracy: expect.any(Number),
    labels: ["food", "pets"],
  });
  expect(await seriousIn(new AxeBuilder({ page }))).toEqual([]);
  const sentence = "a cat and a dog";
  await page.getByTestId("train-try").fill(sentence);
  await page.getByTestId("train-try").press("Enter");
  const answer = page.getByTestId("train-answer");
  await expect(answer).toContainText("pets");
  const shown = await answer.textContent();

  const file = await exported(page, testInfo);
  await page.goto(`${playground.base}#task=text-classification&device=wasm&option.top_k=2`);
  await page.getByTestId("zip-input").setInputFiles(file);
  await expect(playground.modelId).toHaveValue("local/learned");
  await playground.fill("text", sentence);
  const scores = v.parse(Scores, await playground.answer());
  expect(scores.map(({ label }) => label).sort()).toEqual(["food", "pets"]);
  for (const { score } of scores) expect(shown ?? "").toContain(`${(score * 100).toFixed(1)}%`);
});

/** A second of a tone as WAV: 16 bits, 16 kHz. */
function toneOf(hertz: number): Buffer {
  const [rate, header] = [16_000, 44];
  const file = Buffer.alloc(header + rate * 2);
  file.write("RIFF", 0);
  file.writeUInt32LE(file.length - 8, 4);
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  for (const [place, value] of [1, 1].entries()) file.writeUInt16LE(value, 20 + place * 2);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * 2, 28);
  for (const [place, value] of [2, 16].entries()) file.writeUInt16LE(value, 32 + place * 2);
  file.write("data", 36);
  file.writeUInt32LE(rate * 2, 40);
  for (let index = 0; index < rate; index += 1) {
    file.writeInt16LE(Math.round(20_000 * Math.sin((2 * Math.PI * hertz * index) / rate)), header + index * 2);
  }
  return file;
}

test("a head learns sounds on Whisper's encoder, to its end", async ({ page, playground, hub }) => {
  expect(hub.requests).toEqual([]);
  await page.goto(`${playground.base}#learn=head&lang=zh-CN`);
  await page.getByTestId("train-modality").selectOption("audio");
  await page.getByTestId("train-model").fill("test/tiny-whisper");
  for (const [label, tones] of [
    ["低音", [200, 230, 260]],
    ["高音", [2_000, 2_300, 2_600]],
  ] as const) {
    await page.getByTestId("train-label").fill(label);
    await page
      .getByTestId("train-files")
      .setInputFiles(tones.map((hertz) => ({ name: `${hertz}.wav`, mimeType: "audio/wav", buffer: toneOf(hertz) })));
  }
  await page.getByTestId("train-start").press("Enter");
  await expect(page.getByTestId("train-status")).toHaveAttribute("data-status", "done");
  expect(await told(page)).toMatchObject({ model: "test/tiny-whisper", accuracy: 1, labels: ["低音", "高音"] });
  const [buffer, name] = [toneOf(2_450), "new.wav"];
  await page.getByTestId("train-try").setInputFiles({ name, mimeType: "audio/wav", buffer });
  await expect(page.getByTestId("train-answer").getByRole("row").nth(1)).toContainText("高音");
});

const Golden = v.array(
  v.object({
    folder: v.string(),
    objective: v.picklist(["masked", "causal"]),
    text: v.string(),
    guesses: v.array(v.object({ place: v.number(), loss: v.number(), rank: v.number() })),
    perplexity: v.number(),
  }),
);

for (const [lang, text] of [
  ["en", "english"],
  ["zh-CN", "chinese"],
] as const) {
  test(
    `one sentence is guessed by both objectives as in PyTorch, by keyboard in ${lang}`,
    only(lang === "zh-CN"),
    async ({ page, site }) => {
      const golden = v.parse(Golden, await recorded("src/workers/engine/guesses.golden.json"));
      const mine = golden.filter(({ folder }) => folder.endsWith(`-${text}`));
      await page.goto(`${site.url}#learn=objectives&lang=${lang}`);
      const status = page.getByTestId("train-status");
      await page.getByTestId("train-sentence").fill(" ");
      await page.getByTestId("train-start").press("Enter");
      await expect(page.getByTestId("error")).toHaveAttribute("data-code", "input-empty");
      await page.getByTestId("train-sentence").fill(mine[0]?.text ?? "");
      await page.getByTestId("train-start").press("Enter");
      await expect(status).toHaveAttribute("data-status", "done");
      const found = await told(page);
      for (const { objective, guesses, perplexity } of mine) {
        expect(found[objective]).toMatchObject({
          model: `embedded/tiny-${objective}-${text}`,
          perplexity: expect.closeTo(perplexity, 1),
          guesses: guesses.map(({ place, loss, rank }) => ({ place, loss: expect.closeTo(loss, 3), rank })),
        });
      }
      // The word that is chosen on one side is the one that is chosen on the other.
      const causal = page.getByTestId("train-causal");
      await causal.getByRole("listbox").press("Home");
      await causal.getByRole("listbox").press("ArrowRight");
      const second = page.getByTestId("train-masked").getByRole("option").nth(1);
      await expect(second).toHaveAttribute("aria-selected", "true");
      await expect(second).toHaveAttribute("data-state", "hidden");
      await expect(causal.locator('[data-state="unseen"]')).toHaveCount(
        (await causal.getByRole("listbox").getByRole("option").count()) - 2,
      );
      await page.getByTestId("train-masked").getByRole("radio").nth(1).press("Space");
      await expect(page.getByTestId("train-masked").locator('[data-state="hidden"]')).toHaveCount(3);
      expect(await seriousIn(new AxeBuilder({ page }))).toEqual([]);
      await page.getByTestId("train-reset").press("Enter");
      await expect(status).toHaveAttribute("data-status", "idle");
    },
  );
}
