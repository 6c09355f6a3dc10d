// What a long sound costs in memory, page and workers together: node bench/hour.mjs [minutes] [wav|mp3|m4a|ogg|opus|webm|flac ...]
// Stereo at 48 kHz, made by ffmpeg on the way; written down by a tiny reference, since memory and decoding are the question.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { serveDist } from "../scripts/serve/server.mjs";
import { openBrowser, rendererMb } from "./shared/browser.mjs";

const root = path.resolve(import.meta.dirname, "..");
const minutes = Number(process.argv[2] ?? 60);
const kinds = process.argv.length > 3 ? process.argv.slice(3) : ["wav", "mp3", "m4a", "ogg", "opus", "webm", "flac"];
/** The most that page and workers may hold, in millions of bytes. */
const mostMb = 1_000;
const megabytes = () => Math.round((rendererMb() * 2 ** 20) / 1e6);
const model = "reference/wav2vec2-automatic-speech-recognition";

const site = await serveDist({ root: process.env.DIST ?? path.join(root, "dist"), mirror: path.join(root, "e2e") });
const folder = mkdtempSync(path.join(tmpdir(), "hour-"));
const fragment = new URLSearchParams({ task: "automatic-speech-recognition", model, device: "wasm", dtype: "fp32" });

for (const kind of kinds) {
  const file = path.join(folder, `hour.${kind}`);
  const seconds = minutes * 60;
  const made = spawnSync("ffmpeg", [
    ...["-v", "error", "-f", "lavfi", "-i", `sine=440:r=48000:d=${seconds}`],
    ...["-f", "lavfi", "-i", `anoisesrc=r=48000:a=0.1:d=${seconds}:seed=1`],
    ...["-filter_complex", "amerge=inputs=2", "-ac", "2", "-t", String(seconds), "-y", file],
  ]);
  if (made.status !== 0) throw new Error(String(made.stderr));
  const browser = await openBrowser();
  const page = await browser.newPage();
  await page.goto(`${site.url}#${fragment}`);
  await page.locator("html[data-app=ready]").waitFor();
  const before = megabytes();
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, megabytes());
  }, 500);
  const startedMs = performance.now();
  await page.getByTestId("input-audio").setInputFiles(file);
  const run = page.getByTestId("run");
  await page.locator("audio, [data-testid=notice]").first().waitFor({ state: "attached", timeout: 0 });
  const decodedSeconds = (performance.now() - startedMs) / 1_000;
  const whileDecoding = most;
  console.log(`${kind}: read in ${decodedSeconds.toFixed(0)} s, ${whileDecoding} MB at most`);
  await run.click();
  const status = page.locator("[data-testid=status]:is([data-status=done], [data-status=failed])");
  await status.waitFor({ timeout: 0 });
  clearInterval(watch);
  const state = await status.getAttribute("data-status");
  const took = ((performance.now() - startedMs) / 1_000).toFixed(0);
  console.log(
    `${kind}, ${minutes} min, ${(statSync(file).size / 1e6).toFixed(0)} MB: ${state} in ${took} s, read in ${decodedSeconds.toFixed(0)} s; ` +
      `renderers, MB: ${before} before, ${whileDecoding} at most while reading, ${most} at most`,
  );
  if (state !== "done") {
    for (const id of ["notice", "error"]) console.log(`  ${id}: ${await page.getByTestId(id).allInnerTexts()}`);
  }
  if (state !== "done" || most > mostMb) process.exitCode = 1;
  await browser.close();
  rmSync(file);
}
rmSync(folder, { recursive: true });
await site.close();
