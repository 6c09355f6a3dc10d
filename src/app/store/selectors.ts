import type { ModelCard } from "../../hub/card.ts";
import type { Sources } from "../../hub/sources.ts";
import type { Endpoint, View } from "../../shared/site.ts";
import type { Definition, Example } from "../../tasks/definition.ts";
import type { Fields } from "../../tasks/fields.ts";
import { definitionOf, type TaskId } from "../../tasks/index.ts";
import { defaultsOf, defaultsWithoutTemplateOf, fitsOption, partOf } from "../../tasks/options.ts";
import { type Draft, emptyDraft } from "../inputs/draft.ts";
import { mostFloatBytesFor } from "../pool.ts";
import { derived } from "./derived.ts";
import { planOf } from "./plan.ts";
import type { AppState, SessionSlice } from "./state.ts";
import type { ModelRef, OptionValues } from "./values.ts";

/** A model that the list of a task offers; without a card where only the site names it. */
export interface ModelEntry {
  readonly id: string;
  readonly card: ModelCard | undefined;
}

const none: readonly never[] = [];

export function definitionIn({ task }: Pick<SessionSlice, "task">): Definition {
  return definitionOf(task);
}

/** The models that the current task offers, the default first: the site's choice, else our own. */
export const entriesIn = derived(
  ({ task, cards, site }: Pick<AppState, "task" | "cards" | "site">) => ({
    known: cards[task] ?? none,
    named: site.models[task],
  }),
  ({ known, named }): readonly ModelEntry[] => {
    if (!named) return known.map((card) => ({ id: card.id, card }));
    return named.map((id) => ({ id, card: known.find((card) => card.id === id) }));
  },
);

export function modelIn(state: Pick<AppState, "task" | "cards" | "site" | "models">): ModelRef {
  const chosen = state.models[state.task];
  return chosen ?? { model: entriesIn(state)[0]?.id ?? "", revision: "main" };
}

/** How much of the page is shown. */
export function viewIn({ view, site }: Pick<AppState, "view" | "site">): View {
  return view ?? site.view;
}

export function learnedKeyOf({ model, revision }: ModelRef): string {
  return `${model}@${revision}`;
}

/** The curated card, else what the endpoints told. */
export function findCardOf(
  { cards, learned }: Pick<AppState, "cards" | "learned">,
  task: TaskId,
  ref: ModelRef,
): ModelCard | undefined {
  return cards[task]?.find((card) => card.id === ref.model) ?? learned[learnedKeyOf(ref)];
}

/** Of the model on screen. */
export function findCardIn(
  state: Pick<AppState, "task" | "cards" | "learned" | "site" | "models">,
): ModelCard | undefined {
  return findCardOf(state, state.task, modelIn(state));
}

/** What the model on screen itself says of an option that is left to it, once it was loaded. */
export function findOwnIn(state: Parameters<typeof modelIn>[0] & Pick<AppState, "ownSettings">, name: string) {
  const option = definitionIn(state).options[name];
  if (option?.kind !== "maybe-number" || !option.isOwn) return undefined;
  return state.ownSettings[learnedKeyOf(modelIn(state))]?.[name];
}

/** Hosts in the order in which they are asked: the reader's choice of this visit first. */
export const endpointsIn = derived(
  ({ site, endpoint }: Pick<AppState, "site" | "endpoint">) => ({ endpoints: site.endpoints, endpoint }),
  ({ endpoints, endpoint }): readonly Endpoint[] => {
    const chosen = endpoints.find(({ name }) => name === endpoint);
    return chosen ? [chosen, ...endpoints.filter((other) => other !== chosen)] : endpoints;
  },
);

/** Where files and what is told of them come from, whoever asks. */
export function sourcesIn(
  state: Pick<AppState, "site" | "endpoint" | "facts" | "hubToken">,
  { embeddedBase }: Pick<Sources, "embeddedBase">,
): Sources {
  const { timeoutMs, runtime } = state.site;
  const mostFloatBytes = mostFloatBytesFor(state.facts);
  const endpoints = [...endpointsIn(state)];
  const { hubToken: token } = state;
  return { endpoints, timeoutMs, runtime, embeddedBase, mostFloatBytes, ...(token && { token }) };
}

/** The same for one model: with its files where it is one of the reader's own. */
export function sourcesFor(
  model: string,
  state: Parameters<typeof sourcesIn>[0] & Pick<AppState, "own">,
  environment: Pick<Sources, "embeddedBase">,
): Sources {
  const local = state.own[model];
  return { ...sourcesIn(state, environment), ...(local && { local: [...local] }) };
}

/** The reader's own models of this visit. */
export const ownIn = derived(
  ({ own, learned }: Pick<AppState, "own" | "learned">) => ({ own, learned }),
  ({ own, learned }): readonly ModelEntry[] =>
    Object.keys(own).map((id) => ({ id, card: learned[learnedKeyOf({ model: id, revision: "main" })] })),
);

/** What a run would do now. */
export const planIn = derived(
  (
    state: Pick<AppState, "task" | "cards" | "learned" | "site" | "models" | "device" | "dtype" | "facts" | "judge">,
  ) => ({
    ...modelIn(state),
    device: state.device,
    dtype: state.dtype,
    card: findCardIn(state),
    facts: state.facts,
    judge: state.judge,
  }),
  ({ card, facts, judge, ...choice }) => planOf(choice, card, facts, judge),
);

/** Whether the model on screen is known to have no chat template. */
function lacksTemplate(state: Parameters<typeof findCardIn>[0]): boolean {
  return findCardIn(state)?.chat === false;
}

/** What counts in the place of the task's own defaults, because the model on screen has no chat template. */
export function insteadOfChatIn(state: Parameters<typeof findCardIn>[0]): OptionValues {
  return lacksTemplate(state) ? defaultsWithoutTemplateOf(definitionIn(state).options) : {};
}

/**
 * All options of the current task, the defaults filled in, which follow the model where its card tells; what was kept
 * from an older version and no longer fits is left out.
 */
export const optionsIn = derived(
  (state: Pick<AppState, "task" | "cards" | "learned" | "site" | "models" | "options">) => ({
    task: state.task,
    changed: state.options[state.task],
    lacks: lacksTemplate(state),
  }),
  ({ task, changed, lacks }) => ({
    ...completed(task, changed),
    ...(lacks ? defaultsWithoutTemplateOf(definitionOf(task).options) : {}),
  }),
);

/** What a task's results are shown under now. */
export function viewOptionsIn({ options }: Pick<AppState, "options">, task: TaskId): OptionValues {
  return partOf(definitionOf(task).options, completed(task, options[task]), "view");
}

function completed(task: TaskId, changed: OptionValues = {}): OptionValues {
  const { options } = definitionOf(task);
  const fitting = Object.entries(changed).filter(([name, value]) => {
    const option = options[name];
    return option !== undefined && fitsOption(option, value);
  });
  return { ...defaultsOf(options), ...Object.fromEntries(fitting) };
}

export function draftIn(state: Pick<AppState, "task" | "drafts">, name: string): Draft {
  const field = definitionIn(state).inputs[name];
  if (!field) throw new RangeError(`${state.task} has no input "${name}".`);
  const draft = state.drafts[state.task]?.[name];
  return draft?.kind === field.kind ? draft : emptyDraft(field);
}

/** The options that an example needs: those that it names, and those that make its fields count. */
export function optionsForExample(fields: Fields, example: Example): OptionValues {
  const needed = Object.keys(example.input).flatMap((name) => {
    const when = fields[name]?.when;
    return when ? [[when.option, when.equals] as const] : [];
  });
  return { ...Object.fromEntries(needed), ...example.options };
}
