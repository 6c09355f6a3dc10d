import { TaskError } from "../../../shared/errors.ts";
import { decodeSound } from "../../inputs/audio/decode.ts";
import { decodeImage } from "../../inputs/picture/decode.ts";
import type { HeadPorts } from "./head.ts";

/** What most models that hear were trained on, for files that do not tell their own rate. */
const samplingRate = 16_000;

/** @throws TaskError `input-invalid` with the file's name in the place of the input's */
export const decodeExample: HeadPorts["decode"] = async (file, modality) => {
  try {
    if (modality === "image") return { modality, pixels: (await decodeImage(file, file.name)).pixels };
    return { modality, sound: (await decodeSound(file, samplingRate, file.name)).sound };
  } catch (reason) {
    throw new TaskError("input-invalid", `${file.name} cannot be read.`, String(reason), {
      values: { field: file.name },
    });
  }
};
