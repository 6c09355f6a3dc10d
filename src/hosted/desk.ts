import { createStore, type StoreApi } from "zustand/vanilla";
import type { Clock } from "../shared/clock.ts";
import { type Failure, Stopped, toFailure } from "../shared/errors.ts";
import type { HostedSite, Timeouts } from "../shared/site.ts";
import type { HostedTask } from "../tasks/hosted.ts";
import { definitionOf, isTaskId } from "../tasks/index.ts";
import { createHostedClient, type HostedEvent, type HostedHandle } from "./client.ts";
import { createGuard } from "./guard.ts";
import { hasHostedHalf, loadHostedHalf } from "./halves.ts";
import { listModels, type OfferedModel } from "./list.ts";
import { type Kept, readKept, type Storage, writeKept } from "./memory.ts";
import { entriesOf, type HostedEntry, type Media, targetsOf } from "./menu.ts";
import { findPresent } from "./retired.ts";
import { findSpeak } from "./speakers.ts";
import { findHostedId, findTarget, type Target } from "./target.ts";

/** What a provider offers, as far as it is known. */
export type Offer =
  | { readonly status: "asking" }
  | { readonly status: "known"; readonly models: readonly OfferedModel[] }
  | { readonly status: "failed"; readonly failure: Failure };

/** What is on screen of hosted models. Of a key it says only that there is one, and where it is kept. */
export interface HostedState {
  readonly server: string;
  readonly keyed: Readonly<Record<string, "visit" | "browser">>;
  readonly consented: readonly string[];
  /** The host that a run waits for the reader's consent to. */
  readonly asking: string | undefined;
  readonly prompts: Readonly<Record<string, string>>;
  readonly offers: Readonly<Record<string, Offer>>;
  /** Whether key, address and prompt are shown although nothing is missing. */
  readonly isOpen: boolean;
}

export interface HostedSettings {
  readonly site: HostedSite;
  readonly timeoutMs: Timeouts;
  readonly storage: Storage;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
}

export interface Hosted {
  readonly site: HostedSite;
  readonly state: StoreApi<HostedState>;
  /** Whether this is the id of a hosted model on this site, whatever the task. */
  isHosted(model: string): boolean;
  /** `undefined` where the model is not hosted, its server is not known yet, or the task is none for it. */
  find(taskId: string, model: string): Target | undefined;
  /** Why a hosted model cannot be asked; `undefined` where it can, or is none. */
  findRefusal(taskId: string, model: string): Failure | undefined;
  /** What is served in the place of a retired model. */
  findPresent(model: string): string | undefined;
  loadTask(taskId: string): Promise<HostedTask>;
  run(
    request: { taskId: string; target: Target; input: unknown; options: unknown },
    onEvent: (event: HostedEvent) => void,
  ): HostedHandle;
  setKey(host: string, key: string): void;
  remember(host: string, isWanted: boolean): void;
  setServer(address: string): void;
  setPrompt(taskId: string, prompt: string | undefined): void;
  consent(host: string): void;
  /** Shows what there is to set, or puts it away. */
  open(isOpen: boolean): void;
  /** Asks a provider for its models, once a key. */
  list(target: Target): void;
  /** The same of all providers that there is a key for. */
  listAll(): void;
  /** What the list of models offers of them for a task; the same list for as long as nothing has changed. */
  entriesFor(taskId: string): readonly HostedEntry[];
}

const nothing: readonly never[] = [];

function mediaOf(taskId: string): Media {
  if (!isTaskId(taskId)) return nothing;
  return Object.values(definitionOf(taskId).inputs).flatMap((field) =>
    field.kind === "messages" ? (field.parts ?? nothing) : nothing,
  );
}

/** Keys live here and nowhere else: in this closure, and in the browser's storage where the reader asked for it. */
export function createHosted({ site, timeoutMs, storage, fetch, clock }: HostedSettings): Hosted {
  const kept = readKept(storage);
  const keys = new Map(Object.entries(kept.keys));
  const remembered = new Set(keys.keys());
  const targets = new Map<string, Target>();
  const state = createStore<HostedState>(() => ({
    server: kept.server,
    keyed: keyed(),
    consented: kept.consented,
    asking: undefined,
    prompts: kept.prompts,
    offers: {},
    isOpen: false,
  }));

  function keyed(): HostedState["keyed"] {
    return Object.fromEntries([...keys.keys()].map((host) => [host, remembered.has(host) ? "browser" : "visit"]));
  }

  function keep(): void {
    const { server, consented, prompts } = state.getState();
    const saved = Object.fromEntries([...keys].filter(([host]) => remembered.has(host)));
    writeKept(storage, { server, consented: [...consented], prompts: { ...prompts }, keys: saved } satisfies Kept);
  }

  function change(changed: Partial<HostedState>): void {
    state.setState(changed);
    keep();
  }

  function consentTo(host: string, signal: AbortSignal): Promise<void> {
    if (state.getState().consented.includes(host)) return Promise.resolve();
    state.setState({ asking: host });
    return new Promise((resolve, reject) => {
      const settle = (end: () => void) => {
        leave();
        signal.removeEventListener("abort", stop);
        state.setState({ asking: undefined });
        end();
      };
      const stop = () => settle(() => reject(new Stopped()));
      const leave = state.subscribe(({ consented }) => consented.includes(host) && settle(resolve));
      signal.addEventListener("abort", stop, { once: true });
    });
  }

  const client = createHostedClient({
    ...{ fetch, clock, timeoutMs, consentTo, findSpeak },
    encodeMedia: async (part) => (await import("./media.ts")).encodeMedia(part),
    loadTask: loadHostedHalf,
    keyOf: (host) => keys.get(host) ?? "",
    promptOf: (taskId) => state.getState().prompts[taskId],
    findPrice({ base, id }) {
      const offer = state.getState().offers[base];
      return offer?.status === "known" ? offer.models.find((model) => model.id === id)?.price : undefined;
    },
  });

  async function offerOf(target: Target): Promise<Offer> {
    const { host } = target;
    const { signal } = new AbortController();
    const guard = createGuard({ ...{ fetch, clock, timeoutMs, host, signal }, model: "" });
    try {
      return { status: "known", models: await listModels(target, keys.get(host) ?? "", guard.fetch) };
    } catch (reason) {
      return { status: "failed", failure: toFailure(guard.refusal?.error ?? reason, "run-failed") };
    }
  }

  let entries: { readonly of: HostedState; readonly taskId: string; readonly list: readonly HostedEntry[] } | undefined;

  function list(target: Target): void {
    const { base, provider, host } = target;
    if (state.getState().offers[base] || (provider !== "server" && !keys.has(host))) return;
    offered(base, { status: "asking" });
    void offerOf(target).then((offer) => offered(base, offer));
  }

  const offered = (base: string, offer: Offer) =>
    state.setState(({ offers }) => ({ offers: { ...offers, [base]: offer } }));

  return {
    site,
    state,
    isHosted: (model) => findHostedId(model, site) !== undefined,
    find(taskId, model) {
      if (!hasHostedHalf(taskId)) return undefined;
      const found = findTarget(model, site, state.getState().server);
      if (!found) return undefined;
      const name = `${found.base} ${model}`;
      const known = targets.get(name) ?? found;
      targets.set(name, known);
      return known;
    },
    findRefusal(taskId, model) {
      if (findHostedId(model, site) === undefined) return undefined;
      if (!hasHostedHalf(taskId)) {
        return { code: "model-unsupported", message: `A prompt is not enough for ${taskId}.`, reason: "hosted-task" };
      }
      if (findTarget(model, site, state.getState().server)) return undefined;
      return { code: "model-not-found", message: "No server was named that the site allows.", reason: "hosted-server" };
    },
    findPresent,
    loadTask: loadHostedHalf,
    run(request, onEvent) {
      // Once it runs, there is nothing more to set.
      state.setState({ isOpen: false });
      return client.run(request, onEvent);
    },
    setKey(host, key) {
      const trimmed = key.trim();
      if (trimmed === "") keys.delete(host);
      else keys.set(host, trimmed);
      // What was refused with another key says nothing of this one.
      change({ keyed: keyed(), offers: {} });
    },
    remember(host, isWanted) {
      if (isWanted) remembered.add(host);
      else remembered.delete(host);
      change({ keyed: keyed() });
    },
    setServer: (server) => change({ server }),
    setPrompt(taskId, prompt) {
      const { [taskId]: _, ...others } = state.getState().prompts;
      change({ prompts: prompt === undefined ? others : { ...others, [taskId]: prompt } });
    },
    consent: (host) => change({ consented: [...new Set([...state.getState().consented, host])] }),
    open: (isOpen) => state.setState({ isOpen }),
    list,
    listAll() {
      for (const target of targetsOf(site, state.getState().server)) list(target);
    },
    entriesFor(taskId) {
      if (!hasHostedHalf(taskId)) return nothing;
      const now = state.getState();
      if (entries?.of !== now || entries.taskId !== taskId) {
        entries = { of: now, taskId, list: entriesOf(site, now.server, now.offers, mediaOf(taskId)) };
      }
      return entries.list;
    },
  };
}
