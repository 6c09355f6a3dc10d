import type { DeviceSlice } from "./device.ts";
import type { Environment, RunClient } from "./environment.ts";
import type { HistorySlice } from "./history.ts";
import type { ModelsSlice } from "./models.ts";
import type { RunsSlice } from "./runs.ts";
import type { SessionSlice } from "./session.ts";
import type { SettingsSlice } from "./settings.ts";
import type { TokensSlice } from "./tokens.ts";

export type AppState = SessionSlice &
  RunsSlice &
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
