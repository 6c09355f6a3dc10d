import type { ErrorCode } from "../shared/errors.ts";
import type { Json } from "../shared/json.ts";
import type { RuntimeChoice } from "../shared/site.ts";
import type { Checkpoint, SpanTokenizer } from "../tasks/ports.ts";
import type { LoadedTask, TaskRun } from "../tasks/run.ts";
import type { CompiledRuntime } from "./compiled.ts";
import type { OnLoading } from "./loading.ts";
import type { LoadReport, LoadRequest } from "./verbs/load.ts";
import type { Feed } from "./verbs/run.ts";
import type { TokensRequest } from "./verbs/tokens.ts";

/** A checkpoint as the engine opens it. */
export interface OpenedCheckpoint {
  readonly checkpoint: Checkpoint;
  /** Called when all that the task asked for is loaded and warm. */
  report(): LoadReport;
  markLoaded(): void;
  markCompiled(): void;
  /** Rejects when a file failed in a way that the library does not report. */
  readonly failed: Promise<never>;
  /** Notes from now on what the graphs are fed, until it is taken. */
  startTrace(): void;
  takeTrace(): readonly Feed[];
  classify(reason: unknown): ErrorCode;
  dispose(): Promise<void>;
}

export interface OpenedTokenizer {
  readonly tokenizer: Pick<
    SpanTokenizer,
    "encode" | "chat" | "hasChatTemplate" | "pieceOf" | "specialIds" | "maxLength"
  >;
  /** `config.json`. */
  readonly config: Json;
}

/** What the verbs of a worker need of the engine. */
export interface Engine {
  /** Starts ONNX Runtime, as a load does where that was not done before. */
  start(runtime: RuntimeChoice, compiled?: CompiledRuntime): Promise<void>;
  /** What was compiled to start it, by this worker or another; `undefined` where nothing was. */
  compiled(): Promise<CompiledRuntime | undefined>;
  findTask(taskId: string): Promise<TaskRun>;
  /** @param mayFetch until it resolves, nothing is fetched that this browser does not have */
  openCheckpoint(request: LoadRequest, onLoading: OnLoading, mayFetch?: Promise<void>): Promise<OpenedCheckpoint>;
  openTokenizer(request: TokensRequest, onLoading: OnLoading): Promise<OpenedTokenizer>;
  now(): number;
}

/** What is in a worker, at most one model. Only `load` and `dispose` change it, and `want` lets a load go on. */
export interface Realm {
  readonly engine: Engine;
  opened: OpenedCheckpoint | undefined;
  loaded: LoadedTask | undefined;
  /** Lets a load fetch what this browser does not have. */
  want: () => void;
}
