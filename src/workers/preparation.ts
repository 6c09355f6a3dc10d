import type { Loading } from "./loading.ts";

type Hear = (event: Loading) => void;

/** A load that nobody has asked to run yet. */
export interface Preparation {
  readonly signal: AbortSignal;
  /** Whether a run waits for it. */
  readonly isWanted: boolean;
  stop(): void;
  /** A run that waits for it hears how far it is, from where it is now on, and stops it together with itself. */
  join(run: AbortSignal, hear: Hear): void;
  tell(event: Loading): void;
  /** @param call when the first run does, which is not yet */
  onWanted(call: () => void): void;
}

export function createPreparation(): Preparation {
  const abort = new AbortController();
  const hearing: Hear[] = [];
  let last: Loading | undefined;
  let isWanted = false;
  let tellWanted = (): void => {};
  return {
    signal: abort.signal,
    get isWanted() {
      return isWanted;
    },
    stop: () => abort.abort(),
    join(run, hear) {
      run.addEventListener("abort", () => abort.abort(), { once: true });
      hearing.push(hear);
      if (last) hear(last);
      if (!isWanted) tellWanted();
      isWanted = true;
    },
    tell(event) {
      last = event;
      for (const hear of hearing) hear(event);
    },
    onWanted(call) {
      tellWanted = call;
    },
  };
}
