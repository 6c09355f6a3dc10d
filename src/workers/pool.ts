import type { Caller } from "../shared/rpc/caller.ts";
import type { LoadReport } from "./verbs/load.ts";

export interface PoolLimits {
  /** Models kept loaded at the same time. */
  readonly maxResident: number;
  /** Of all resident models and their workers. A single model may be larger: it is then alone. */
  readonly maxBytes: number;
  /** Counted for each worker beside its weights (docs/decisions.md has the measurement). */
  readonly workerBytes: number;
}

/** One worker and the model in it. Only the pool changes it. */
export interface Slot {
  caller: Caller;
  key: string;
  /** `undefined` until the model is loaded. */
  report: LoadReport | undefined;
  /** Of the weights: an estimate until loaded. */
  bytes: number;
  leased: boolean;
  /** Order of last use; the smallest goes first. */
  usedAt: number;
}

export interface Lease {
  readonly slot: Readonly<Slot>;
  /** True when the slot's worker still holds another model, which must be disposed first. */
  readonly stale: boolean;
  /** Puts a fresh worker where one did not give its model back. */
  reopen(): void;
  /** The model is there and its size is known; what no longer fits beside it is given back. */
  loaded(report: LoadReport): void;
  release(): void;
}

interface Waiting {
  readonly key: string;
  readonly bytes: number;
  readonly grant: (lease: Lease) => void;
}

/**
 * One worker per loaded model. A model that is resident is leased again; else a place is made by giving back the
 * least recently used idle ones, whose workers are reused after a clean dispose or ended for their memory.
 */
export function createPool(open: () => Caller, limits: PoolLimits) {
  const slots: Slot[] = [];
  const waiting: Waiting[] = [];
  let uses = 0;

  function totalBytes(): number {
    return slots.reduce((sum, slot) => sum + slot.bytes + limits.workerBytes, 0);
  }

  /** Whether a model of so many bytes has a place beside so many others, which take a total of bytes. */
  function fits(bytes: number, count: number, total: number): boolean {
    return count < limits.maxResident && (count === 0 || total + bytes + limits.workerBytes <= limits.maxBytes);
  }

  function remove(slot: Slot): void {
    const index = slots.indexOf(slot);
    if (index >= 0) slots.splice(index, 1);
  }

  /** A worker that dies idle leaves at once; one that dies in use leaves when its lease is released. */
  function watch(slot: Slot): void {
    slot.caller.whenEnded(() => {
      if (!slot.leased) remove(slot);
    });
  }

  function evict(slot: Slot): void {
    remove(slot);
    slot.caller.end({ code: "worker-crashed", message: "The model was given back to make room." });
  }

  function idleByUse(): Slot[] {
    return slots.filter((slot) => !slot.leased).sort((a, b) => a.usedAt - b.usedAt);
  }

  /** @returns a lease, or `undefined` while everything that stands in the way is in use. */
  function findPlace(key: string, bytes: number): Lease | undefined {
    const resident = slots.find((slot) => slot.key === key);
    if (resident) return resident.leased ? undefined : lease(resident, false);

    const idle = idleByUse();
    let count = slots.length;
    let total = totalBytes();
    const victims: Slot[] = [];
    for (const slot of idle) {
      if (fits(bytes, count, total)) break;
      victims.push(slot);
      count -= 1;
      total -= slot.bytes + limits.workerBytes;
    }
    if (!fits(bytes, count, total)) return undefined;

    const reused = victims.pop();
    for (const victim of victims) evict(victim);
    if (reused) {
      reused.key = key;
      reused.bytes = bytes;
      reused.report = undefined;
      return lease(reused, true);
    }
    const slot: Slot = { caller: open(), key, report: undefined, bytes, leased: false, usedAt: 0 };
    slots.push(slot);
    watch(slot);
    return lease(slot, false);
  }

  function lease(slot: Slot, stale: boolean): Lease {
    slot.leased = true;
    slot.usedAt = ++uses;
    let released = false;
    return {
      slot,
      stale,
      reopen() {
        slot.caller.end({ code: "worker-crashed", message: "The worker did not give its model back." });
        slot.caller = open();
        watch(slot);
      },
      loaded(report) {
        slot.report = report;
        slot.bytes = report.memoryBytes;
        trim();
        pump();
      },
      release() {
        if (released) return;
        released = true;
        slot.leased = false;
        // A worker whose model did not load, or that failed, is never used again.
        if (slot.caller.ended || !slot.report) evict(slot);
        trim();
        pump();
      },
    };
  }

  /** Sizes are known only after loading: what no longer fits is given back, oldest first, never the last one. */
  function trim(): void {
    for (const slot of idleByUse()) {
      if (slots.length <= 1 || totalBytes() <= limits.maxBytes) return;
      evict(slot);
    }
  }

  function pump(): void {
    for (const request of [...waiting]) {
      const place = findPlace(request.key, request.bytes);
      if (!place) continue;
      waiting.splice(waiting.indexOf(request), 1);
      request.grant(place);
    }
  }

  return {
    /** Resolves with `undefined` when `signal` aborted while waiting. */
    acquire(key: string, bytes: number, signal: AbortSignal): Promise<Lease | undefined> {
      if (signal.aborted) return Promise.resolve(undefined);
      const place = findPlace(key, bytes);
      if (place) return Promise.resolve(place);
      return new Promise((resolve) => {
        const request: Waiting = {
          key,
          bytes,
          grant(granted) {
            signal.removeEventListener("abort", leave);
            resolve(granted);
          },
        };
        function leave(): void {
          const index = waiting.indexOf(request);
          if (index >= 0) waiting.splice(index, 1);
          resolve(undefined);
        }
        waiting.push(request);
        signal.addEventListener("abort", leave, { once: true });
      });
    },
    /** Whether there is room for one worker more. */
    get hasPlace() {
      return fits(0, slots.length, totalBytes());
    },
    /** Whether a model that is not here would take nobody's place. */
    hasRoom(key: string, bytes: number): boolean {
      return !slots.some((slot) => slot.key === key) && fits(bytes, slots.length, totalBytes());
    },
    /** Gives back a model, unless it is in use. */
    giveBack(key: string): void {
      const slot = idleByUse().find((idle) => idle.key === key);
      if (slot) evict(slot);
    },
    /** Gives back every model that is not in use. */
    clear(): void {
      for (const slot of idleByUse()) evict(slot);
    },
    isResident: (key: string) =>
      slots.some((slot) => slot.key === key && slot.report !== undefined && !slot.caller.ended),
    get slots(): readonly Readonly<Slot>[] {
      return slots;
    },
    get waitingCount() {
      return waiting.length;
    },
    totalBytes,
  };
}
