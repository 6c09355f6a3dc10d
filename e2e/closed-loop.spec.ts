import * as v from "valibot";
import { startHub } from "./hub/hub.ts";
import { deploy, endpointOf } from "./support/site.ts";
import { expect, fileOf, test } from "./support/test.ts";

const Spoken = v.object({ sampling_rate: v.number(), samples: v.number(), audio: v.string() });
const Report = v.object({
  feeds: v.array(v.object({ name: v.string(), dims: v.array(v.number()) })),
});

test("what a voice speaks is heard again at its own length and rate", async ({ page, playground }) => {
  const names = ["vits-text-to-audio", "wav2vec2-automatic-speech-recognition"] as const;
  const hub = await startHub({
    repos: Object.fromEntries(names.map((name) => [`test/${name}`, fileOf(`e2e/reference/${name}`)])),
  });
  await deploy(page, { endpoints: [endpointOf(hub)] });
  const [speaks, hears] = names;
  const cheap = { device: "wasm", dtype: "fp32" } as const;
  await playground.open({ task: "text-to-audio", model: `test/${speaks}`, ...cheap });
  await playground.fill("text", "the quick brown fox");
  const spoken = v.parse(Spoken, await playground.answer());
  const file = Buffer.from(spoken.audio.slice(spoken.audio.indexOf(",") + 1), "base64");
  // Rate and bytes of sound as the head of a WAV file says them: 16 bits, one channel.
  expect([file.readUInt32LE(24), file.readUInt32LE(40)]).toEqual([spoken.sampling_rate, spoken.samples * 2]);

  await playground.open({ task: "automatic-speech-recognition", model: `test/${hears}`, ...cheap, trace: true });
  await playground.input("audio").setInputFiles({ name: "spoken.wav", mimeType: "audio/wav", buffer: file });
  await expect(page.getByText("spoken.wav")).toBeVisible();
  await playground.answer();
  const { feeds } = v.parse(Report, JSON.parse((await page.getByTestId("run-json").textContent()) ?? ""));
  // The model hears 16 kHz, and every sample of it.
  const expected = Math.round((spoken.samples * 16_000) / spoken.sampling_rate);
  expect(feeds.find(({ name }) => name === "input_values")?.dims).toEqual([1, expected]);
  await hub.close();
});
