import { Download } from "./Download.tsx";
import { Find } from "./Find.tsx";
import { Token } from "./Token.tsx";

/** How a model comes here: found, fetched, and opened with a token where it wants one. */
export function GetModels({ isOpen }: { readonly isOpen: boolean }) {
  return (
    <>
      <Find isOpen={isOpen} />
      <Download />
      <Token />
    </>
  );
}
