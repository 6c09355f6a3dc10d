import { readFile } from "node:fs/promises";
import { policyOf } from "../scripts/deploy/policy.mjs";
import { serveDist } from "../scripts/serve/server.mjs";
import { Playground } from "./support/playground.ts";
import { expect, fileOf, test } from "./support/test.ts";

test.use({ serviceWorkers: "allow" });

test("under a strict policy, and with the server gone, the page opens and runs a kept model, isolated though no host said so", async ({
  page,
}) => {
  // As a host serves it that takes no headers, below a path, under the policy of docs/deploy.md, with models beside it.
  const policy = policyOf(await readFile(fileOf("dist/index.html"), "utf8"), {});
  const setting = { base: "/project/", headers: "none", mirror: fileOf("e2e"), policy } as const;
  const site = await serveDist({ root: fileOf("dist"), ...setting });
  const refused: string[] = [];
  page.on("console", (message) => message.text().includes("Content Security Policy") && refused.push(message.text()));
  const playground = new Playground(page, site.url);
  const isIsolated = () => page.evaluate(() => crossOriginIsolated);
  try {
    // What ships with the site is kept where a reader asks for it.
    await playground.open(shapes);
    await playground.give("image", picture);
    const shape = await playground.answer();
    await page.getByTestId("download-start").click();
    await expect(page.locator(`[data-testid=kept-model][data-model="${shapes.model}"]`)).toHaveAttribute(
      "data-verified",
      "true",
    );
    await playground.open(texts);
    expect(await isIsolated()).toBe(false);
    const answer = await playground.answer();
    // It begins once something is kept, and ends with the runtime.
    await expect.poll(() => page.evaluate(hasRuntime)).toBe(true);
    await site.close();

    await page.reload();
    await playground.ready();
    expect(await isIsolated()).toBe(true);
    expect(await playground.answer()).toEqual(answer);
    expect(await playground.report()).toMatchObject({ isolated: true, networkBytes: 0 });
    await playground.open(shapes);
    await playground.give("image", picture);
    expect(await playground.answer()).toEqual(shape);
    expect(await playground.report()).toMatchObject({ model: shapes.model, networkBytes: 0 });
    // The Hub is none of this policy's hosts, and who listed the model was the mirror.
    expect(refused.filter((text) => !text.includes("huggingface.co") && !text.includes("hf-mirror"))).toEqual([]);
  } finally {
    await site.close();
  }
});

const picture = fileOf("e2e/media/picture.jpg");

const texts = {
  task: "feature-extraction",
  model: "reference/minilm-feature-extraction",
  device: "wasm",
  dtype: "fp32",
  inputs: { texts: "one\ntwo" },
} as const;

const shapes = {
  task: "visual-question-answering",
  model: "embedded/vilt-shapes",
  device: "wasm",
  dtype: "fp32",
  inputs: { question: "What is in the picture?" },
} as const;

/** In the page. */
async function hasRuntime(): Promise<boolean> {
  const [name] = (await caches.keys()).filter((one) => one.startsWith("shell "));
  const held = name === undefined ? [] : await (await caches.open(name)).keys();
  return held.some(({ url }) => url.endsWith(".wasm"));
}
