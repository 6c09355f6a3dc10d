import type { Field } from "../../tasks/fields.ts";
import { toMessagesDraft } from "./chat.ts";
import type { Draft } from "./draft.ts";

/**
 * The draft that a ready example stands for. Media are fetched from below `base`, the site's own folder.
 * @throws InputError where a file is not what it should be, `TypeError` or `Error` where it cannot be fetched.
 */
export async function loadExampleDraft(field: Field, value: string | readonly string[], base: string): Promise<Draft> {
  const texts = typeof value === "string" ? [value] : value;
  switch (field.kind) {
    case "text":
      return { kind: "text", value: texts.join("\n") };
    case "list":
      return { kind: "list", value: texts.join("\n") };
    case "messages":
      return { kind: "messages", value: toMessagesDraft(texts) };
    case "image": {
      const [{ decodeImage }, { file, name }] = await Promise.all([import("./decode.ts"), fetchFile(texts, base)]);
      return { kind: "image", value: await decodeImage(file, name) };
    }
    case "audio": {
      const [{ decodeSound }, { file, name }] = await Promise.all([import("./decode.ts"), fetchFile(texts, base)]);
      return { kind: "audio", value: await decodeSound(file, field.samplingRate, name) };
    }
  }
}

async function fetchFile([path = ""]: readonly string[], base: string): Promise<{ file: Blob; name: string }> {
  const address = new URL(path, new URL(base, document.baseURI));
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address.pathname}: HTTP ${response.status}`);
  return { file: await response.blob(), name: path.split("/").at(-1) ?? path };
}
