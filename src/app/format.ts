const units = { kB: 1e3, MB: 1e6, GB: 1e9 } as const;

/**
 * Decimal megabytes, as the Hub counts them: `26 MB`, `9.4 MB`, `1.2 GB`, `430 kB`; written alike in both languages.
 * Without `Intl`: a page's first formatter takes 30 to 60 ms of its thread, and a size stands in the first look.
 */
export function bytesText(bytes: number): string {
  const unit = bytes >= 999.5e6 ? "GB" : bytes >= 1e6 ? "MB" : "kB";
  const value = bytes / units[unit];
  return `${Number(value.toFixed(value < 10 && unit !== "kB" ? 1 : 0))} ${unit}`;
}

/** `2 ms`, `310 ms`, `1.2 s`, `75 s`: the units' signs are the same in every language. */
export function durationText(ms: number, locale: string): string {
  const isLong = ms >= 999.5;
  const value = isLong ? ms / 1000 : ms;
  const maximumFractionDigits = value < (isLong ? 10 : 1) ? 1 : 0;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits }).format(value)} ${isLong ? "s" : "ms"}`;
}

/** Progress, which nobody reads to a tenth. */
export function wholePercentText(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(share);
}
