import { lazy } from "react";
import { heavy, type InputKind } from "../kind.ts";
import { type ImageDraft, readPicture } from "../picture/draft.ts";

export const images: InputKind<"images", readonly ImageDraft[]> = {
  ...heavy,
  takes: "image",
  empty: [],
  toInput: (value) => value.map(({ pixels }) => pixels),
  toTexts: (value) => value.map(({ name }) => name),
  fromExample: (_, paths, fetchFile) =>
    Promise.all(
      paths.map(async (path) => {
        const { file, name } = await fetchFile(path);
        return readPicture(file, name);
      }),
    ),
  toCode: () => ({ value: ["first.jpg", "second.jpg"], file: "image" }),
  Editor: lazy(async () => ({ default: (await import("./ImagesEditor.tsx")).ImagesEditor })),
};
