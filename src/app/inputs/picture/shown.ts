import { samplePicture } from "../../../tasks/common/vision/sample.ts";
import type { ImageDraft } from "./draft.ts";

export const picture: ImageDraft = { pixels: samplePicture(96, 64), name: "picture.png", file: new Blob([]) };
