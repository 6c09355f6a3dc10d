import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import * as v from "valibot";
import { isTaskId } from "../../src/tasks/index.ts";
import { startHub } from "../hub/hub.ts";
import type { Playground } from "../support/playground.ts";
import { deploy, endpointOf } from "../support/site.ts";
import { expect, fileOf, test } from "../support/test.ts";
import { sharedAnswers } from "./answers.ts";

/** Beside the project, or wherever `SHARED_CHECKPOINTS` says; their samples are their neighbours. */
const checkpoints = process.env.SHARED_CHECKPOINTS ?? fileOf("../shared/checkpoints");
const samples = path.join(checkpoints, "../samples");

const Best = v.pipe(v.array(v.object({ label: v.string(), score: v.number() })), v.minLength(1));
const Segments = v.array(v.object({ label: v.string(), mask: v.string() }));
const Written = v.pipe(v.array(v.object({ generated_text: v.string() })), v.minLength(1));

type Answer = (typeof sharedAnswers)[number];

/** Why this one can't run here, `undefined` where it can. */
function findHindrance({ model, task }: Answer): string | undefined {
  if (!existsSync(path.join(checkpoints, model))) return "the checkpoint is not here";
  return isTaskId(task) ? undefined : `the task ${task} does not exist yet`;
}

/** Gives what a canvas makes of a picture. */
async function giveScaled(input: Node, { bytes, side, isTurned }: { bytes: string; side: number; isTurned?: true }) {
  const context = new OffscreenCanvas(side, side).getContext("2d");
  if (!(input instanceof HTMLInputElement && context)) throw new Error("This takes no picture.");
  const whole = await createImageBitmap(await (await fetch(`data:;base64,${bytes}`)).blob());
  context.drawImage(whole, 0, 0, side, side);
  const pixels = context.getImageData(0, 0, side, side);
  for (let at = 0; isTurned && at < pixels.data.length; at += 4) {
    const [red = 0, , blue = 0] = pixels.data.subarray(at, at + 3);
    pixels.data.set([blue], at);
    pixels.data.set([red], at + 2);
  }
  context.putImageData(pixels, 0, 0);
  const transfer = new DataTransfer();
  transfer.items.add(new File([await context.canvas.convertToBlob()], "scaled.png", { type: "image/png" }));
  input.files = transfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

async function give(playground: Playground, { input }: Answer): Promise<void> {
  if ("text" in input) await playground.fill("text", input.text);
  else if ("audio" in input) await playground.give("audio", path.join(samples, input.audio));
  else if (input.canvas) {
    const bytes = await readFile(path.join(samples, input.image), "base64");
    await playground.input("image").evaluate(giveScaled, { bytes, ...input.canvas });
  } else await playground.give("image", path.join(samples, input.image));
}

for (const answer of sharedAnswers) {
  const { model, task, input, expected, options = {} } = answer;
  const recipe = "canvas" in input ? ", made ready as the README's" : "";
  const name = `${model}, ${task} of ${Object.values(input)[0]}${recipe}`;
  const hindrance = findHindrance(answer);
  if (hindrance) {
    console.log(`skipped: ${name}: ${hindrance}`);
    continue;
  }
  for (const device of ["wasm", "webgpu"] as const) {
    test(`${name} on ${device}`, async ({ page, playground }) => {
      const hub = await startHub({ repos: { [model]: path.join(checkpoints, model) } });
      await deploy(page, { endpoints: [endpointOf(hub)] });
      // A software adapter takes a second for each token.
      const few = device === "webgpu" && "max_new_tokens" in options ? { max_new_tokens: 8 } : {};
      await playground.open({ task, model, device, dtype: "fp32", options: { ...options, ...few } });
      await give(playground, answer);
      const said = await playground.answer();
      await hub.close();
      if ("text" in expected) {
        const [first] = v.parse(Written, said);
        const text = first?.generated_text.slice("text" in input ? input.text.length : 0) ?? "";
        expect(text.length).toBeGreaterThan(10);
        expect(expected.text.startsWith(text)).toBe(true);
      } else if ("segments" in expected) {
        expect(v.parse(Segments, said).map(({ label }) => label)).toEqual(expected.segments);
      } else {
        const [best] = v.parse(Best, said);
        expect(best?.label).toBe(expected.label);
        expect(best?.score).toBeCloseTo(expected.score, 3);
      }
    });
  }
}
