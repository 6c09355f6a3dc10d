import { readFile, writeFile } from "node:fs/promises";
import { pressAt } from "./support/keys.ts";
import { only } from "./support/nightly.ts";
import { Playground } from "./support/playground.ts";
import { expect, fileOf, test } from "./support/test.ts";

/** Of the 44 bytes of these files' header: where its two lengths stand. */
const lengthsAt = [4, 40] as const;

/** A sentence and a pause in which it can be written down, of 12 seconds: of 16 bits, one channel, 24 kHz. */
async function writeWithPause(from: string, to: string): Promise<void> {
  const sentence = await readFile(from);
  const pause = Buffer.alloc(12 * 24_000 * 2);
  for (const at of lengthsAt) sentence.writeUInt32LE(sentence.readUInt32LE(at) + pause.length, at);
  await writeFile(to, Buffer.concat([sentence, pause]));
}

for (const { lang, language, file, words, undo, copy } of [
  { lang: "en", language: "en", file: "en_chocolates.wav", words: /box of chocolates/i, undo: "Undo", copy: "Copy" },
  { lang: "zh-CN", language: "zh", file: "zh_weather.wav", words: /你好.*今天/, undo: "撤销", copy: "复制" },
] as const) {
  test(
    `what is said is written down while the microphone hears it, and Stop gives it back, by keyboard alone (${lang})`,
    // A microphone does not wait: with nothing beside it, as what promises a time.
    lang === "zh-CN" ? { tag: "@timed" } : only(false),
    async ({ playwright, launchOptions, site }, testInfo) => {
      // Again and again: a busy machine's browser loses pieces of what its microphone hears.
      const sound = testInfo.outputPath("spoken.wav");
      await writeWithPause(fileOf(`public/examples/${file}`), sound);
      const spoken = `--use-file-for-fake-audio-capture=${sound}`;
      const browser = await playwright.chromium.launch({
        ...launchOptions,
        args: [...(launchOptions.args ?? []), spoken],
      });
      try {
        const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
        // Tells from outside whether the page still holds the microphone.
        await page.addInitScript(() => {
          const { mediaDevices } = navigator;
          const open = mediaDevices.getUserMedia.bind(mediaDevices);
          mediaDevices.getUserMedia = async (constraints) => {
            const stream = await open(constraints);
            const tell = () => {
              document.documentElement.dataset.microphone = stream
                .getTracks()
                .map(({ readyState }) => readyState)
                .join();
            };
            tell();
            setInterval(tell, 100);
            return stream;
          };
        });
        const playground = new Playground(page, site.url);
        await playground.open({ task: "automatic-speech-recognition", device: "wasm", lang, options: { language } });
        await pressAt(page, page.getByTestId("live-audio"), "Enter");
        await expect(page.locator("html")).toHaveAttribute("data-microphone", "live");
        const settled = page.locator("[data-testid=live-text-audio] [data-settled=true]");
        await expect(settled).toContainText(words);
        await pressAt(page, page.getByTestId("live-stop-audio"), "Enter");
        await expect(page.locator("html")).toHaveAttribute("data-microphone", "ended");
        await expect(page.getByTestId("live-stop-audio")).toHaveCount(0);
        // What was said is the input now, to be written once more as a whole.
        await expect(page.locator("[data-field=audio]").getByRole("button", { name: undo })).toBeVisible();
        await expect(playground.run).toBeEnabled();
        await expect(settled).toContainText(words);
        const panel = page.getByTestId("live-panel-audio");
        const [whole, button] = [panel, panel.getByRole("button", { name: copy })].map((part) => part.boundingBox());
        expect((await button)?.width).toBeLessThan(((await whole)?.width ?? 0) / 2);
      } finally {
        await browser.close();
      }
    },
  );
}

test("closing the panel while its model is loaded ends the load, and the next run works", async ({
  page,
  playground,
  hub,
  tiny,
}) => {
  const file = "onnx/encoder_model.onnx";
  hub.setFault({ file, on: "content", fault: { kind: "slow", bytesPerSecond: 1000 } });
  const options = { language: "en" };
  await playground.open({ ...tiny, task: "automatic-speech-recognition", model: "test/tiny-whisper", options });
  await page.getByTestId("live-audio").click();
  await expect.poll(() => hub.requests.some((request) => request.path.includes(file) && !request.closed)).toBe(true);
  await page.getByTestId("live-panel-audio").getByRole("button", { name: "Close" }).click();
  await expect(page.getByTestId("live-panel-audio")).toHaveCount(0);
  await expect.poll(() => hub.requests.every(({ closed }) => closed)).toBe(true);

  hub.clearFaults();
  await playground.give("audio", fileOf("e2e/media/mono_16k.wav"));
  await playground.answer();
});
