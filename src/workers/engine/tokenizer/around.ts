import type { Json } from "../../../shared/json.ts";
import { templateOf } from "../slow/template.ts";
import type { NamedTokens, PythonClass } from "./python-classes.ts";

type IdOf = (token: string) => number | undefined;

/** `update_post_processor` of Llama's class and its kin. */
export function withEnds({ add_bos_token, add_eos_token }: Json, named: NamedTokens, idOf: IdOf): Json {
  function around(sequence: "A" | "B", typeId: number) {
    const special = (isAdded: unknown, token: string | undefined) =>
      isAdded === true && token !== undefined ? [{ SpecialToken: { id: token, type_id: typeId } }] : [];
    return [
      ...special(add_bos_token, named.bos_token),
      { Sequence: { id: sequence, type_id: typeId } },
      ...special(add_eos_token, named.eos_token),
    ];
  }
  const first = around("A", 0);
  const tokens = [named.bos_token, named.eos_token].flatMap((token) => token ?? []);
  return {
    type: "TemplateProcessing",
    single: first,
    pair: [...first, ...around("B", 1)],
    special_tokens: Object.fromEntries(
      tokens.map((token) => [token, { ids: [idOf(token)].flatMap((id) => id ?? []) }]),
    ),
  };
}

/**
 * `set_src_lang_special_tokens` of mBART's classes and NLLB's: the language that the settings name, else the class's own.
 * @returns nothing where the vocabulary has no such tokens
 */
export function withLanguage(
  { src_lang: said, legacy_behaviour: isOld }: Json,
  { code: usual, isLast }: NonNullable<PythonClass["source"]>,
  named: NamedTokens,
  idOf: IdOf,
): Json | undefined {
  const code = typeof said === "string" ? said : usual;
  const { eos_token: end } = named;
  if (end === undefined || idOf(code) === undefined || idOf(end) === undefined) return undefined;
  const [language, ending] = [{ token: code }, { token: end }];
  const [before, behind] = isLast || isOld === true ? [[], [ending, language]] : [[language], [ending]];
  return templateOf((token) => idOf(token) ?? 0, [...before, "A", ...behind], [...before, "A", "B", ...behind]);
}
