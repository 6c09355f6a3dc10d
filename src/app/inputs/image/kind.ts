import { lazy } from "react";
import { heavy, type InputKind } from "../kind.ts";
import { type ImageDraft, readPicture } from "../picture/draft.ts";

export const image: InputKind<"image", ImageDraft | undefined> = {
  ...heavy,
  takes: "image",
  empty: undefined,
  toInput: (value) => value?.pixels,
  toTexts: (value) => (value ? [value.name] : []),
  async fromExample(_, [path = ""], fetchFile) {
    const { file, name } = await fetchFile(path);
    return readPicture(file, name);
  },
  toCode: () => ({ value: "picture.jpg", file: "image" }),
  Editor: lazy(async () => ({ default: (await import("./ImageEditor.tsx")).ImageEditor })),
};
