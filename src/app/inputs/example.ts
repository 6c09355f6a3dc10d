import type { Field } from "../../tasks/fields.ts";
import { toMessagesDraft } from "./chat.ts";
import type { Draft, ImageDraft } from "./draft.ts";

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
    case "image":
      return { kind: "image", value: await loadPicture(texts[0] ?? "", base) };
    case "images":
      return { kind: "images", value: await Promise.all(texts.map((path) => loadPicture(path, base))) };
    case "audio": {
      const [{ decodeSound }, { file, name }] = await Promise.all([
        import("./decode.ts"),
        fetchFile(texts[0] ?? "", base),
      ]);
      return { kind: "audio", value: await decodeSound(file, field.samplingRate, name) };
    }
  }
}

async function loadPicture(path: string, base: string): Promise<ImageDraft> {
  const [{ decodeImage }, { file, name }] = await Promise.all([import("./decode.ts"), fetchFile(path, base)]);
  return decodeImage(file, name);
}

async function fetchFile(path: string, base: string): Promise<{ file: Blob; name: string }> {
  const address = new URL(path, new URL(base, document.baseURI));
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address.pathname}: HTTP ${response.status}`);
  return { file: await response.blob(), name: path.split("/").at(-1) ?? path };
}
