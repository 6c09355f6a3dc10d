import { decimalText, percentText } from "../../ui/number.ts";

/** A score between 0 and 1 is a share; a logit is a number. */
export function scoreText(score: number, locale: string): string {
  return score >= 0 && score <= 1 ? percentText(score, locale) : decimalText(score, locale, 3);
}
