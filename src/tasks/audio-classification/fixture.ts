import { sampleSound } from "../common/audio/sample.ts";
import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

const labels = ["Speech", "Church bell", "Silence"];

export const fixture = defineFixture(definition, {
  input: { audio: sampleSound(8) },
  empty: { labels: [], logits: new Float32Array(0) },
  partial: { labels, logits: Float32Array.of(4, 1, 0), windows: { seconds: 2, logits: Float32Array.of(5, 0, 1) } },
  final: {
    labels,
    logits: Float32Array.of(4, 1, 0),
    windows: { seconds: 2, logits: Float32Array.of(5, 0, 1, 2, 3, 0, 0, 4, 0, 0, 1, 3) },
  },
});
