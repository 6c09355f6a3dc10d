import type { Clock } from "../shared/clock.ts";
import type { OpenWorker } from "../shared/rpc/port.ts";
import type { PoolLimits } from "./pool.ts";

export interface ClientSettings {
  readonly openWorker: OpenWorker;
  readonly clock: Clock;
  readonly limits: PoolLimits;
  /** Whether a worker may be opened before anything is asked of it; never without it. */
  readonly mayOpenAhead?: () => boolean;
  /** From the soft stop to the end of the worker. */
  readonly stopGraceMs: number;
  /** Without any sign from a loading worker; session creation alone may take a minute for large models. */
  readonly loadSilenceMs: number;
  /** Without any sign from a running worker; one step of a large model on a slow machine is minutes, not tens. */
  readonly runSilenceMs: number;
  readonly disposeSilenceMs: number;
}

export const defaultTimes = {
  stopGraceMs: 150,
  loadSilenceMs: 180_000,
  runSilenceMs: 1_200_000,
  disposeSilenceMs: 3_000,
} as const;
