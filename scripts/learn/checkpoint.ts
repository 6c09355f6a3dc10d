import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { filesOf } from "../../src/learn/export/folder.ts";
import type { PretrainedNet } from "../../src/learn/train/finetuning.ts";
import { root } from "../shared/root.mjs";

const texts: Readonly<Record<string, string>> = {
  english: "parts of Moby-Dick, Paradise Lost and addresses on the State of the Union",
  chinese: "the Classic of Poetry with the Songs of Chu, lyrics of the Song, arias of the Yuan",
};

interface Made {
  readonly text: string;
  readonly steps: number;
  readonly validationLoss: number;
}

/**
 * Writes a network as `public/models/tiny-<objective>-<text>`, as the page's own export does but for `model.safetensors`, and
 * the whole of it into `whole`.
 */
export function writeCheckpoint(net: PretrainedNet, { text, steps, validationLoss }: Made, whole: string): void {
  const name = `tiny-${net.objective}-${text}`;
  const made = `${steps} steps of ${net.objective} pre-training on ${texts[text]}`;
  const note = `Made from nothing by this project: ${made}; loss on held-out text ${validationLoss.toFixed(2)} nats a token.`;
  const command = `node scripts/learn/pretrain.mjs ${text}-${net.objective}`;
  const all = Object.entries(filesOf(net));
  const shipped = all.filter(([path]) => path !== "model.safetensors");
  const files = Object.fromEntries(
    shipped.map(([path, bytes]) => [
      path,
      { bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") },
    ]),
  );
  const source = {
    id: `embedded/${name}`,
    title: `Tiny ${net.objective} language model`,
    task: net.objective === "masked" ? "fill-mask" : "text-generation",
    packages: [],
    file: "",
    sha256: "",
    licence: "Apache-2.0",
    licencePackage: "none: the weights are this project's own",
    licenceUpstream: "none",
    note,
    totalBytes: shipped.reduce((sum, [, bytes]) => sum + bytes.length, 0),
    files,
  };
  const readme = `# ${source.title}

The small network of the page's own pre-training, for \`#learn=objectives\`: it shows an objective at work, and knows little.

- Task: ${source.task}
- Licence: Apache-2.0. Package: none: the weights are this project's own. Upstream: none. Its text: NOTICE.
- Made by: \`${command}\`
- ${note}
`;
  const encoder = new TextEncoder();
  write(whole, all);
  write(join(root, "public", "models", name), [
    ...shipped,
    ["SOURCE.json", encoder.encode(`${JSON.stringify(source, undefined, 2)}\n`)],
    ["README.md", encoder.encode(readme)],
  ]);
}

function write(folder: string, files: readonly (readonly [path: string, bytes: Uint8Array])[]): void {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}
