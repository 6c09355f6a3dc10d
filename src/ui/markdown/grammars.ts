import type { LanguageFn } from "highlight.js";

type Grammar = () => Promise<{ readonly default: LanguageFn }>;

const cpp: Grammar = () => import("highlight.js/lib/languages/cpp");
const javascript: Grammar = () => import("highlight.js/lib/languages/javascript");
const typescript: Grammar = () => import("highlight.js/lib/languages/typescript");
const python: Grammar = () => import("highlight.js/lib/languages/python");
const bash: Grammar = () => import("highlight.js/lib/languages/bash");
const xml: Grammar = () => import("highlight.js/lib/languages/xml");
const yaml: Grammar = () => import("highlight.js/lib/languages/yaml");

/** What a code block may be called, and its grammar, a file of its own: what small models write, and no more. */
const grammars: Readonly<Record<string, Grammar>> = {
  bash,
  c: cpp,
  "c++": cpp,
  cpp,
  css: () => import("highlight.js/lib/languages/css"),
  go: () => import("highlight.js/lib/languages/go"),
  html: xml,
  java: () => import("highlight.js/lib/languages/java"),
  javascript,
  js: javascript,
  json: () => import("highlight.js/lib/languages/json"),
  jsx: javascript,
  py: python,
  python,
  rust: () => import("highlight.js/lib/languages/rust"),
  sh: bash,
  shell: bash,
  sql: () => import("highlight.js/lib/languages/sql"),
  ts: typescript,
  tsx: typescript,
  typescript,
  xml,
  yaml,
  yml: yaml,
};

/** @param name in lower case */
export function findGrammar(name: string): Grammar | undefined {
  return Object.hasOwn(grammars, name) ? grammars[name] : undefined;
}
