import { useEffect, useState } from "react";
import { asWritten, findNameOf, type LabelSet, loadNameOf, type NameOf } from "../names.ts";

/**
 * Names labels in the reader's language. The table of a set is fetched when it is first needed; until it has come, and
 * where it cannot be fetched, labels stay as the checkpoint writes them. What is exported stays so always.
 */
export function useNameOf(set: LabelSet, locale: string): NameOf {
  const isChinese = locale.startsWith("zh");
  const [nameOf, setNameOf] = useState(() => findNameOf(set));
  useEffect(() => {
    if (!isChinese) return;
    let gone = false;
    loadNameOf(set).then(
      (loaded) => !gone && setNameOf(() => loaded),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [set, isChinese]);
  return (isChinese && nameOf) || asWritten;
}
