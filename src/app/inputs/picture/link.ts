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
export async function fetchPicture(text: string, signal: AbortSignal): Promise<File> {
  const address = findAddress(text);
  if (!address) throw new InputError("link-invalid");
  const response = await ask(address, signal);
  if (!response.ok) throw new InputError("link-missing");
  const type = response.headers.get("content-type")?.split(";")[0]?.trim() ?? "";
  // Storage services call everything a stream of bytes; those are tried.
  if (type !== "" && !type.startsWith("image/") && type !== "application/octet-stream") {
    await response.body?.cancel();
    throw new InputError("link-not-picture");
  }
  const bytes = await response.blob().catch((cause: unknown) => {
    throw new InputError("link-refused", { cause });
  });
  return new File([bytes], nameOf(address), { type: type.startsWith("image/") ? type : "" });
}

async function ask(address: URL, signal: AbortSignal): Promise<Response> {
  const silence = AbortSignal.timeout(silenceMs);
  try {
    return await fetch(address, {
      mode: "cors",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.any([signal, silence]),
    });
  } catch (cause) {
    // A browser does not say whether a host forbids it or is not there.
    throw new InputError(silence.aborted ? "link-silent" : "link-refused", { cause });
  }
}

function nameOf(address: URL): string {
  const last = address.pathname.split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(last) || address.host;
  } catch {
    return last;
  }
}
