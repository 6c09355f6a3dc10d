import type { Catalogue } from "./catalogue.ts";
import { contentReply, rawReply, resolveReply } from "./file.ts";
import { infoOf } from "./model.ts";
import { entryNotFound, gatedRepo, pageNotFound, repoNotFound, revisionNotFound } from "./refusal.ts";
import { jsonReply, type Reply } from "./reply.ts";
import { commitOf, hasRevision } from "./repository.ts";
import type { Route } from "./route.ts";
import { searchModels } from "./search.ts";

interface Question {
  readonly route: Route;
  readonly url: URL;
  /** What follows `Bearer`. */
  readonly token: string | undefined;
}

export interface Knowledge {
  readonly catalogue: Catalogue;
  readonly token: string | undefined;
  readonly cdnUrl: string;
}

/** The right answer, before any fault. Checks come in the Hub's order: repository, gate, revision, file. */
export async function answer({ route, url, token }: Question, known: Knowledge): Promise<Reply> {
  if (route.kind === "unknown") {
    return pageNotFound();
  }
  if (route.kind === "models") {
    return jsonReply(200, await searchModels(known.catalogue, url.searchParams));
  }
  const repo = await known.catalogue.find(route.id);
  if (!repo) {
    return repoNotFound(route, token !== undefined);
  }
  // Facts about a gated model are public, its files are not; a redirect's target was allowed before.
  const isGuarded = route.kind === "resolve" || route.kind === "raw";
  const isOpen = !repo.options.gated || (token !== undefined && token === known.token);
  if (isGuarded && !isOpen) {
    return gatedRepo(route, repo.id, token !== undefined);
  }
  const commit = await commitOf(repo);
  if (!hasRevision(repo, commit, route.revision)) {
    return revisionNotFound(route, route.revision);
  }
  if (route.kind === "model") {
    return jsonReply(200, await infoOf(repo, url.searchParams.get("blobs") === "true"));
  }
  const file = repo.files.get(route.file);
  if (!file) {
    return entryNotFound(route, commit);
  }
  const asked = { id: repo.id, commit, file };
  switch (route.kind) {
    case "resolve":
      return resolveReply(asked, url.pathname, known.cdnUrl);
    case "content":
      return contentReply(asked);
    case "raw":
      return rawReply(asked);
  }
}
