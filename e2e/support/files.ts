import { readFile } from "node:fs/promises";
import type { JSHandle, Locator } from "@playwright/test";

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

/** Lets files go over an element, as a hand with a mouse does. */
export async function drop(target: Locator, ...files: readonly Dropped[]): Promise<void> {
  const dataTransfer = await transferOf(target, files);
  for (const event of ["dragenter", "dragover", "drop"]) await target.dispatchEvent(event, { dataTransfer });
}

/** Pastes files over an element. */
export async function paste(target: Locator, ...files: readonly Dropped[]): Promise<void> {
  const clipboardData = await transferOf(target, files);
  await target.evaluate(
    (element, data) =>
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })),
    clipboardData,
  );
}

function transferOf(target: Locator, files: readonly Dropped[]): Promise<JSHandle<DataTransfer>> {
  const plain = files.map(({ name, type, bytes }) => ({ name, type, base64: Buffer.from(bytes).toString("base64") }));
  return target.page().evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const { name, type, base64 } of all) {
      const content = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      transfer.items.add(new File([content], name, { type }));
    }
    return transfer;
  }, plain);
}
