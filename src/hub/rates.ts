import * as v from "valibot";
import type { Clock } from "../shared/clock.ts";
import type { Endpoint } from "../shared/site.ts";
import type { Storage } from "./manifest.ts";

/** So long, in ms, is what was measured taken for true: readers move to other lines, and hosts recover. */
const trueForMs = 3_600_000;

/** Less says more of the way to a host than of its line. */
const leastBytes = 4e6;

/** So many times faster a host has to be to be asked before its turn: what one file was measured at differs by less. */
const worth = 1.5;

/** Between two pieces; after a longer silence another file has begun. */
const mostGapMs = 5_000;

/** By origin; a host that could not be reached while another one could has a rate of 0. */
const Known = v.record(v.string(), v.object({ bytesPerMs: v.number(), at: v.number() }));
type Known = v.InferOutput<typeof Known>;

/** No request ever goes there: it is the name of the entry. */
const entryUrl = "https://rates.invalid/";

export type Rates = Awaited<ReturnType<typeof openRates>>;

/**
 * How fast a site's hosts brought large files to this browser. It is read off what is fetched anyway: no host is asked for
 * the sake of it, and one that never had its turn is not known.
 * @param now milliseconds since 1970, which last over visits as those of the clock do not
 */
export async function openRates(storage: Storage | undefined, clock: Clock, now: () => number) {
  const known = await read();
  const counts = new Map<string, { bytes: number; ms: number }>();
  let lastAt: number | undefined;

  async function read(): Promise<Known> {
    const kept = await storage?.match(entryUrl).catch(() => undefined);
    const parsed = v.safeParse(Known, await kept?.json().catch(() => undefined));
    const all = parsed.success ? Object.entries(parsed.output) : [];
    return Object.fromEntries(all.filter(([, { at }]) => now() - at < trueForMs));
  }

  return {
    /** As the site has them, with the fastest before those that are known to be much slower. */
    fastestFirst(endpoints: readonly Endpoint[]): Endpoint[] {
      const rateOf = ({ host }: Endpoint) => known[originOf(host)]?.bytesPerMs;
      const fastest = endpoints.reduce<Endpoint | undefined>(
        (best, one) => ((rateOf(one) ?? 0) > ((best && rateOf(best)) ?? 0) ? one : best),
        undefined,
      );
      if (!fastest) return [...endpoints];
      const least = (rateOf(fastest) ?? 0) / worth;
      const before = endpoints.slice(0, endpoints.indexOf(fastest));
      // One that is not known is asked in its turn, and known from then on.
      if (before.some((one) => (rateOf(one) ?? Number.POSITIVE_INFINITY) > least)) return [...endpoints];
      return [fastest, ...endpoints.filter((one) => one !== fastest)];
    },

    /** So many bytes more have come from there. */
    brought(address: string, bytes: number): void {
      const at = clock.now();
      const count = counts.get(originOf(address)) ?? { bytes: 0, ms: 0 };
      count.bytes += bytes;
      count.ms += Math.min(mostGapMs, at - (lastAt ?? at));
      counts.set(originOf(address), count);
      lastAt = at;
    },

    /** It could not be reached, and another one could. */
    absent(address: string): void {
      counts.set(originOf(address), { bytes: 0, ms: Number.POSITIVE_INFINITY });
    },

    /** For this visit and others. */
    async keep(): Promise<void> {
      const found = [...counts].filter(([, { bytes, ms }]) => ms > 0 && (bytes >= leastBytes || ms === Infinity));
      if (found.length === 0) return;
      for (const [origin, { bytes, ms }] of found) known[origin] = { bytesPerMs: bytes / ms, at: now() };
      // Another tab may have measured others.
      await storage?.put(entryUrl, Response.json({ ...(await read()), ...known })).catch(() => {});
    },
  };
}

function originOf(address: string): string {
  return new URL(address).origin;
}
