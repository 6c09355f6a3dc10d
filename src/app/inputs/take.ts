import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useWords } from "../i18n/words.tsx";
import { type FileKind, kindOf, readText, type TextFile } from "./file.ts";
import { useIntake } from "./intake.ts";
import { InputError, type InputNoticeCode, noticeCodeOf, noticeKeyOf, type OnNotice } from "./notice.ts";

interface TakeSettings<V> {
  /** The kind of file that is taken. */
  readonly takes: FileKind;
  /** Whether all are taken that are given. */
  readonly several?: boolean;
  /** @param signal that another file has taken its place, or the editor is gone */
  readonly read: (file: File, signal: AbortSignal) => Promise<V>;
  /** What could be read, in the order in which it was given; one alone where one is taken. */
  readonly onRead: (values: readonly [V, ...V[]]) => void;
  readonly onNotice: OnNotice;
  /** True from the moment a file was given until the editor holds it or has refused it. */
  readonly onReading: (isReading: boolean) => void;
  /** For what goes wrong in a way that `read` does not name. */
  readonly fallback: InputNoticeCode;
}

interface Failed extends Pick<InputError, "code" | "values"> {
  /** Of the file. */
  readonly name: string;
}

/**
 * Reads files for an editor: what was given last wins, what cannot be read is said and changes nothing, what is of
 * another kind goes back to the intake.
 */
export function useTake<V>({ takes, several = false, read, onRead, onNotice, onReading, fallback }: TakeSettings<V>) {
  const { t, locale } = useWords();
  const intake = useIntake();
  const [reading, setReading] = useState<string>();
  const latest = useRef<AbortController>(undefined);
  /** What an editor holds may change while a file is read: what came goes to it as it is by then. */
  const receive = useRef(onRead);
  useLayoutEffect(() => {
    receive.current = onRead;
  });
  useEffect(
    () => () => {
      // An editor that is gone must not change the next one's draft.
      latest.current?.abort();
      onReading(false);
    },
    [onReading],
  );

  function refuse(failures: readonly Failed[]): void {
    const list = new Intl.ListFormat(locale);
    // Several files with the same fault get one sentence.
    const faults = new Map(failures.map((failed) => [JSON.stringify([failed.code, failed.values]), failed]));
    for (const [fault, { code, values }] of faults) {
      const names = failures.filter((other) => JSON.stringify([other.code, other.values]) === fault);
      onNotice(code, t(noticeKeyOf(code), { ...values, name: list.format(names.map(({ name }) => name)) }));
    }
  }

  async function readAll(files: readonly File[]): Promise<void> {
    latest.current?.abort();
    const mine = new AbortController();
    latest.current = mine;
    const values: V[] = [];
    const failures: Failed[] = [];
    onReading(true);
    // One after the other: decoded pictures are large, and the order is theirs.
    for (const file of files) {
      setReading(file.name);
      try {
        values.push(await read(file, mine.signal));
      } catch (reason) {
        const values = reason instanceof InputError ? reason.values : {};
        failures.push({ name: file.name, code: noticeCodeOf(reason, fallback), values });
      }
      if (mine.signal.aborted) return;
    }
    const [first, ...others] = values;
    if (first !== undefined) receive.current([first, ...others]);
    // After the change, which takes older notices away.
    refuse(failures);
    setReading(undefined);
    onReading(false);
  }

  async function readFirst(file: File, count: number): Promise<void> {
    await readAll([file]);
    if (count > 1) onNotice("only-first", t(noticeKeyOf("only-first"), { name: file.name, count }));
  }

  return {
    reading,
    take(files: readonly File[]) {
      const isMine = (file: File) => [takes, "other"].includes(kindOf(file));
      const mine = files.filter(isMine);
      const [first] = mine;
      if (first !== undefined) void (several ? readAll(mine) : readFirst(first, mine.length));
      else intake.offer(files);
    },
  };
}

interface TakeTextSettings {
  /** A file's text in place of what is there. */
  readonly onFile: (file: TextFile) => void;
  readonly onNotice: OnNotice;
  readonly onReading: (isReading: boolean) => void;
}

/** As `useTake`, for an editor that takes the text of a file. */
export function useTakeText({ onFile, onNotice, onReading }: TakeTextSettings) {
  return useTake({
    takes: "text",
    read: readText,
    onRead: ([file]) => onFile(file),
    onNotice,
    onReading,
    fallback: "text-unreadable",
  });
}
