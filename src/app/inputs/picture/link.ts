import { bodyOf } from "../../../hub/range.ts";
import { afterSilence, type Clock, realClock } from "../../../shared/clock.ts";
import { InputError } from "../notice.ts";

/** A host that says nothing for so long will not say anything. */
const silenceMs = 15_000;

/** The address that was typed or pasted; `undefined` where it is none of the web. */
export function findAddress(text: string): URL | undefined {
  const address = URL.parse(text.trim());
  return address && ["http:", "https:"].includes(address.protocol) ? address : undefined;
}

/**
 * Fetches a picture from where a reader said, and tells that host no more than that: no cookies, not from which page.
 * @throws InputError
 */
export async function fetchPicture(text: string, signal: AbortSignal, clock: Clock = realClock): Promise<File> {
  const address = findAddress(text);
  if (!address) throw new InputError("link-invalid");
  /** For silence alone. */
  const abort = new AbortController();
  const response = await ask(address, AbortSignal.any([signal, abort.signal]), abort, clock);
  if (!response.ok) throw new InputError("link-missing");
  const type = response.headers.get("content-type")?.split(";")[0]?.trim() ?? "";
  // Storage services call everything a stream of bytes; those are tried.
  if (type !== "" && !type.startsWith("image/") && type !== "application/octet-stream") {
    await response.body?.cancel();
    throw new InputError("link-not-picture");
  }
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  try {
    // A large picture over a slow line takes its time: what may not last is silence.
    for await (const piece of bodyOf({ response, abort }, silenceMs, clock)) pieces.push(piece.slice());
  } catch (cause) {
    throw refused(abort, cause);
  }
  return new File(pieces, nameOf(address), { type: type.startsWith("image/") ? type : "" });
}

async function ask(address: URL, signal: AbortSignal, abort: AbortController, clock: Clock): Promise<Response> {
  const callOff = afterSilence(clock, silenceMs, () => abort.abort());
  try {
    return await fetch(address, { mode: "cors", credentials: "omit", referrerPolicy: "no-referrer", signal });
  } catch (cause) {
    throw refused(abort, cause);
  } finally {
    callOff();
  }
}

/** A browser does not say whether a host forbids it or is not there. */
function refused({ signal }: AbortController, cause: unknown): InputError {
  return new InputError(signal.aborted ? "link-silent" : "link-refused", { cause });
}

function nameOf(address: URL): string {
  const last = address.pathname.split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(last) || address.host;
  } catch {
    return last;
  }
}
