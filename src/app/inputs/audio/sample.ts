import { encodeWav } from "../../../shared/audio/wav.ts";
import { sampleSound } from "../../../tasks/common/audio/sample.ts";
import { soundField } from "../../../tasks/fields/audio.ts";
import type { EditorSample } from "../editor.ts";

const sound = sampleSound(2);

export const samples: readonly EditorSample[] = [
  {
    name: "audio",
    field: soundField(),
    draft: { kind: "audio", value: { sound, name: "sound.wav", file: encodeWav(sound) } },
  },
];
