import { readFile } from "node:fs/promises";
import * as v from "valibot";
import { drop, fileFrom, textFile } from "./support/files.ts";
import { topLabel, Vectors } from "./support/shapes.ts";
import { expect, fileOf, test } from "./support/test.ts";

test("an empty input is refused where it is, and the next run works", async ({ playground, tiny }) => {
  await playground.open({ ...tiny, task: "sentence-similarity" });
  await playground.failure("input-empty");
  await expect(playground.input("source_sentence")).toHaveAttribute("aria-invalid", "true");
  await playground.fill("source_sentence", "Where is the station?");
  await playground.fill("sentences", "  \n\n ");
  await playground.failure("input-empty");
  await expect(playground.input("sentences")).toHaveAttribute("aria-invalid", "true");
  await expect(playground.input("source_sentence")).toHaveValue("Where is the station?");
  await playground.fill("sentences", "The station is on the left\nBread needs salt");
  expect(v.parse(v.array(v.number()), await playground.answer()).length).toBe(2);

  for (const task of ["image-classification", "automatic-speech-recognition", "text-generation"]) {
    await playground.open({ task });
    await expect(playground.status).toHaveAttribute("data-status", "idle");
    await playground.failure("input-empty");
  }
});

test("a text of more than 1 MB is refused and kept; a shorter one is read as far as the model can", async ({
  playground,
  tiny,
}) => {
  await playground.open({ ...tiny, task: "feature-extraction" });
  const long = `${"word ".repeat(200_000)}x`;
  await drop(playground.input("texts"), textFile("long.txt", long));
  await expect(playground.input("texts")).toHaveValue(long);
  // Laid out paragraph by paragraph, each in its own direction, it would hold the page for a quarter of a minute.
  await expect(playground.input("texts")).toHaveCSS("unicode-bidi", "isolate");
  await playground.failure("input-too-large");
  await expect(playground.input("texts")).toHaveValue(long);
  await expect(playground.input("texts")).toHaveAttribute("aria-invalid", "true");

  await playground.fill("texts", long.slice(0, 5_000));
  await playground.press();
  expect(await playground.end()).toBe("done");
  await expect(playground.notice("input-truncated")).toBeVisible();
  expect(v.parse(v.array(v.number()), await playground.json()).length).toBe(32);
});

test("a binary file dropped as a text is refused and changes nothing; a text file takes the text's place", async ({
  playground,
  tiny,
}) => {
  await playground.open({ ...tiny, task: "feature-extraction", inputs: { texts: "kept" } });
  const texts = playground.input("texts");
  const picture = await fileFrom(fileOf("e2e/media/picture.jpg"), "");
  await drop(texts, { ...picture, name: "letter.txt", type: "text/plain" });
  await expect(playground.notice("text-unreadable")).toBeVisible();
  await expect(texts).toHaveValue("kept");
  await drop(texts, { ...picture, type: "image/jpeg" });
  await expect(playground.notice("wrong-kind")).toBeVisible();
  await expect(texts).toHaveValue("kept");
  await drop(texts, textFile("list.txt", "one\r\n二"));
  await expect(texts).toHaveValue("one\n二");
  await expect(playground.page.getByTestId("notice")).toHaveCount(0);
  expect(v.parse(Vectors, await playground.answer()).length).toBe(2);
});

test("a corrupt picture is refused and the one before stays", async ({ page, playground }) => {
  await playground.open({ task: "image-classification", device: "wasm" });
  await playground.give("image", fileOf("e2e/media/corrupt.jpg"));
  await expect(playground.notice("image-unreadable")).toBeVisible();
  await playground.failure("input-empty");

  await playground.give("image", fileOf("e2e/media/picture.jpg"));
  expect(topLabel(await playground.answer())).toBe("Egyptian cat");
  for (const [file, code] of [
    ["e2e/media/corrupt.jpg", "image-unreadable"],
    ["e2e/media/speech.mp3", "wrong-kind"],
  ] as const) {
    await playground.give("image", fileOf(file));
    await expect(playground.notice(code)).toBeVisible();
    await expect(playground.status).toHaveAttribute("data-stale", "false");
    expect(topLabel(await playground.answer())).toBe("Egyptian cat");
  }
  for (const [what, buffer] of Object.entries(await damagedPngs())) {
    await playground.input("image").setInputFiles({ name: `${what}.png`, mimeType: "image/png", buffer });
    await expect(playground.notice("image-unreadable"), what).toContainText(`${what}.png`);
    expect(topLabel(await playground.answer()), what).toBe("Egyptian cat");
  }
  await drop(page.locator("body"), await fileFrom(fileOf("e2e/media/picture.webp"), "image/webp"));
  await expect(playground.status).toHaveAttribute("data-stale", "true");
  expect(topLabel(await playground.answer())).toBe("espresso");
});

/** What Pillow refuses, too: cut off in mid-picture, other bytes in its middle, another checksum of its head, and nothing. */
async function damagedPngs(): Promise<Readonly<Record<string, Buffer>>> {
  const whole = await readFile(fileOf("e2e/media/alpha.png"));
  const [spoiled, misread] = [Buffer.from(whole), Buffer.from(whole)];
  spoiled.fill(0x5a, whole.length >> 1, (whole.length >> 1) + 40);
  misread[29] = 255 - (whole[29] ?? 0);
  return { cut: whole.subarray(0, whole.length >> 1), spoiled, misread, empty: Buffer.alloc(0) };
}

test("a sound of 0 bytes and one that is none are refused, and the one before stays", async ({ playground, tiny }) => {
  const options = { language: "en" };
  await playground.open({ ...tiny, task: "automatic-speech-recognition", model: "test/tiny-whisper", options });
  await playground.give("audio", fileOf("e2e/media/empty.wav"));
  await expect(playground.notice("sound-empty")).toBeVisible();
  await playground.failure("input-empty");

  await playground.give("audio", fileOf("e2e/media/mono_16k.wav"));
  const heard = await playground.answer();
  await expect(playground.notice("sound-empty")).toHaveCount(0);
  await playground.give("audio", fileOf("e2e/media/empty.wav"));
  await expect(playground.notice("sound-empty")).toBeVisible();
  const damaged = { name: "damaged.wav", mimeType: "audio/wav", buffer: Buffer.from("RIFF and then nothing") };
  await playground.input("audio").setInputFiles(damaged);
  await expect(playground.notice("sound-unreadable")).toBeVisible();
  expect(await playground.answer()).toEqual(heard);
});

test("a conversation that is no JSON is refused, and the one before stays", async ({ playground }) => {
  const turns = [
    { role: "user", content: "Hi" },
    { role: "assistant", content: "Hello!" },
  ];
  await playground.open({ task: "text-generation", inputs: { messages: "And now?" } });
  await playground.fill("messages-json", JSON.stringify(turns));
  await playground.fill("messages-json", '[{"role": "user"');
  await playground.input("messages").focus();
  await expect(playground.notice("messages-invalid")).toBeVisible();
  await playground.fill("messages-json", JSON.stringify(turns, null, 2));
  await playground.fill("messages", "And now?");
  await expect(playground.input("messages-json")).toHaveValue(JSON.stringify(turns, null, 2));
});
