const formats = new Map<string, Intl.NumberFormat>();

/** Making an `Intl.NumberFormat` costs more than using it a hundred times. */
function formatOf(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, options);
  formats.set(key, format);
  return format;
}

/** `0.873` as `87.3%`; what is not quite nothing never reads as nothing. */
export function percentText(share: number, locale: string): string {
  const format = formatOf(locale, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return share > 0 && share < 0.0005 ? `<${format.format(0.001)}` : format.format(share);
}

export function decimalText(value: number, locale: string, digits: number): string {
  return formatOf(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

/** Rounded down: a score just below a threshold does not read as the threshold. */
export function flooredText(value: number, locale: string, digits: number): string {
  const scale = 10 ** digits;
  return decimalText(Math.floor(value * scale) / scale, locale, digits);
}

export function countText(value: number, locale: string): string {
  return formatOf(locale, {}).format(value);
}

/** A score between 0 and 1 is a share; a logit is a number. */
export function scoreText(score: number, locale: string): string {
  return score >= 0 && score <= 1 ? percentText(score, locale) : decimalText(score, locale, 3);
}
