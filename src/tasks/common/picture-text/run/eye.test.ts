import { expect, test } from "vitest";
import type { PreparedImage } from "../../../../shared/image/prepared.ts";
import { floatTensor } from "../../../../shared/tensor.ts";
import type { HeldGraph } from "../../../ports.ts";
import { createEye } from "./eye.ts";

function encoderOf(names: readonly string[]) {
  const disposed: string[] = [];
  const held = { looks: 0, disposed };
  const graph: HeldGraph = {
    inputNames: ["pixel_values"],
    async hold() {
      held.looks += 1;
      const value = floatTensor(new Float32Array(1), [1, 1, 1]);
      const look = held.looks;
      const handleOf = (name: string) => ({
        dims: value.dims,
        read: async () => value,
        dispose: () => held.disposed.push(`${name} ${look}`),
      });
      return Object.fromEntries(names.map((name) => [name, handleOf(name)]));
    },
  };
  return { held, graph };
}

function pictureOf(...values: number[]): PreparedImage {
  const size = { width: values.length, height: 1 };
  const place = { left: 0, top: 0, ...size };
  return {
    pixelValues: floatTensor(Float32Array.from(values), [1, 1, 1, values.length]),
    geometry: { original: size, input: size, place },
  };
}

test("ten questions on one picture run the encoder once", async () => {
  const { held, graph } = encoderOf(["last_hidden_state", "pooler_output"]);
  const eye = createEye(graph);
  const sights = [];
  for (let question = 0; question < 10; question++) sights.push(await eye.see(pictureOf(1, 2, 3)));
  expect(held.looks).toBe(1);
  expect(new Set(sights).size).toBe(1);
  expect(held.disposed).toEqual(["pooler_output 1"]);
});

test("what was seen goes with its picture, once", async () => {
  const { held, graph } = encoderOf(["image_embeds"]);
  const eye = createEye(graph);
  await eye.see(pictureOf(1, 2, 3));
  await eye.see(pictureOf(1, 2, 4));
  expect(held.disposed).toEqual(["image_embeds 1"]);
  eye.drop();
  eye.drop();
  expect(held.disposed).toEqual(["image_embeds 1", "image_embeds 2"]);
});

test("an encoder that gives nothing known is not one", async () => {
  const { held, graph } = encoderOf(["logits"]);
  await expect(createEye(graph).see(pictureOf(1))).rejects.toThrow("logits");
  expect(held.disposed).toEqual(["logits 1"]);
});
