import type { Catalogue } from "./catalogue.ts";
import { infoOf, type ModelSummary, summaryOf } from "./model.ts";

/** `/api/models`: every word of `search` in the id, every `filter` among the tags. Sizes are never in the list. */
export async function searchModels(catalogue: Catalogue, query: URLSearchParams): Promise<readonly ModelSummary[]> {
  const models = await Promise.all(
    (await catalogue.all()).map((repo) => (query.get("full") === "true" ? infoOf(repo, false) : summaryOf(repo))),
  );
  const limit = Number.parseInt(query.get("limit") ?? "", 10);
  return models.filter((model) => isWanted(model, query)).slice(0, limit > 0 ? limit : 1000);
}

function isWanted(model: ModelSummary, query: URLSearchParams): boolean {
  const words = (query.get("search") ?? "").toLowerCase().split(/\s+/);
  const filters = query.getAll("filter").flatMap((filter) => filter.split(","));
  const pipelineTag = query.get("pipeline_tag");
  const author = query.get("author");
  return (
    words.every((word) => model.id.toLowerCase().includes(word)) &&
    filters.every((filter) => filter === "" || model.tags.includes(filter)) &&
    (pipelineTag === null || model.pipeline_tag === pipelineTag) &&
    (author === null || model.id.startsWith(`${author}/`))
  );
}
