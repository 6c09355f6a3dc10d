// Long speech through the embedded Whisper on WASM: every sentence in order, none twice, no window lost, and the memory of
// the renderer on the way. The speech is the site's own generated examples, in turns, with pauses: node bench/speech.mjs 10
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { serveDist } from "../scripts/serve/server.mjs";
import { openBrowser, rendererMb } from "./shared/browser.mjs";

const root = path.resolve(import.meta.dirname, "..");
const minutes = Number(process.argv[2] ?? 10);
const dist = process.argv[3] ?? path.join(root, "dist");
/** Where the transcript is kept, if anywhere. */
const transcript = process.argv[4];
const files = ["library_tour.mp3", "en_chocolates.wav"];
const samplingRate = 16_000;
const pauseSeconds = 1.5;
/** Between the times of two stretches, in seconds: worth a line, though Whisper at times only counts them wrong. */
const longestGap = 5;
/** Of the words of a sentence: with fewer, it is not one that was misheard but one that was lost. */
const leastHeard = 0.7;
/** In letters: a sentence so far behind the one before it is that of another round. */
const nearest = 400;

/** @type {{ sounds: { file: string, text: string, task: string }[] }} */
const known = JSON.parse(readFileSync(path.join(root, "e2e", "embedded", "whisper-base.json"), "utf8"));
const sentences = files.map((file) => {
  const { text = "" } = known.sounds.find((sound) => sound.file.endsWith(file) && sound.task === "transcribe") ?? {};
  return text.split(/(?<=[.!?])\s+/).map(wordsOf);
});

/** Words alone: how a number or a comma is written may hang on what stands before it. @param {string} text */
function wordsOf(text) {
  return text
    .toLowerCase()
    .replace(/[^a-z ]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

const site = await serveDist({ root: dist });
const browser = await openBrowser();
const page = await browser.newPage();
const fragment = new URLSearchParams({
  task: "automatic-speech-recognition",
  model: "embedded/whisper-base",
  device: "wasm",
  "option.language": '"en"',
  "option.return_timestamps": "true",
});
await page.goto(`${site.url}#${fragment}`);
await page.locator("html[data-app=ready]").waitFor();

/** 16-bit samples of all of it, as base64, and how many times each file is heard. */
const spoken = await page.evaluate(
  async ({ files, samplingRate, pauseSeconds, seconds }) => {
    const sounds = await Promise.all(
      files.map(async (file) => {
        const bytes = await (await fetch(`examples/${file}`)).arrayBuffer();
        return (await new OfflineAudioContext(1, 1, samplingRate).decodeAudioData(bytes)).getChannelData(0);
      }),
    );
    const samples = new Int16Array(seconds * samplingRate);
    const heard = files.map(() => 0);
    let end = 0;
    for (let at = 0, turn = 0; ; turn += 1) {
      const which = turn % sounds.length;
      const sound = sounds[which] ?? new Float32Array();
      if (at + sound.length > samples.length) break;
      samples.set(
        Array.from(sound, (sample) => Math.round(sample * 32_767)),
        at,
      );
      heard[which] = (heard[which] ?? 0) + 1;
      end = at + sound.length;
      at = end + pauseSeconds * samplingRate;
    }
    // Not the silence behind the last: what Whisper makes of that is another question.
    const bytes = new Uint8Array(samples.buffer, 0, end * 2);
    let text = "";
    for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
    return { data: btoa(text), heard };
  },
  { files, samplingRate, pauseSeconds, seconds: minutes * 60 },
);

const data = Buffer.from(spoken.data, "base64");
const head = Buffer.alloc(44);
head.write("RIFF", 0);
head.writeUInt32LE(36 + data.length, 4);
head.write("WAVEfmt ", 8);
for (const [at, value] of /** @type {const} */ ([
  [16, 16],
  [24, samplingRate],
  [28, samplingRate * 2],
  [40, data.length],
])) {
  head.writeUInt32LE(value, at);
}
for (const [at, value] of /** @type {const} */ ([
  [20, 1],
  [22, 1],
  [32, 2],
  [34, 16],
]))
  head.writeUInt16LE(value, at);
head.write("data", 36);
await page
  .getByTestId("input-audio")
  .setInputFiles({ name: "speech.wav", mimeType: "audio/wav", buffer: Buffer.concat([head, data]) });

let peak = 0;
const watch = setInterval(() => {
  peak = Math.max(peak, rendererMb());
}, 1_000);
const startedMs = performance.now();
await page.getByTestId("run").click();
await page.locator("[data-testid=status]:is([data-status=done], [data-status=failed])").waitFor({ timeout: 0 });
const tookSeconds = (performance.now() - startedMs) / 1_000;
clearInterval(watch);
/** @type {{ text: string, chunks: { text: string, timestamp: [number, number | null] }[] }} */
const result = JSON.parse((await page.getByTestId("result-json").textContent()) ?? "{}");
await browser.close();
await site.close();

if (transcript !== undefined) writeFileSync(transcript, JSON.stringify(result, undefined, 1));
const text = wordsOf(result.text);
let from = 0;
/** @type {string[]} */
const misheard = [];
/** @type {string[]} */
const lost = [];
let expected = 0;
const rounds = Math.max(...spoken.heard);
for (let round = 0; round < rounds; round += 1) {
  for (const [which, own] of sentences.entries()) {
    if (round >= (spoken.heard[which] ?? 0)) continue;
    for (const sentence of own) {
      expected += 1;
      const at = text.indexOf(sentence, from);
      if (at >= 0 && at <= from + nearest) {
        from = at + sentence.length;
        continue;
      }
      const near = new Set(text.slice(from, from + nearest).split(" "));
      const words = sentence.split(" ");
      const isThere = words.filter((word) => near.has(word)).length >= leastHeard * words.length;
      (isThere ? misheard : lost).push(`round ${round + 1}: ${sentence}`);
    }
  }
}
const twice = result.chunks.filter(({ text }, index) => index > 0 && text === result.chunks[index - 1]?.text);
const gaps = result.chunks.flatMap(({ timestamp: [start] }, index) => {
  const end = result.chunks[index - 1]?.timestamp[1];
  return end != null && start - end > longestGap ? [[end, start]] : [];
});
console.log(
  `${minutes} min in ${tookSeconds.toFixed(0)} s, ${((minutes * 60) / tookSeconds).toFixed(1)} times real time; ` +
    `${expected - misheard.length - lost.length} of ${expected} sentences in order, ${misheard.length} more with a word misheard, ` +
    `${lost.length} lost, ${twice.length} twice; renderer at most ${peak} MB`,
);
for (const [end, start] of gaps) console.log(`  no times from ${end} to ${start} s`);
for (const sentence of misheard) console.log(`  misheard: ${sentence}`);
for (const sentence of lost) console.log(`  lost: ${sentence}`);
if (twice.length > 0 || lost.length > 0) process.exitCode = 1;
