// SegFormer's 150 classes on pictures of several sizes: what finding the class of each pixel and packing a mask of each
// class costs, beside the way of transformers.js, which enlarges every class first. Each in a process of its own.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { runnerImport } from "vite";
import { classes, from, logitsOf, pictures } from "./shared/logits.mjs";

const root = path.resolve(import.meta.dirname, "..");
/** In CPU time: other jobs may want the same cores. */
const now = () => {
  const { user, system } = process.cpuUsage();
  return Math.round((user + system) / 1000);
};

/** @param {string} kind @param {{ readonly width: number, readonly height: number }} picture */
async function ours(kind, picture) {
  const folder = path.join(root, "src/tasks/image-segmentation");
  const semantic = (await runnerImport(path.join(folder, "semantic.ts"))).module;
  const segments = (await runnerImport(path.join(folder, "segments.ts"))).module;
  const logits = logitsOf(kind);
  const atRest = process.resourceUsage().maxRSS;
  const before = now();
  const regions = semantic.semanticOf(logits, classes, from, picture);
  const between = now();
  const { segments: masks } = segments.segmentsOf(regions, String);
  let bytes = 0;
  for (const { mask } of masks) bytes += mask.length;
  const kB = Math.round(bytes / 1000);
  return { found: between - before, packed: now() - between, masks: masks.length, kB, atRest };
}

/** @param {string} kind @param {{ readonly width: number, readonly height: number }} picture */
async function library(kind, { width, height }) {
  const maths = path.join(root, "node_modules/@huggingface/transformers/src/utils/maths.js");
  const { interpolate_data } = await import(maths);
  const logits = logitsOf(kind);
  const atRest = process.resourceUsage().maxRSS;
  const before = now();
  const large = interpolate_data(logits, [classes, from.height, from.width], [height, width], "bilinear", false);
  const best = large.slice(0, width * height);
  const map = new Int32Array(width * height);
  for (let name = 1; name < classes; name++) {
    const row = large.subarray(name * map.length, (name + 1) * map.length);
    for (let at = 0; at < map.length; at++) {
      if (row[at] > best[at]) {
        best[at] = row[at];
        map[at] = name;
      }
    }
  }
  return { found: now() - before, packed: 0, masks: new Set(map).size, kB: 0, atRest };
}

const [who, kind = "", megapixels = ""] = process.argv.slice(2);
if (who) {
  const picture = pictures[megapixels];
  if (!picture) throw new RangeError(`There is no picture of ${megapixels} megapixels.`);
  const { atRest, ...figures } = await (who === "ours" ? ours : library)(kind, picture);
  const mb = Math.round((process.resourceUsage().maxRSS - atRest) / 1024);
  console.log(JSON.stringify({ ...figures, mb }));
} else {
  console.log("| | megapixels | logits | classes, ms | masks, ms | masks | kB | memory, MB |");
  for (const megapixels of Object.keys(pictures).sort((a, b) => Number(a) - Number(b))) {
    for (const kind of ["regions", "noise"]) {
      for (const who of Number(megapixels) <= 1 ? ["ours", "library"] : ["ours"]) {
        const child = spawnSync(process.execPath, [import.meta.filename, who, kind, megapixels], { encoding: "utf8" });
        if (child.status !== 0) throw new Error(child.stderr);
        const { found, packed, masks, kB, mb } = JSON.parse(child.stdout);
        console.log(`| ${[who, megapixels, kind, found, packed, masks, kB, mb].join(" | ")} |`);
      }
    }
  }
}
