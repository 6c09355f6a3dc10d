import type { Route } from "./route.ts";

/** The line itself: nothing is answered. */
export type ContactFault =
  /** The socket is destroyed at once. A browser asks once more where the socket had served it before. */
  | { readonly kind: "refuse" }
  /** The request is taken and never answered. */
  | { readonly kind: "silent" };

/** Another answer than the right one. */
export type AnswerFault =
  | { readonly kind: "forbidden" }
  | { readonly kind: "rate-limited"; readonly retryAfterSeconds: number }
  | { readonly kind: "server-error" }
  /** 404 EntryNotFound, though the file is listed: a shard that was never uploaded. */
  | { readonly kind: "missing" }
  /** 200 and a page, as a captive portal or a single-page host gives for everything. */
  | { readonly kind: "html" }
  | { readonly kind: "redirect-loop" };

/** The right answer, damaged on its way. Offsets and counts are of the body; none of them touches a redirect. */
export type BodyFault =
  /** Closes after N bytes of the announced length. */
  | { readonly kind: "cut"; readonly afterBytes: number }
  /** Says no more after N bytes and keeps the connection open. */
  | { readonly kind: "stall"; readonly afterBytes: number }
  | { readonly kind: "slow"; readonly bytesPerSecond: number }
  /** Every bit of these bytes is turned round; offsets in the file, whatever range was asked for. */
  | { readonly kind: "flip"; readonly offsets: readonly number[] }
  /** The file ends here, with lengths that agree. */
  | { readonly kind: "truncate"; readonly toBytes: number };

export type Fault = ContactFault | AnswerFault | BodyFault;

export interface FaultRule {
  /** Without it, every repository and the search. */
  readonly repo?: string;
  /** Exact name or pattern; without it, every file and the repository's API. */
  readonly file?: string | RegExp;
  /** One hop only, as `content` for a CDN that fails while the Hub answers. */
  readonly on?: Route["kind"];
  /** How many answers it spoils; without it, all. */
  readonly times?: number;
  readonly fault: Fault;
}

export interface FaultBook {
  set(rule: FaultRule): void;
  clear(): void;
  /** The newest rule's fault for this route that `applies`; counts as one use of it. */
  take<F extends Fault>(route: Route, applies: (fault: Fault) => fault is F): F | undefined;
}

export function createFaultBook(rules: readonly FaultRule[]): FaultBook {
  let entries: { rule: FaultRule; left: number }[] = [];
  const set = (rule: FaultRule) => {
    entries = [{ rule, left: rule.times ?? Number.POSITIVE_INFINITY }, ...entries];
  };
  rules.forEach(set);
  return {
    set,
    clear: () => {
      entries = [];
    },
    take: (route, applies) => {
      for (const entry of entries) {
        const { fault } = entry.rule;
        if (entry.left > 0 && concerns(entry.rule, route) && applies(fault)) {
          entry.left -= 1;
          return fault;
        }
      }
      return undefined;
    },
  };
}

function concerns(rule: FaultRule, route: Route): boolean {
  const id = "id" in route ? route.id : undefined;
  const file = "file" in route ? route.file : undefined;
  return (
    (rule.on === undefined || rule.on === route.kind) &&
    (rule.repo === undefined || rule.repo === id) &&
    (rule.file === undefined || (file !== undefined && isNamed(rule.file, file)))
  );
}

function isNamed(wanted: string | RegExp, file: string): boolean {
  // `search` has no memory; `test` of a pattern with the g flag misses every second time.
  return typeof wanted === "string" ? wanted === file : file.search(wanted) >= 0;
}
