import { createLowlight } from "lowlight";
import { findGrammar } from "./grammars.ts";

const lowlight = createLowlight();

/** A piece of code: plain, or of a class such as `hljs-keyword` with pieces in it. */
export type Piece = string | { readonly name: string; readonly pieces: readonly Piece[] };

type Nodes = ReturnType<typeof lowlight.highlight>["children"];

/** Code in coloured pieces; `undefined` for a language that we have no grammar of. */
export async function highlight(code: string, language: string): Promise<readonly Piece[] | undefined> {
  const name = language.toLowerCase();
  const load = findGrammar(name);
  if (!load) return undefined;
  if (!lowlight.registered(name)) lowlight.register(name, (await load()).default);
  return piecesOf(lowlight.highlight(name, code).children);
}

function piecesOf(nodes: Nodes): readonly Piece[] {
  return nodes.flatMap((node): readonly Piece[] => {
    if (node.type === "text") return [node.value];
    if (node.type !== "element") return [];
    return [{ name: [node.properties.className].flat().join(" "), pieces: piecesOf(node.children) }];
  });
}
