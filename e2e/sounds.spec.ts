import { readdir, readFile, writeFile } from "node:fs/promises";
import * as v from "valibot";
import { rendererPeak } from "../scripts/shared/renderers.mjs";
import { startHub } from "./hub/hub.ts";
import { deploy, endpointOf } from "./support/site.ts";
import { expect, fileOf, recorded, test } from "./support/test.ts";

const folder = "e2e/media/sounds";
const Heard = v.object({
  every: v.number(),
  sounds: v.record(v.string(), v.object({ length: v.number(), samples: v.array(v.number()) })),
});

/** What the built worker reads of each file, and what the browser decodes as a whole. */
async function readAll(input: Node, worker: string) {
  if (!(input instanceof HTMLInputElement)) throw new Error("This takes no files.");
  const opened = new Worker(worker, { type: "module" });
  const next = () =>
    new Promise<MessageEvent["data"]>((settle) => {
      opened.onmessage = ({ data }) => data.type !== "event" && settle(data);
    });
  await next();
  const ask = (file: File, samplingRate: number) => {
    opened.postMessage({ type: "ask", id: 1, verb: "read", request: { file, samplingRate, maxSeconds: 3_600 } });
    return next();
  };
  const half = Math.SQRT1_2;
  const { fround } = Math;
  const all = [];
  for (const file of input.files ?? []) {
    const { answer } = await ask(file, 16_000);
    const whole = await new OfflineAudioContext(1, 1, 44_100).decodeAudioData(await file.arrayBuffer());
    const [left, right] = [0, 1].map((channel) => whole.getChannelData(Math.min(channel, whole.numberOfChannels - 1)));
    const atOwnRate = (await ask(file, 44_100)).answer.samples;
    let apart = 0;
    for (let place = 0; place < whole.length; place++) {
      const mono = fround(fround((left?.[place] ?? 0) * fround(half)) + fround((right?.[place] ?? 0) * fround(half)));
      apart = Math.max(apart, Math.abs(mono - atOwnRate[place]));
    }
    all.push({
      name: file.name,
      samples: [...answer.samples],
      whole: { length: whole.length, pieces: atOwnRate.length, apart },
    });
  }
  opened.terminate();
  return all;
}

/** Samples longer than Python's, at 16 kHz: WebM tells its end by the last packet, which is padded. */
const longer: Readonly<Record<string, number>> = { "opus.webm": 320, "vorbis.webm": 160, "film.webm": 320 };
/** Files whose edges the browser's own decoder finds as FFmpeg does, at a rate at which it does not resample. */
const sameAsWhole = ["aac.m4a", "vorbis.ogg", "layer3.mp3"];

test("a sound in any container, read in pieces, is what Python hears and what the browser decodes as a whole", async ({
  page,
  site,
}) => {
  const worker = (await readdir(fileOf("dist/assets"))).find((name) => name.startsWith("media.worker"));
  await page.goto(`${site.url}licences.html`);
  const input = await page.evaluateHandle(() => {
    const made = document.createElement("input");
    made.type = "file";
    made.multiple = true;
    document.body.append(made);
    return made;
  });
  const { every, sounds } = v.parse(Heard, await recorded(`${folder}/heard.golden.json`));
  const names = Object.keys(sounds);
  await input.setInputFiles(names.map((name) => fileOf(`${folder}/${name}`)));
  const found = await input.evaluate(readAll, `${site.url}assets/${worker}`);
  expect(found.map(({ name }) => name)).toEqual(names);
  for (const { name, samples, whole } of found) {
    const expected = sounds[name];
    const more = samples.length - (expected?.length ?? 0);
    expect.soft(more, `length of ${name}`).toBeGreaterThanOrEqual(0);
    expect.soft(more, `length of ${name}`).toBeLessThanOrEqual(longer[name] ?? 0);
    const differences = expected?.samples.map((value, at) => Math.abs(value - (samples[at * every] ?? Number.NaN)));
    expect.soft(Math.max(...(differences ?? [])), name).toBeLessThan(1e-4);
    if (sameAsWhole.includes(name)) expect.soft({ name, ...whole }).toMatchObject({ length: whole.pieces, apart: 0 });
  }
});

/** WAV of 16 bits, one channel, 16 kHz. */
function waveOf(seconds: number): Buffer {
  const samples = Math.round(seconds * 16_000);
  const wave = Buffer.alloc(44 + samples * 2);
  wave.write("RIFF", 0);
  wave.writeUInt32LE(36 + samples * 2, 4);
  wave.write("WAVEfmt ", 8);
  wave.writeUInt32LE(16, 16);
  wave.writeUInt16LE(1, 20);
  wave.writeUInt16LE(1, 22);
  wave.writeUInt32LE(16_000, 24);
  wave.writeUInt32LE(32_000, 28);
  wave.writeUInt16LE(2, 32);
  wave.writeUInt16LE(16, 34);
  wave.write("data", 36);
  wave.writeUInt32LE(samples * 2, 40);
  return wave;
}

/** An hour of it is beyond what a browser takes out of a test's memory. */
async function written(seconds: number, to: string): Promise<string> {
  await writeFile(to, waveOf(seconds));
  return to;
}

test("a sound that takes the place of one that is still read ends the worker that reads it", async ({
  page,
  playground,
}, testInfo) => {
  let isSecondGiven = false;
  const events: string[] = [];
  page.on("worker", (worker) => {
    if (!worker.url().includes("media.worker")) return;
    const name = isSecondGiven ? "second" : "first";
    events.push(`${name} begins`);
    worker.on("close", () => events.push(`${name} ends`));
  });
  await playground.open({ task: "audio-classification", lang: "en" });
  const [long, short] = [
    await written(3_500, testInfo.outputPath("long.wav")),
    await written(700, testInfo.outputPath("short.wav")),
  ];
  await playground.input("audio").setInputFiles(long);
  await expect.poll(() => events).toEqual(["first begins"]);
  isSecondGiven = true;
  await playground.input("audio").setInputFiles(short);
  await expect(page.getByText("short.wav", { exact: true })).toBeVisible();
  await expect.poll(() => events.toSorted()).toEqual(["first begins", "first ends", "second begins", "second ends"]);
  expect(events.indexOf("first ends")).toBeLessThan(events.indexOf("second ends"));
});

for (const { lang, limit } of [
  { lang: "en", limit: "58:20.0" },
  { lang: "zh-CN", limit: "20:00.0" },
] as const) {
  test(`a sound longer than its task hears is said to be so before it is read (${lang})`, async ({
    page,
    playground,
  }, testInfo) => {
    await playground.open({ task: "zero-shot-audio-classification", lang });
    await playground.give("audio", fileOf("e2e/media/mono_16k.wav"));
    await playground.input("audio").setInputFiles(await written(3_500, testInfo.outputPath("long.wav")));
    const notice = playground.notice("sound-long");
    await expect(notice).toContainText("long.wav");
    await expect(notice).toContainText(limit);
    await expect(page.getByText("mono_16k.wav", { exact: true })).toBeVisible();
  });
}

const odd = [
  { name: "empty.wav", buffer: Buffer.alloc(0), notice: "sound-empty" },
  { name: "headed.wav", buffer: waveOf(0), notice: "sound-empty" },
  { name: "letter.wav", buffer: Buffer.from("Dear all, this is a letter and no sound."), notice: "sound-unreadable" },
  { name: "film.webm", from: "e2e/media/film.webm", notice: "sound-empty" },
  { name: "apple.m4a", from: `${folder}/apple.m4a`, notice: "sound-encoding", says: "ALAC" },
  { name: "dolby.mp4", from: `${folder}/dolby.mp4`, notice: "sound-encoding", says: "AC3" },
  { name: "click.wav", buffer: waveOf(0.005), error: "input-invalid" },
  { name: "short.wav", buffer: waveOf(0.05) },
  { name: "silence.wav", buffer: waveOf(3) },
  { name: "six.flac", from: `${folder}/six.flac` },
  { name: "six.m4a", from: `${folder}/six.m4a` },
  { name: "film.mp4", from: `${folder}/film.mp4` },
] as const;

const languages = [
  { lang: "en", script: /sound|audio|browser/i },
  { lang: "zh-CN", script: /\p{Script=Han}{4}/u },
] as const;

for (const { lang, script } of languages) {
  test(`empty, short and silent sounds, films, letters and codecs that nobody reads: a result or a sentence (${lang})`, async ({
    page,
    playground,
  }) => {
    const model = "reference/wav2vec2-automatic-speech-recognition";
    const hub = await startHub({ repos: { [model]: fileOf(`e2e/${model}`) } });
    await deploy(page, { endpoints: [endpointOf(hub)] });
    await playground.open({ task: "automatic-speech-recognition", model, device: "wasm", dtype: "fp32", lang });
    await playground.give("audio", fileOf("e2e/media/mono_16k.wav"));
    const before = await playground.answer();
    const peak = rendererPeak();
    for (const sound of odd) {
      const { name } = sound;
      const buffer = "from" in sound ? await readFile(fileOf(sound.from)) : sound.buffer;
      await playground.input("audio").setInputFiles({ name, mimeType: `audio/${name.split(".").at(-1)}`, buffer });
      if ("notice" in sound) {
        const notice = playground.notice(sound.notice);
        await expect(notice, name).toContainText(name);
        await expect(notice, name).toContainText(script);
        await expect(notice, name).not.toContainText("{");
        if ("says" in sound) await expect(notice).toContainText(sound.says);
        // The one before stays, and runs.
        expect(await playground.answer(), name).toEqual(before);
      } else if ("error" in sound) {
        await playground.failure(sound.error);
        await expect(playground.error).toContainText(script);
        await expect(page.getByText(name, { exact: true })).toBeVisible();
      } else {
        expect(v.parse(v.object({ text: v.string() }), await playground.answer()), name).toBeDefined();
      }
      // So that what is kept is always the same.
      if (!("notice" in sound)) await playground.give("audio", fileOf("e2e/media/mono_16k.wav"));
    }
    expect(await playground.answer()).toEqual(before);
    console.log(`Odd sounds, from the file to the answer: the page grew by at most ${peak.grown()} MB.`);
    expect(peak.grown()).toBeLessThan(300);
    await hub.close();
  });
}
