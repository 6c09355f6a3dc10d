/** Words of the reader's language by key; what a part says itself is under `ui.`. */
export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** What every part that speaks needs. */
export interface Speaking {
  readonly t: Translate;
  /** BCP 47, for numbers and dates. */
  readonly locale: string;
}
