import { createContext, useContext, useEffect, useEffectEvent } from "react";
import type { FileKind } from "./file.ts";
import { isFilm, kindOf } from "./file.ts";

/** An editor that takes files. */
export interface Taker {
  readonly kind: FileKind;
  readonly isEmpty: boolean;
  /** It takes films for what they show, where others take them for their sound. */
  readonly isForFilms?: true;
  readonly take: (files: readonly File[]) => void;
}

/** Files of which no editor on the page takes the kind. */
export interface Stray {
  readonly files: readonly File[];
  readonly found: FileKind;
}

/** Where files arrive that were let go or pasted anywhere on the page, and where editors ask for them. */
export interface Intake {
  /** @returns how to leave */
  join(taker: () => Taker | undefined): () => void;
  /** Hands files to the editor that takes their kind. */
  offer(files: readonly File[]): void;
  /** Keeps files for the next editor that joins and takes their kind. */
  keep(files: readonly File[]): void;
}

const nowhere: Intake = { join: () => () => {}, offer: () => {}, keep: () => {} };

export const IntakeContext = createContext<Intake>(nowhere);
export const useIntake = (): Intake => useContext(IntakeContext);

/** Makes an editor known to the intake for as long as it is on screen and counts. */
export function useTaker(taker: Taker, isActive: boolean): void {
  const intake = useIntake();
  const current = useEffectEvent(() => taker);
  useEffect(() => (isActive ? intake.join(() => current()) : undefined), [intake, isActive]);
}

/**
 * The editor that files go to: one of their kind, an empty one before a filled one, and of a film one that shows it. What does not say what it is goes to
 * the first editor of all, which can try to read it. `undefined` where no editor takes them.
 */
export function takerFor(files: readonly File[], takers: readonly Taker[]): Taker | undefined {
  const [first] = files;
  if (first === undefined) return undefined;
  const found = kindOf(first);
  if (found === "other") return takers[0];
  const fitting = takers.filter(({ kind }) => kind === found);
  const own = fitting.filter(({ isForFilms = false }) => isForFilms === isFilm(first));
  return own.find(({ isEmpty }) => isEmpty) ?? own[0] ?? fitting.find(({ isEmpty }) => isEmpty) ?? fitting[0];
}
