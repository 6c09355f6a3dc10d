import type { PreparedImage } from "../../../../shared/image/prepared.ts";
import type { FloatTensor, Handle } from "../../../../shared/tensor.ts";
import type { HeldGraph } from "../../../ports.ts";
import { createKept, isSameTensor } from "../../vision/run/kept.ts";

/** What encoders of pictures call what they saw; the first that is there counts. */
export const sightNames = ["image_embeds", "image_features", "last_hidden_state"] as const;

/** Looks at pictures, and keeps what it saw of the last one: whatever else is asked of it need not wait for the encoder. */
export interface Eye {
  /** What the encoder gives for a picture. It stays the eye's: nobody else disposes it. */
  see(picture: PreparedImage): Promise<Handle>;
  drop(): void;
}

export function createEye(encoder: HeldGraph): Eye {
  const last = createKept<FloatTensor, Handle>(isSameTensor, (sight) => sight.dispose());
  const input = encoder.inputNames.find((name) => name === "pixel_values") ?? encoder.inputNames[0] ?? "pixel_values";
  return {
    see: ({ pixelValues }) => last.of(pixelValues, async () => takeSight(await encoder.hold({ [input]: pixelValues }))),
    drop: last.drop,
  };
}

/** The one that matters; a summary beside it (`pooler_output`) is given back. */
export function takeSight(outputs: Readonly<Record<string, Handle>>): Handle {
  const name = sightNames.find((known) => outputs[known] !== undefined);
  const sight = name === undefined ? undefined : outputs[name];
  for (const handle of Object.values(outputs)) if (handle !== sight) handle.dispose();
  if (sight) return sight;
  throw new RangeError(`The encoder has no output of ${sightNames.join(", ")} (it has ${Object.keys(outputs)}).`);
}
