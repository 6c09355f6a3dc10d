import { drop, fileFrom, paste, textFile } from "./support/files.ts";
import { hold } from "./support/hold.ts";
import { MediaInput } from "./support/media.ts";
import { hostPictures } from "./support/pictures.ts";
import { Playground } from "./support/playground.ts";
import { topLabel } from "./support/shapes.ts";
import { expect, fileOf, test } from "./support/test.ts";

test("a picture comes by choice, drop, paste and camera, and the one before comes back", async ({
  page,
  playground,
}) => {
  await playground.open({ task: "image-classification", device: "wasm" });
  const image = new MediaInput(playground, "image");
  await image.choose(fileOf("e2e/media/picture.jpg"));
  await image.holds("picture.jpg");
  await drop(page.locator("header").first(), await fileFrom(fileOf("e2e/media/picture.webp"), "image/webp"));
  await image.holds("picture.webp");
  await paste(page.locator("body"), await fileFrom(fileOf("e2e/media/grey.png"), "image/png"));
  await image.holds("grey.png");
  await image.photograph();
  await image.holds("Photo.png");
  await image.editor.getByRole("button", { name: "Undo" }).click();
  await image.holds("grey.png");
  expect(topLabel(await playground.answer())).toBe("Egyptian cat");
});

test("a picture by its link is asked for at a press and not before, and what is wrong with it is said", async ({
  page,
  playground,
}) => {
  const host = await hostPictures();
  await playground.open({ task: "image-classification", device: "wasm" });
  const image = new MediaInput(playground, "image");
  for (const [address, code] of [
    ["cat.jpg", "link-invalid"],
    [`${host.url}/page`, "link-not-picture"],
    [`${host.url}/closed.jpg`, "link-refused"],
    [`${host.url}/none.jpg`, "link-missing"],
  ] as const) {
    await image.openLink(address);
    await image.fetchLink();
    await expect(playground.notice(code)).toBeVisible();
    await expect(page.getByTestId("link-image")).toHaveValue(address);
  }
  expect(host.asked.map(({ path }) => path)).toEqual(["/page", "/closed.jpg", "/none.jpg"]);

  await image.openLink(`${host.url}/cat.jpg`);
  await expect(page.getByText(/Before you press it, nothing is asked/)).toContainText(new URL(host.url).host);
  expect(host.asked.length).toBe(3);
  await image.fetchLink();
  await image.holds("cat.jpg");
  await image.openLink(`${host.url}/corrupt.jpg`);
  await image.fetchLink();
  await expect(playground.notice("image-unreadable")).toBeVisible();
  await image.holds("cat.jpg");
  expect(host.asked.filter(({ cookie, referrer }) => cookie !== undefined || referrer !== undefined)).toEqual([]);
  await host.close();
});

test("what comes late of a link leaves the focus to who writes meanwhile", async ({ page, playground }) => {
  const host = await hostPictures();
  await playground.open({ task: "visual-question-answering", device: "wasm" });
  const question = playground.input("question");
  const panel = await hold(page, "**/LinkPanel-*.js");
  await page.getByTestId("link-open-image").click();
  await expect.poll(panel.count).toBeGreaterThan(0);
  await question.fill("Is it");
  await question.press("Space");
  await panel.release();
  await expect(page.getByTestId("link-image")).toBeVisible();
  await expect(question).toBeFocused();

  const image = new MediaInput(playground, "image");
  await image.openLink(`${host.url}/cat.jpg`);
  const picture = await hold(page, "**/cat.jpg");
  await image.fetchLink();
  await expect.poll(picture.count).toBeGreaterThan(0);
  await question.focus();
  await picture.release();
  await image.holds("cat.jpg");
  await page.keyboard.press("End");
  await page.keyboard.type("a cat?");
  await expect(question).toHaveValue("Is it a cat?");
  await host.close();
});

test("a sound comes by choice, drop and paste", async ({ page, playground }) => {
  await playground.open({ task: "automatic-speech-recognition", device: "wasm" });
  const audio = new MediaInput(playground, "audio");
  await audio.choose(fileOf("e2e/media/mono_16k.wav"));
  await audio.holds("mono_16k.wav");
  await drop(page.locator("body"), await fileFrom(fileOf("e2e/media/speech.mp3"), "audio/mpeg"));
  await audio.holds("speech.mp3");
  await paste(page.locator("body"), await fileFrom(fileOf("e2e/media/speech.ogg"), "audio/ogg"));
  await audio.holds("speech.ogg");
});

test("a file of the wrong kind says which task takes it, and goes along to it", async ({ page, playground }) => {
  await playground.open({ task: "image-classification", inputs: {}, device: "wasm" });
  const image = new MediaInput(playground, "image");
  await image.choose(fileOf("e2e/media/picture.jpg"));
  await image.holds("picture.jpg");
  await drop(page.locator("body"), await fileFrom(fileOf("e2e/media/speech.mp3"), "audio/mpeg"));
  await expect(playground.notice("wrong-kind")).toContainText("speech.mp3 is a sound");
  await image.holds("picture.jpg");
  await page.locator('[data-switch-to="automatic-speech-recognition"]').click();
  await expect(playground.notice("wrong-kind")).toHaveCount(0);
  await new MediaInput(playground, "audio").holds("speech.mp3");
  await expect(page).toHaveURL(/task=automatic-speech-recognition/);

  await drop(page.locator("body"), textFile("words.txt", "one\ntwo"));
  await page.locator('[data-switch-to="feature-extraction"]').click();
  await expect(playground.input("texts")).toHaveValue("one\ntwo");
});

test("a camera and a microphone that are not allowed are said to be, and nothing is lost", async ({
  playwright,
  launchOptions,
  site,
}) => {
  // Without the flag that allows everything, a browser with no window allows nothing.
  const args = (launchOptions.args ?? []).filter((arg) => arg !== "--use-fake-ui-for-media-stream");
  const browser = await playwright.chromium.launch({ ...launchOptions, args });
  try {
    const page = await browser.newPage();
    const playground = new Playground(page, site.url);
    await playground.open({ task: "image-classification" });
    const image = new MediaInput(playground, "image");
    await image.choose(fileOf("e2e/media/picture.jpg"));
    await image.holds("picture.jpg");
    await page.getByTestId("camera-open-image").click();
    await expect(playground.notice("camera-denied")).toBeVisible();
    await image.holds("picture.jpg");
    await playground.open({ task: "automatic-speech-recognition" });
    await page.getByTestId("record-audio").click();
    await expect(playground.notice("microphone-denied")).toBeVisible();
  } finally {
    await browser.close();
  }
});
