import type { Hosted } from "../../hosted/desk.ts";
import type { ModelCard } from "../../hub/card.ts";
import type { Device, DtypeChoice } from "../../hub/checkpoint.ts";
import type { LocalFile } from "../../hub/local.ts";
import type { Sources } from "../../hub/sources.ts";
import type { Site, View } from "../../shared/site.ts";
import type { Example } from "../../tasks/definition.ts";
import type { TaskId } from "../../tasks/index.ts";
import type { AnyChange } from "../../tasks/visualizer.ts";
import type { TokensHandle } from "../../workers/counter.ts";
import type { TokensSubject } from "../../workers/verbs/tokens.ts";
import type { DeviceFacts } from "../device.ts";
import type { Judge } from "../fit.ts";
import type { MessageValues } from "../i18n/keys.ts";
import type { Locale } from "../i18n/locale.ts";
import type { Draft, Drafts } from "../inputs/draft.ts";
import type { Environment, RunClient, RunEvent } from "./environment.ts";
import type { Notice, NoticeScope } from "./notices.ts";
import type { KeptRun, Order, Run } from "./run.ts";
import type { AddressValues, LearnPage, ModelRef, OptionValue, OptionValues, Theme } from "./values.ts";

export interface SettingsSlice {
  readonly site: Site;
  readonly siteProblem: string | undefined;
  /** Hosted models and what is asked of them; `undefined` where the site has none. */
  readonly hosted: Hosted | undefined;
  /** True once task, model, device and restored state can be shown. */
  readonly ready: boolean;
  readonly locale: Locale;
  /** `undefined` until the reader chose one: then it is remembered and written to the address. */
  readonly chosenLocale: Locale | undefined;
  /** `undefined` follows the system. */
  readonly theme: Theme | undefined;
  /** What an address asked for; `undefined` leaves it to the site. */
  readonly view: View | undefined;
  /** The screen that stands in the place of the task's. */
  readonly learn: LearnPage | undefined;
  /** Whether the site serves another version than this tab's. */
  readonly isOutdated: boolean;
  readonly notices: readonly Notice[];
  /** Name of the host that is asked first, chosen for this visit where the site's first one failed. */
  readonly endpoint: string | undefined;
  /** The reader's own at the Hub. Never part of what is saved with the choices. */
  readonly hubToken: string | undefined;
  /** Whether it outlives the tab. */
  readonly isTokenKept: boolean;
  loadSite(): Promise<void>;
  /** The old language stays where the new one's words cannot be fetched. */
  setLocale(locale: Locale): Promise<void>;
  setTheme(theme: Theme | undefined): void;
  setLearn(learn: LearnPage | undefined): void;
  setEndpoint(name: string): void;
  /** @param isKept whether it outlives the tab, in a place of its own in this browser */
  setHubToken(token: string | undefined, isKept: boolean): void;
  notify(scope: NoticeScope, code: string, values?: MessageValues): void;
  dismiss(notice: Notice): void;
}

export interface DeviceSlice {
  /** Before the probe has answered: a browser that can do nothing but WASM. */
  readonly facts: DeviceFacts;
  /** Says whether a model fits; comes with the first that does not ship with the site. */
  readonly judge: Judge | undefined;
  probe(): Promise<void>;
}

export interface ModelsSlice {
  readonly cards: { readonly [K in TaskId]?: readonly ModelCard[] };
  readonly examples: { readonly [K in TaskId]?: readonly Example[] };
  /** What the endpoints told of models that are not curated, by `model@revision`. */
  readonly learned: Readonly<Record<string, ModelCard>>;
  /** Numbers among the own settings of models that were loaded, by `model@revision`. */
  readonly ownSettings: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Whether the model of the plan is loaded, so that a run starts at once. */
  readonly resident: boolean;
  /** The files of the reader's own checkpoints of this visit, by id. */
  readonly own: Readonly<Record<string, readonly LocalFile[]>>;
  /** @returns the id that it goes by from now on */
  addOwn(model: { readonly name: string; readonly files: readonly LocalFile[]; readonly card: ModelCard }): string;
  needTask(taskId: TaskId): Promise<void>;
  /** Learns what a model has, where nothing is known of it. Tells in a notice when the one on screen can never run. */
  learnModel(ref?: ModelRef): Promise<void>;
}

export interface SessionSlice {
  /** Whether an earlier visit was brought back from storage. */
  readonly isRestored: boolean;
  readonly task: TaskId;
  /** The tasks that were chosen, the latest first. */
  readonly recentTasks: readonly TaskId[];
  /** The last model of each task; where there is none, the first of its list. */
  readonly models: { readonly [K in TaskId]?: ModelRef };
  /** What was typed as a model and is none; the last good one stays. */
  readonly badModel: string | undefined;
  readonly device: Device;
  readonly dtype: DtypeChoice | undefined;
  readonly drafts: { readonly [K in TaskId]?: Drafts };
  /** Only what differs from the default. */
  readonly options: { readonly [K in TaskId]?: OptionValues };
  /** Whether runs tell what the graphs were fed. */
  readonly trace: boolean;
  /** Inputs whose file is still being read: a run waits for them. */
  readonly reading: readonly string[];
  setReading(field: string, isReading: boolean): void;
  /** @returns whether it is the task on screen now: its words may not come, and another may be chosen until they have. */
  setTask(task: TaskId): Promise<boolean>;
  /** @param text an id, `id@revision` or a Hub address. */
  setModel(text: string): void;
  setDevice(device: Device): void;
  setDtype(dtype: DtypeChoice | undefined): void;
  setDraft(field: string, draft: Draft): void;
  setOption(name: string, value: OptionValue): void;
  resetOption(name: string): void;
  /** What a view asks for; of other options it may not ask. */
  setViewOptions(values: Readonly<Record<string, unknown>>): void;
  /** @returns whether it stands in the editors: what a reader gave since is left alone. */
  takeExample(example: Example): Promise<boolean>;
  /** Takes over what an address asks for; starts nothing. */
  open(values: AddressValues): Promise<void>;
}

export interface RunsSlice {
  readonly run: Run;
  /**
   * Runs what is on screen; does nothing while something runs. Resolves when it has ended.
   * @param takesPlace whether the result on screen stays in sight until the new one comes
   * @param isLive whether many follow one another, too many to be told of
   */
  start(takesPlace?: boolean, isLive?: true): Promise<void>;
  /** Runs what the result on screen came from once more, with changes that its view asked for. */
  again(change: AnyChange): Promise<void>;
  /** Runs any model, whatever is on screen. */
  readonly runModel: RunClient["run"];
  /** Where a model's files come from. */
  sourcesOf(model: string): Sources;
  /**
   * Runs the model of an order with changes, beside whatever is on screen.
   * @param onEvent hears how the model is loaded, where it has to be
   * @param signal stops it, and the load of its model
   * @throws TaskError
   * @throws Stopped
   */
  beside(order: Order, change: AnyChange, onEvent?: (event: RunEvent) => void, signal?: AbortSignal): Promise<unknown>;
  /** Writes the result on screen down anew: an option that acts on the view was changed. */
  rewrite(): Promise<void>;
  stop(): void;
  /** Stops a run whose model is not there yet; one that has begun goes on to its result. */
  stopLoading(): void;
}

/** Models that are loaded before anybody asks for a run. */
export interface ReadySlice {
  /** What was loaded in this browser, at this visit or an earlier one, by the client's keys; the latest first. */
  readonly loadedBefore: readonly string[];
  /** Whether one is being loaded now. */
  readonly isPreparing: boolean;
  /** Opens the worker of the model on screen, where an earlier visit loaded that. */
  openReturned(): void;
  /** Loads the model on screen, where it was loaded before, nothing of it has to be fetched, and it takes nobody's place. */
  makeReady(isAhead?: boolean): void;
}

/** Options that are set by pointing at an input on the view of the result. */
export interface PointingSlice {
  /** Those that were set so, and go with the input. */
  readonly pointed: { readonly [K in TaskId]?: readonly string[] };
  /** Whether some were set while a run went on. */
  readonly isPointingOwed: boolean;
  /** Sets options and runs with them as soon as the model is free; one that is not loaded is left alone. */
  point(values: Readonly<Record<string, unknown>>): void;
}

export interface HistorySlice {
  /** The last runs of this visit that were done, the newest first; of all tasks. */
  readonly history: readonly KeptRun[];
  /** Number of an earlier run whose result is looked at in the place of the latest. */
  readonly shown: number | undefined;
  /** Number of the run that stands beside whatever is looked at. */
  readonly pinned: number | undefined;
  show(run: KeptRun | undefined): void;
  pin(run: KeptRun | undefined): void;
}

export interface TokensSlice {
  /** Asks what the chosen model's tokenizer makes of texts; its files come, its weights do not. */
  countTokens(subject: TokensSubject, onLoading: (loadedBytes: number) => void): TokensHandle;
}

/** What the page knows and can do; each slice is made in a file of its own. */
export type AppState = SessionSlice &
  RunsSlice &
  ReadySlice &
  PointingSlice &
  HistorySlice &
  DeviceSlice &
  ModelsSlice &
  SettingsSlice &
  TokensSlice;

/** What a slice is made with. Only slices get the client. */
export interface SliceContext {
  readonly client: RunClient;
  readonly environment: Environment;
  get(): AppState;
  set(change: Partial<AppState> | ((state: AppState) => Partial<AppState>)): void;
}
