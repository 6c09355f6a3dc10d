/** Decimal megabytes, as the Hub counts them: `26 MB`, `9.4 MB`, `1.2 GB`, `430 kB`. */
export function bytesText(bytes: number, locale: string): string {
  const [value, unit] =
    bytes >= 999.5e6 ? [bytes / 1e9, "gigabyte"] : bytes >= 1e6 ? [bytes / 1e6, "megabyte"] : [bytes / 1e3, "kilobyte"];
  const maximumFractionDigits = value < 10 && unit !== "kilobyte" ? 1 : 0;
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits }).format(
    value,
  );
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
