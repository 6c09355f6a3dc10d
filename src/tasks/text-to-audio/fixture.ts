import { sampleSound } from "../common/audio/sample.ts";
import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

const first = { text: "The path begins behind the mill.", timestamp: [0, 1] } satisfies {
  timestamp: [number, number];
  text: string;
};
const second = { text: "It follows the river.", timestamp: [1.2, 2] } satisfies typeof first;

export const fixture = defineFixture(definition, {
  input: { text: "The path begins behind the mill. It follows the river." },
  empty: [],
  partial: [{ status: "done", value: { ...sampleSound(1), parts: [first], ms: 400 } }],
  final: [{ status: "done", value: { ...sampleSound(2), parts: [first, second], ms: 900 } }],
});
