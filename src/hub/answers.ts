import { type FailureReason, TaskError } from "../shared/errors.ts";
import type { HubFile } from "./address.ts";
import { hostOf, silent } from "./endpoints.ts";
import { isLargeFile } from "./weight.ts";

/** What went wrong while a body was read. */
export function toReadError(reason: unknown, file: string, address: string, abort: AbortController): TaskError {
  if (reason instanceof TaskError) return reason;
  if (abort.signal.aborted) return silent(address, "stopped sending");
  return new TaskError("network-cut", `The connection to ${hostOf(address)} broke off.`, `${file}: ${reason}`);
}

/** `null` where the length is not told, or is known to be that of a compressed body. */
export function toldLength({ headers }: Response): number | null {
  const told = headers.get("content-length");
  return told === null || headers.has("content-encoding") ? null : Number(told);
}

/**
 * Chromium's `arrayBuffer()` tells of every error of a stream as "Failed to fetch"; its reader hands on the error itself. Where
 * the host tells how long a file is, each piece goes to its place at once: a graph of 25 MB took its way through a Blob else.
 */
export async function bytesOf(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  let content = new Uint8Array(toldLength(response) ?? 0);
  let length = 0;
  for await (const chunk of response.body ?? []) {
    if (length + chunk.byteLength > content.byteLength) {
      const larger = new Uint8Array(Math.max(length + chunk.byteLength, content.byteLength * 2));
      larger.set(content.subarray(0, length));
      content = larger;
    }
    content.set(chunk, length);
    length += chunk.byteLength;
  }
  return length === content.byteLength ? content : content.slice(0, length);
}

/** What gzip adds to a text that is too short to gain by it; a browser hides from pages that a host compresses. */
const compressionBytes = 64;

export function isCut(file: string, received: number, expected: number): boolean {
  return received + (isLargeFile(file) ? 0 : compressionBytes) < expected;
}

const pointerStart = "version https://git-lfs.github.com/spec/";

/** Git's place holder for a large file, which a host without LFS serves (git-lfs `docs/spec.md`). */
export function isPointer(start: Uint8Array): boolean {
  return start.byteLength < 1024 && new TextDecoder().decode(start.subarray(0, pointerStart.length)) === pointerStart;
}

export function pointerError(hubFile: HubFile, address: string): TaskError {
  const message = `${hubFile.file} came as a Git LFS pointer, not as the file itself.`;
  return new TaskError("file-corrupt", message, address, narrowed("file-pointer", hubFile));
}

/** A network that wants a sign-in, or a host that answers everything with its start page. */
export function pageError(hubFile: HubFile, address: string): TaskError {
  const message = `${hubFile.file} came as a web page, not as a file.`;
  return new TaskError("file-corrupt", message, address, narrowed("file-page", hubFile));
}

function narrowed(reason: FailureReason, { file }: HubFile) {
  return { reason, values: { file } };
}

export function isPage({ headers }: Response): boolean {
  return (headers.get("content-type") ?? "").includes("text/html");
}

/** The Hub answers 401 for what it does not have as well as for what it does not give without a token. */
export function refusal(response: Response, { model, revision, file }: HubFile): TaskError {
  const hubCode = response.headers.get("x-error-code");
  const detail = `${response.status} ${hubCode ?? ""} ${file}`.replace(/ {2,}/g, " ");
  if (hubCode === "GatedRepo" || response.status === 403) {
    return new TaskError("model-gated", `${model} is only given to those who accepted its terms.`, detail);
  }
  if (file !== "config.json") return absent({ model, revision, file }, detail);
  return new TaskError("model-not-found", `${model} was not found at ${revision}.`, detail);
}

/** A file of weights that a repository lacks. */
export function absent({ model, revision, file }: HubFile, detail?: string): TaskError {
  return new TaskError("dtype-missing", `${model} has no ${file} at ${revision}.`, detail);
}
