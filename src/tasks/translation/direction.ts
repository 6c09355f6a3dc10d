import { TaskError } from "../../shared/errors.ts";
import type { Json } from "../../shared/json.ts";
import type { Read } from "../common/writing/run/parts.ts";
import type { Seq2Seq } from "../common/writing/run/seq2seq.ts";
import { prefixFor } from "../common/writing/run/task-params.ts";
import { readerOf } from "../common/writing/run/writing.ts";
import type { RunContext } from "../run.ts";
import { findCode, findLanguage } from "./language.ts";

/** How a checkpoint is told what to translate from and to. */
export interface Direction {
  /** Of `task_specific_params`. */
  readonly taskKey: string;
  readonly read: Read;
  /** The id that the translation begins with; nothing where the source says the language. */
  readonly firstId?: number;
}

export interface Asked {
  readonly src_lang: string;
  readonly tgt_lang: string;
}

/** What one model takes: a checkpoint with its tokens, and what its tokenizer's config says of one pair. */
export interface Translator extends Seq2Seq {
  /** Ids of the tokens that stand for languages, by code. */
  readonly languages: ReadonlyMap<string, number>;
  /** mBART-25 writes the language behind the text, and so does NLLB by its `legacy_behaviour`; all others in front. */
  readonly isLanguageLast: boolean;
  readonly pair: { readonly source: string | undefined; readonly target: string | undefined };
}

type Tell = Pick<RunContext<never>, "notice">;

/** @throws TaskError where the checkpoint lacks a language, after a notice that lists those that it has */
export function directionOf(model: Translator, asked: Asked, context: Tell): Direction {
  if (model.modelType === "marian") return marian(model, asked, context);
  if (model.languages.size > 1) return many(model, asked, context);
  return prefixed(model, asked, context);
}

/** M2M100, NLLB, mBART: one token says the source language, another one begins the translation. */
function many(model: Translator, asked: Asked, context: Tell): Direction {
  const { tokenizer, languages, isLanguageLast } = model;
  const source = languages.get(required(asked.src_lang, languages.keys(), context)) ?? 0;
  const target = languages.get(required(asked.tgt_lang, languages.keys(), context)) ?? 0;
  const end = endOf(model);
  return {
    taskKey: "translation",
    firstId: target,
    read(text, maxLength) {
      const room = maxLength === undefined ? {} : { maxLength: Math.max(0, maxLength - 1 - end.length) };
      const { ids, dropped } = tokenizer.encode(text, { addSpecialTokens: false, ...room });
      return { ids: isLanguageLast ? [...ids, ...end, source] : [source, ...ids, ...end], dropped };
    },
  };
}

/**
 * What its tokenizer puts behind every text: `generation_config.json` may end a translation by other ids, which count
 * only where a `tokenizer.json` says nothing.
 */
function endOf({ tokenizer, languages, endIds }: Translator): readonly number[] {
  const codes = new Set(languages.values());
  const own = tokenizer.encode("").ids.filter((id) => !codes.has(id));
  return own.length > 0 ? own : [...endIds].slice(0, 1);
}

/** One pair, or several targets that a code in front of the text chooses from. */
function marian(model: Translator, { src_lang, tgt_lang }: Asked, context: Tell): Direction {
  const { languages, pair } = model;
  const read = readerOf(model, "");
  if (src_lang !== "" && pair.source) required(src_lang, [pair.source], context);
  if (tgt_lang === "") return { taskKey: "translation", read };
  if (languages.size === 0) {
    if (pair.target) required(tgt_lang, [pair.target], context);
    return { taskKey: "translation", read };
  }
  const code = required(tgt_lang, languages.keys(), context);
  return { taskKey: "translation", read: (text, maxLength) => read(`>>${code}<< ${text}`, maxLength) };
}

/** T5: a prefix in words, for the pairs that `task_specific_params` names; other checkpoints take the text alone. */
function prefixed(model: Translator, { src_lang, tgt_lang }: Asked, context: Tell): Direction {
  const pairs = Object.keys(model.taskParams).flatMap((taskKey) => {
    const [, source, target] = /^translation_(.+)_to_(.+)$/.exec(taskKey) ?? [];
    return source !== undefined && target !== undefined ? [{ taskKey, source, target }] : [];
  });
  const fits = (wanted: string, code: string) => wanted === "" || findLanguage(wanted, [code]) !== undefined;
  const chosen = pairs.find(({ source, target }) => fits(src_lang, source) && fits(tgt_lang, target));
  if (!chosen && pairs.length > 0) {
    const offered = pairs.map(({ source, target }) => `${source} → ${target}`);
    throw refused(`${src_lang || "*"} → ${tgt_lang || "*"}`, offered, context);
  }
  const taskKey = chosen?.taskKey ?? "translation";
  return { taskKey, read: readerOf(model, prefixFor(model, taskKey)) };
}

function required(asked: string, known: Iterable<string>, context: Tell): string {
  const codes = [...known];
  const found = findLanguage(asked, codes);
  if (found === undefined) throw refused(asked, codes, context);
  return found;
}

/** A sentence has room for so many. */
const shownCodes = 40;

function refused(asked: string, codes: readonly string[], { notice }: Tell): TaskError {
  const shown = codes.slice(0, shownCodes).join(", ");
  notice("languages-offered", { asked, known: codes.length > shownCodes ? `${shown} …` : shown });
  return new TaskError("input-invalid", `There is no language "${asked}" here.`, codes.join(", "), {
    reason: "language-unknown",
    values: { asked },
  });
}

/**
 * Whether the class that Python would open the tokenizer with writes the language behind the text: mBART-25's, which is
 * that of every mBART where no file names another, and NLLB's in its older way.
 * @param settings `tokenizer_config.json`
 */
export function isLanguageLast({ tokenizer_class: own, legacy_behaviour }: Json, config: Json): boolean {
  const named = [own, config.tokenizer_class].find((name) => typeof name === "string");
  const name = named ?? (config.model_type === "mbart" ? "MBartTokenizer" : "");
  return name.startsWith("MBartTokenizer") || (name.startsWith("Nllb") && legacy_behaviour === true);
}

/**
 * The languages that the tokenizer has tokens for.
 * @param vocabularySize for Marian, whose codes are ordinary tokens; else 0
 */
export function languagesIn(
  { specialIds, decode, tokenOf }: Pick<Seq2Seq["tokenizer"], "specialIds" | "decode" | "tokenOf">,
  vocabularySize: number,
): ReadonlyMap<string, number> {
  const special = [...specialIds].sort((a, b) => a - b).map((id) => [decode([id]).trim(), id] as const);
  const ordinary = Array.from({ length: vocabularySize }, (_, id) => [tokenOf(id), id] as const);
  return new Map(
    [...special, ...ordinary].flatMap(([token, id]) => {
      const code = findCode(token);
      return code === undefined ? [] : [[code, id] as const];
    }),
  );
}
