import * as v from "valibot";
import { isRepoId } from "../hub/reference.ts";
import { Site } from "../shared/site.ts";
import { isTaskId, type TaskId, taskIds } from "../tasks/index.ts";

export interface SiteOutcome {
  readonly site: Site;
  /** What is wrong with `site.json`, untranslated; the defaults are then in force. */
  readonly problem: string | undefined;
}

const defaults = v.parse(Site, {});

/** @param text of `site.json`; `undefined` where the host has none, which is no mistake. */
export function toSite(text: string | undefined): SiteOutcome {
  if (text === undefined) return { site: defaults, problem: undefined };
  const refused = (problem: string): SiteOutcome => ({ site: defaults, problem });
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (reason) {
    return refused(reason instanceof Error ? reason.message : String(reason));
  }
  if (Array.isArray(data)) return refused("Expected an object, not a list.");
  const parsed = v.safeParse(Site, data);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const path = v.getDotPath(issue);
    return refused(path === null ? issue.message : `${path}: ${issue.message}`);
  }
  const problem = findNameProblem(parsed.output);
  return problem === undefined ? { site: parsed.output, problem } : refused(problem);
}

/** A provider's own ids may have slashes and colons. */
const hostedId = /^(?:anthropic|google|openai|mistral|hf|server)\/\S+$/;

/** Names that the schema cannot know. */
function findNameProblem(site: Site): string | undefined {
  const shown = site.tasks ?? taskIds;
  const unknown = [...shown, ...Object.keys(site.models), site.defaultTask].find((id) => !isTaskId(id));
  if (unknown !== undefined) return `There is no task "${unknown}".`;
  const badModel = Object.values(site.models)
    .flat()
    .find((id) => !isRepoId(id) && !(site.hosted && hostedId.test(id)));
  if (badModel !== undefined) return `"${badModel}" is not the id of a model.`;
  return undefined;
}

/** The tasks that this site offers, in its own order. */
export function tasksOf(site: Site): readonly TaskId[] {
  return site.tasks ? site.tasks.filter(isTaskId) : taskIds;
}

export function defaultTaskOf(site: Site): TaskId {
  const offered = tasksOf(site);
  const [first] = offered;
  const found = offered.find((id) => id === site.defaultTask) ?? first;
  if (found === undefined) throw new RangeError("A site offers at least one task.");
  return found;
}
