import * as v from "valibot";
import { third, withFewer } from "./support/nightly.ts";
import { Playground } from "./support/playground.ts";
import { decodePng, encodePng } from "./support/png.ts";
import { Transcript, topLabel } from "./support/shapes.ts";
import { expect, fileOf, test } from "./support/test.ts";

test("pictures of every kind are seen as what they show", async ({ playground }) => {
  await playground.open({ task: "image-classification", device: "wasm" });
  // The cat of the plain JPEG comes back behind transparency and in grey; the cup as WebP, turned by EXIF, in 24 MP.
  for (const [file, label] of [
    ["picture.jpg", "Egyptian cat"],
    ["picture.webp", "espresso"],
    ["alpha.png", "Egyptian cat"],
    ["rotated.jpg", "espresso"],
    ["grey.png", "Egyptian cat"],
    ["large.jpg", "espresso"],
  ] as const) {
    await playground.give("image", fileOf(`e2e/media/${file}`));
    // Pressed at once: a run takes the file that was given last, however long that takes to be read.
    expect(topLabel(await playground.answer()), file).toBe(label);
  }
});

// Beyond 65,535 pixels a canvas and a texture are black without a word.
test("a picture longer than a canvas may be is read whole, and cut out at its own size", async ({ playground }) => {
  await playground.open({ task: "background-removal", model: "embedded/u2netp", device: "wasm" });
  for (const [width, height] of [
    [70_000, 6],
    [6, 70_000],
  ] as const) {
    const data = new Uint8Array(width * height * 4);
    for (let place = 0; place < width * height; place++) {
      const [x, y] = [place % width, Math.floor(place / width)];
      data.set([x >> 9, y >> 9, (x * 3 + y * 5) & 255, 255], place * 4);
    }
    const buffer = encodePng({ width, height, data });
    await playground.input("image").setInputFiles({ name: "long.png", mimeType: "image/png", buffer });
    const { image } = v.parse(v.object({ image: v.string() }), await playground.answer());
    const cut = decodePng(Buffer.from(image.slice(image.indexOf(",") + 1), "base64"));
    expect([cut.width, cut.height]).toEqual([width, height]);
    let others = 0;
    for (let at = 0; at < data.length; at++) if (at % 4 !== 3 && cut.data[at] !== data[at]) others++;
    expect(others).toBe(0);
  }
});

// MP3 is in embedded.spec.ts, mono at 16 kHz in bad-inputs.spec.ts: a run of Whisper takes ten seconds.
test(
  "sounds in other formats, a stereo one at 44.1 kHz first, are heard as what was said",
  withFewer,
  async ({ playground }) => {
    await playground.open({ task: "automatic-speech-recognition", device: "wasm", options: { language: "en" } });
    for (const file of third(["stereo_44k.wav", "speech.ogg"])) {
      await playground.give("audio", fileOf(`e2e/media/${file}`));
      const { text, language } = v.parse(Transcript, await playground.answer());
      expect(text.toLowerCase(), file).toContain("box of chocolates");
      expect(language).toBe("en");
    }
  },
);

test("the microphone's speech is written down", async ({ playwright, launchOptions, site }) => {
  // In the place of the beeps of Chromium's own fake microphone; it begins anew when it ends.
  const spoken = `--use-file-for-fake-audio-capture=${fileOf("public/examples/zh_weather.wav")}`;
  const args = [...(launchOptions.args ?? []), spoken];
  const browser = await playwright.chromium.launch({ ...launchOptions, args });
  try {
    const page = await browser.newPage();
    const playground = new Playground(page, site.url);
    await playground.open({ task: "automatic-speech-recognition", device: "wasm" });
    await page.getByTestId("record-audio").click();
    const stop = page.getByTestId("record-stop-audio");
    await expect(stop).toBeVisible();
    // Once through from wherever it was: the sentence takes 3.1 s.
    await expect(page.getByRole("timer")).toHaveText(/^0:0[6-9]/);
    await stop.click();
    expect(v.parse(Transcript, await playground.answer()).text).toContain("天气");
  } finally {
    await browser.close();
  }
});

test("ready examples fill the inputs, in the reader's language first", async ({ page, playground }) => {
  const examples = page.locator("[data-example]");
  for (const [lang, script] of [
    ["en", /^[^\p{Script=Han}]+$/u],
    ["zh-CN", /\p{Script=Han}/u],
  ] as const) {
    await playground.open({ task: "sentence-similarity", lang });
    await expect(page.locator("html")).toHaveAttribute("lang", lang);
    await examples.first().click();
    await expect(playground.input("source_sentence")).toHaveValue(script);
    await expect(playground.input("sentences")).toHaveValue(/\n/);
  }

  await playground.open({ task: "text-generation" });
  await expect(playground.option("mode")).toBeAttached();
  // An example for prompts brings its mode along; the field that it fills is the one in sight.
  for (const example of await examples.all()) {
    await example.click();
    // Run waits for what an example brings.
    await expect(playground.run).toBeEnabled();
    const isPrompt = (await playground.option("mode").inputValue()) === "prompt";
    await expect(playground.input(isPrompt ? "text" : "messages")).toBeVisible();
    await expect(playground.input(isPrompt ? "text" : "messages")).not.toHaveValue("");
  }
});

test("a picture of an example is there when Run is pressed right after it", async ({ page, playground }) => {
  await playground.open({ task: "image-classification", device: "wasm" });
  await page.locator("[data-example]").first().click();
  expect(topLabel(await playground.answer())).toContain("cat");
});
