import { useEffect, useRef, useState } from "react";
import type { FieldKind } from "../../tasks/fields.ts";
import { useWords } from "../i18n/words.tsx";
import { fileKinds, kindOf } from "./file.ts";
import { type InputNoticeCode, noticeCodeOf, noticeKeys, type OnNotice } from "./notice.ts";

interface TakeSettings<V> {
  readonly kind: FieldKind;
  readonly read: (file: File) => Promise<V>;
  readonly onRead: (value: V, file: File) => void;
  readonly onNotice: OnNotice;
  /** True from the moment a file was given until the editor holds it or has refused it. */
  readonly onReading: (isReading: boolean) => void;
  /** For what goes wrong in a way that `read` does not name. */
  readonly fallback: InputNoticeCode;
}

/** Reads files for an editor: one at a time, the last one wins, and what cannot be read is said and changes nothing. */
export function useTake<V>({ kind, read, onRead, onNotice, onReading, fallback }: TakeSettings<V>) {
  const { t } = useWords();
  const [reading, setReading] = useState<string>();
  const latest = useRef(0);
  useEffect(
    () => () => {
      // An editor that is gone must not change the next one's draft.
      latest.current++;
      onReading(false);
    },
    [onReading],
  );
  async function take(file: File): Promise<void> {
    const found = kindOf(file);
    const wanted = fileKinds[kind];
    if (found !== wanted && found !== "other") {
      onNotice("wrong-kind", t(noticeKeys["wrong-kind"], { name: file.name, found, wanted }));
      return;
    }
    const mine = ++latest.current;
    setReading(file.name);
    onReading(true);
    try {
      const value = await read(file);
      if (mine === latest.current) onRead(value, file);
    } catch (reason) {
      if (mine !== latest.current) return;
      const code = noticeCodeOf(reason, fallback);
      onNotice(code, t(noticeKeys[code], { name: file.name }));
    } finally {
      if (mine === latest.current) {
        setReading(undefined);
        onReading(false);
      }
    }
  }
  return { reading, take };
}
