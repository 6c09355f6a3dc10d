const turns: (() => void)[] = [];
let channel: MessageChannel | undefined;

/** Lets messages in. `setTimeout(0)` would wait 4 ms once nested; a message does not. */
export function nextMacrotask(): Promise<void> {
  if (!channel) {
    channel = new MessageChannel();
    channel.port1.onmessage = () => turns.shift()?.();
  }
  const { port2 } = channel;
  return new Promise((resolve) => {
    turns.push(resolve);
    port2.postMessage(undefined);
  });
}

export interface Clockwork {
  now(): number;
  /** Lets messages in. */
  pause(): Promise<void>;
}

export const realClockwork: Clockwork = { now: () => performance.now(), pause: nextMacrotask };

/**
 * Long work in slices: a stop or a question is a message, and is only seen between macrotasks.
 * @returns a function to call between two pieces; it pauses where the slice is used up, and tells whether it did
 */
export function createSlices(sliceMs: number, { now, pause }: Clockwork = realClockwork): () => Promise<boolean> {
  let startedAt = now();
  return async () => {
    if (now() - startedAt < sliceMs) return false;
    await pause();
    startedAt = now();
    return true;
  };
}
