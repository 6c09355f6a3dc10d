/** A task of a model, named by a token in the reader's turn. */
export interface Phrase {
  /** The token. */
  readonly name: string;
  /** Key of what it is called. */
  readonly word: string;
  /** What is written beside it to begin with; left out where it takes no words. */
  readonly beside?: string;
}

/** What some models of a task are asked by tokens for: a menu at the composer, in groups (`tasks/<id>/phrases.ts`). */
export interface Phrases {
  /** @param family of the model's card */
  readonly isFor: (family: string) => boolean;
  readonly groups: readonly { readonly word: string; readonly phrases: readonly Phrase[] }[];
}
