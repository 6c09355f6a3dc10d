import type { HostedEvent, HostedOutcome } from "../../hosted/client.ts";
import type { Hosted } from "../../hosted/desk.ts";
import type { Target } from "../../hosted/target.ts";
import type { Lookup } from "../../hub/lookup.ts";
import type { Sources } from "../../hub/sources.ts";
import type { Site } from "../../shared/site.ts";
import type { Example } from "../../tasks/definition.ts";
import type { Field } from "../../tasks/fields.ts";
import type { TaskId } from "../../tasks/index.ts";
import type { Visualizer } from "../../tasks/visualizer.ts";
import type { Client, ClientEvent, ClientRequest, Outcome } from "../../workers/client.ts";
import type { DeviceFacts } from "../device.ts";
import type { Judge } from "../fit.ts";
import type { Locale } from "../i18n/locale.ts";
import type { Draft } from "../inputs/draft.ts";
import type { SiteOutcome } from "../site.ts";

export interface RunRequest extends ClientRequest {
  /** Where it goes to, if not to a worker of this page. */
  readonly hosted?: Target | undefined;
}

export type RunEvent = ClientEvent | HostedEvent;

/** What the store calls, whether workers answer or a provider. */
export interface RunClient extends Pick<Client, "isResident" | "openAhead" | "prepare" | "tokens"> {
  run(
    request: RunRequest,
    onEvent: (event: RunEvent) => void,
  ): { readonly outcome: Promise<Outcome | HostedOutcome>; stop(): void };
}

/** All that the store needs of the page, so that a test can hand it something smaller. */
export interface Environment {
  loadSite(): Promise<SiteOutcome>;
  /** What hosted models need, fetched only where a site has any. @throws where it cannot be fetched */
  loadHosted(site: NonNullable<Site["hosted"]>, timeoutMs: Site["timeoutMs"]): Promise<Hosted>;
  /** @param onLate is told what comes only once the page stands */
  probeDevice(onLate: (facts: DeviceFacts) => void): Promise<DeviceFacts>;
  loadJudge(): Promise<Judge>;
  readonly words: {
    switchTo(locale: Locale): Promise<void>;
    needTask(taskId: TaskId): Promise<void>;
    needErrors(): Promise<void>;
  };
  /** `navigator.languages`. */
  readonly languages: readonly string[];
  readonly storage: {
    getItem(key: string): string | null;
    setItem(key: string, value: string): void;
    removeItem(key: string): void;
  };
  /** Whether the reader's browser is to save power and data, so that nothing is done that was not asked for. */
  isThrifty(): boolean;
  readonly embeddedBase: Sources["embeddedBase"];
  /** Asks the site's endpoints what a model that is not curated has. */
  lookUp(ref: { readonly model: string; readonly revision: string }, sources: Sources): Promise<Lookup>;
  visualizerOf(taskId: TaskId): Promise<Visualizer>;
  loadExampleDraft(field: Field, value: Example["input"][string]): Promise<Draft>;
  /** An address under which JSON can be fetched until it is dropped. */
  keepBlob(json: string | Blob): string;
  dropBlob(href: string): void;
  now(): number;
  after(ms: number, call: () => void): () => void;
}
