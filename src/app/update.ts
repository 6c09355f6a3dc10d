/** What is needed of the page to see that another version was deployed. */
export interface UpdatePorts {
  /** The page as the site serves it now; `undefined` where it cannot be had. */
  loadPage(): Promise<string | undefined>;
  /** The entry script of this tab. */
  readonly entry: string | undefined;
  now(): number;
  onOutdated(): void;
}

/** Whoever switches tabs often asks no more often than this. */
const minIntervalMs = 60_000;

/** Every build names its entry after its content, so another name is another version. */
export function entryIn(html: string): string | undefined {
  return html
    .match(/<script\b[^>]*\btype="?module[^>]*>/g)
    ?.flatMap((tag) => /\bsrc="?([^"\s>]+)/.exec(tag)?.[1] ?? [])[0];
}

const nameOf = (address: string) => address.split("/").at(-1);

/** Asks the own site, and no other, whether this tab is still of its version. Says so once. */
export function createUpdateCheck({ loadPage, entry, now, onOutdated }: UpdatePorts) {
  let askedAt = Number.NEGATIVE_INFINITY;
  let isOutdated = false;

  return {
    /** @param isUrgent something of this version could not be loaded. */
    async ask({ isUrgent = false } = {}): Promise<void> {
      if (isOutdated || entry === undefined || (!isUrgent && now() - askedAt < minIntervalMs)) return;
      askedAt = now();
      const served = entryIn((await loadPage()) ?? "");
      if (served === undefined || nameOf(served) === nameOf(entry) || isOutdated) return;
      isOutdated = true;
      onOutdated();
    },
  };
}
