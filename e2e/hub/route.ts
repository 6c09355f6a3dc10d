/** What an address asks for. `content` is where a redirect leads: the bytes themselves. */
export type Route =
  | { readonly kind: "resolve" | "raw"; readonly id: string; readonly revision: string; readonly file: string }
  | { readonly kind: "content"; readonly id: string; readonly revision: string; readonly file: string }
  | { readonly kind: "model"; readonly id: string; readonly revision: string }
  | { readonly kind: "models" }
  | { readonly kind: "unknown" };

const unknown: Route = { kind: "unknown" };

export function routeOf(pathname: string): Route {
  const parts = decoded(pathname);
  if (!parts) {
    return unknown;
  }
  const [first, second, third] = parts;
  if (first === "api" && second === "models") {
    return modelRoute(parts.slice(2));
  }
  if (first === "cdn") {
    return contentRoute(parts.slice(1));
  }
  if (first === "api" && second === "resolve-cache" && third === "models") {
    return contentRoute(parts.slice(3));
  }
  return fileRoute(parts);
}

/** The address of a file's bytes below `/cdn` or `/api/resolve-cache/models`. */
export function contentPath(id: string, commit: string, file: string): string {
  return [...id.split("/"), commit, ...file.split("/")].map(encodeURIComponent).join("/");
}

function decoded(pathname: string): readonly string[] | undefined {
  try {
    return pathname.split("/").slice(1).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

/** An id has one part (`gpt2`) or two (`org/name`). */
function fileRoute(parts: readonly string[]): Route {
  const at = parts.findIndex((part, index) => (index === 1 || index === 2) && (part === "resolve" || part === "raw"));
  if (at < 0) {
    return unknown;
  }
  const { revision, rest } = splitRevision(parts.slice(at + 1));
  const file = rest.join("/");
  const kind = parts[at] === "raw" ? "raw" : "resolve";
  return file === "" ? unknown : { kind, id: parts.slice(0, at).join("/"), revision, file };
}

/** `refs/pr/1` may come encoded as one part or plainly as three. */
function splitRevision(parts: readonly string[]): { revision: string; rest: readonly string[] } {
  const length = parts[0] === "refs" ? 3 : 1;
  return { revision: parts.slice(0, length).join("/"), rest: parts.slice(length) };
}

function contentRoute(parts: readonly string[]): Route {
  const at = parts.findIndex((part) => /^[0-9a-f]{40}$/.test(part));
  const revision = parts[at];
  return at < 1 || revision === undefined
    ? unknown
    : { kind: "content", id: parts.slice(0, at).join("/"), revision, file: parts.slice(at + 1).join("/") };
}

function modelRoute(parts: readonly string[]): Route {
  const at = parts.indexOf("revision");
  const id = parts.slice(0, at < 0 ? undefined : at);
  if (id.length === 0 || (id.length === 1 && id[0] === "")) {
    return { kind: "models" };
  }
  const revision = at < 0 ? "main" : parts.slice(at + 1).join("/");
  return id.length > 2 || revision === "" ? unknown : { kind: "model", id: id.join("/"), revision };
}
