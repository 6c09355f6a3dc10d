import type { Page } from "@playwright/test";

/** What the contract's elements said at one moment. */
export interface Sight {
  /** On the page's own clock. */
  readonly atMs: number;
  readonly status: string | undefined;
  readonly run: string | undefined;
  readonly stale: string | undefined;
  /** Absent, empty while unknown, or a number. */
  readonly loadedBytes: string | undefined;
  readonly totalBytes: string | undefined;
  readonly errorCode: string | undefined;
  readonly json: string;
  readonly jsonFinal: string | undefined;
  readonly jsonRun: string | undefined;
}

/**
 * Looks at the page after each of its changes, before it can change again: observers are called between two commits.
 * @returns what was seen so far, one entry a difference.
 */
export async function watch(page: Page): Promise<() => Promise<readonly Sight[]>> {
  const sights = await page.evaluateHandle(() => {
    const seen: Sight[] = [];
    const find = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
    let last = "";
    function look(): void {
      const status = find("status")?.dataset;
      const json = find("result-json");
      const sight = {
        status: status?.status,
        run: status?.run,
        stale: status?.stale,
        loadedBytes: status?.loadedBytes,
        totalBytes: status?.totalBytes,
        errorCode: find("error")?.dataset.code,
        json: json?.textContent ?? "",
        jsonFinal: json?.dataset.final,
        jsonRun: json?.dataset.run,
      };
      const now = JSON.stringify(sight);
      if (now !== last) seen.push({ atMs: performance.now(), ...sight });
      last = now;
    }
    new MutationObserver(look).observe(document, {
      attributes: true,
      characterData: true,
      childList: true,
      subtree: true,
    });
    look();
    return seen;
  });
  return () => sights.jsonValue();
}

/** The statuses in their order, each named once for as long as it stayed. */
export function statusesIn(sights: readonly Sight[]): readonly string[] {
  const all = sights.map(({ status }) => status ?? "");
  return all.filter((status, index) => status !== all[index - 1]);
}
