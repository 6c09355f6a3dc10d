import { lazy } from "react";
import { heavy, type InputKind } from "../kind.ts";
import type { SoundDraft } from "./decode.ts";

export const audio: InputKind<"audio", SoundDraft | undefined> = {
  ...heavy,
  takes: "audio",
  empty: undefined,
  toInput: (value) => value?.sound,
  toTexts: (value) => (value ? [value.name] : []),
  async fromExample(field, [path = ""], fetchFile) {
    const [{ decodeSound }, { file, name }] = await Promise.all([import("./decode.ts"), fetchFile(path)]);
    return decodeSound(file, field, name);
  },
  toCode: () => ({ value: "sound.wav", file: "audio" }),
  Editor: lazy(async () => ({ default: (await import("./SoundEditor.tsx")).SoundEditor })),
};
