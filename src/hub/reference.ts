/** The Hub's own rule (`REPO_ID_REGEX`): one slash at most, no `..` and no `--`, at most 96 characters a part. */
const repoId =
  /^(?=.{1,193}$)(?!.*(?:\.\.|--))[A-Za-z0-9](?:[\w.-]{0,94}[A-Za-z0-9_])?(?:\/[A-Za-z0-9](?:[\w.-]{0,94}[A-Za-z0-9_])?)?$/;

export function isRepoId(text: string): boolean {
  return repoId.test(text) && !text.endsWith(".git");
}

export function isEmbedded(model: string): boolean {
  return model.startsWith("embedded/");
}

/** A checkpoint of the reader's own: its files lie on their machine, and no host is ever asked for it. */
export function isLocal(model: string): boolean {
  return model.startsWith("local/");
}

/** Branches, tags, commits and `refs/pr/1`; never a path upwards. */
export function isRevision(text: string): boolean {
  return /^[\w][\w./-]{0,127}$/.test(text) && !text.includes("..");
}

/** `owner/name`, `owner/name@revision` or a pasted Hub address; `undefined` where it is none of these. */
export function findModelRef(text: string): { model: string; revision: string } | undefined {
  const trimmed = text.trim();
  const address = /^https?:\/\/[^/]+\/(.+)$/.exec(trimmed);
  const path = (address?.[1] ?? trimmed).replace(/[?#].*$/, "").replace(/\/+$/, "");
  const tree = /^((?:[^/]+\/)?[^/]+)\/(?:tree|blob|resolve)\/(refs\/(?:pr|convert)\/[^/]+|[^/]+)(?:\/.*)?$/.exec(path);
  const [model = "", written = "main"] = tree ? [tree[1], tree[2]] : path.split("@");
  const revision = decoded(written);
  if (!isRepoId(model) || !isRevision(revision)) return undefined;
  return { model, revision };
}

/** Addresses write the slashes of `refs/pr/1` as `%2F`. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export type ModelProblem = "space" | "kind" | "address" | "slashes" | "characters" | "other";

/** Why a text names no model; `undefined` where it names one. */
export function findModelProblem(text: string): ModelProblem | undefined {
  if (findModelRef(text)) return undefined;
  const trimmed = text.trim();
  if (/\s/.test(trimmed)) return "space";
  const address = /^(?:https?:)?\/\/[^/]*(.*)$/i.exec(trimmed);
  const path = (address?.[1] ?? trimmed).replace(/[?#].*$/, "").replace(/^\/+|\/+$/g, "");
  if (/^(?:datasets|spaces|collections|papers|docs)\//.test(path)) return "kind";
  if (address) return "address";
  const [id = ""] = path.split("@");
  if (id.split("/").length > 2) return "slashes";
  return /[^\w./-]/.test(id) ? "characters" : "other";
}
