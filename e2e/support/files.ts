import { readFile } from "node:fs/promises";
import type { Locator } from "@playwright/test";

interface Dropped {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

export async function fileFrom(path: string, type: string): Promise<Dropped> {
  return { name: path.split("/").at(-1) ?? path, type, bytes: await readFile(path) };
}

export function textFile(name: string, text: string): Dropped {
  return { name, type: "text/plain", bytes: new TextEncoder().encode(text) };
}

/** Lets a file go over an element, as a hand with a mouse does. */
export async function drop(target: Locator, { name, type, bytes }: Dropped): Promise<void> {
  const data = await target.page().evaluateHandle(
    ([base64, fileName, fileType]) => {
      const content = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], fileName, { type: fileType }));
      return transfer;
    },
    [Buffer.from(bytes).toString("base64"), name, type] as const,
  );
  for (const event of ["dragenter", "dragover", "drop"]) await target.dispatchEvent(event, { dataTransfer: data });
}
