import { readFile } from "node:fs/promises";
import path from "node:path";
import { test as base } from "@playwright/test";
import { serveDist } from "../../scripts/serve/server.mjs";
import { type Hub, startHub } from "../hub/hub.ts";
import { Playground } from "./playground.ts";
import { deploy, endpointOf } from "./site.ts";

const root = path.resolve(import.meta.dirname, "../..");

export function fileOf(relative: string): string {
  return path.join(root, relative);
}

/** Recorded answers of Python; the schema of each spec says what it reads. */
export async function recorded(relative: string): Promise<unknown> {
  return JSON.parse(await readFile(fileOf(relative), "utf8"));
}

interface Fixtures {
  readonly playground: Playground;
  /**
   * A Hub of this test's own, the site's only endpoint: `test/e5` and, in shards, `test/chat` in q4, and the tiny ones
   * that load in a second, `test/tiny`, which embeds as well, and `test/tiny-whisper`.
   */
  readonly hub: Hub;
  /** For where it is no matter which model runs: one of `hub` that embeds, and loads in a second. */
  readonly tiny: { readonly model: string; readonly device: "wasm"; readonly dtype: "fp32" };
}

interface WorkerFixtures {
  readonly site: Awaited<ReturnType<typeof serveDist>>;
}

/** The built app behind a plain static server, and what the specs share. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's shape.
    async ({}, use) => {
      const site = await serveDist({ root: fileOf("dist") });
      await use(site);
      await site.close();
    },
    { scope: "worker" },
  ],
  playground: async ({ page, site }, use) => {
    await use(new Playground(page, site.url));
  },
  hub: async ({ page }, use) => {
    const hub = await startHub({
      repos: {
        "test/e5": fileOf("public/models/multilingual-e5-small-enzh"),
        "test/chat": fileOf("public/models/SmolLM2-135M-Instruct"),
        "test/tiny": { folder: fileOf("e2e/reference/minilm-feature-extraction"), revisions: ["v1.0"] },
        // It has no chat template.
        "test/base": fileOf("e2e/reference/gpt2-text-generation"),
        "test/tiny-whisper": fileOf("e2e/reference/whisper-automatic-speech-recognition"),
      },
    });
    await deploy(page, { endpoints: [endpointOf(hub)] });
    await use(hub);
    await hub.close();
  },
  // biome-ignore lint/correctness/noUnusedFunctionParameters: what is asked for is that the hub is there.
  tiny: async ({ hub }, use) => {
    await use({ model: "test/tiny", device: "wasm", dtype: "fp32" });
  },
});

export { expect } from "@playwright/test";
