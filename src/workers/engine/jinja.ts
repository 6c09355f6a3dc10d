import { Template } from "@huggingface/jinja";
import { strftime } from "../../shared/text/strftime.ts";
import { type Ends, strip } from "../../shared/text/strip.ts";
import { charactersOf, filters, isLoose, methods, wordOf } from "./python-text.ts";

/** Renders a template with values by their names. */
type Render = (values: Readonly<Record<string, unknown>>) => string;

/** Under these names a template calls what the library does otherwise than Python's Jinja. */
const own = {
  same: "same_as_python",
  strip: "strip_as_python",
  now: "now_as_python",
  raise: "raise_as_python",
  each: "each_by_itself",
  isLoose: "is_loose_in_python",
  characters: "characters_in_python",
  isText: "is_text",
  isWord: "is_word_in_python",
  word: "word_in_python",
  filter: "filter_of_python",
  method: "method_of_python",
};

/**
 * What stands in front of every template. The library's `raise_exception` throws what its own faults throw too, and its
 * `strftime_now` speaks the browser's language; a value of the same name would be refused. The line's end belongs to the
 * block, which takes it away: the template begins as it did.
 */
const preamble = [
  `{%- set raise_exception = ${own.raise} %}`,
  `{%- set strftime_now = ${own.now} %}`,
  `{%- macro ${own.each}() %}{{ caller() }}{% endmacro %}\n`,
].join("");

/**
 * A template as Python's Jinja renders it.
 * @param refuse what `raise_exception` does
 * @throws Error where the library cannot read it
 */
export function createTemplate(source: string, refuse: (message: unknown) => never): Render {
  const template = new Template(preamble + evened(source));
  rewrite(template.parsed);
  return (values) =>
    template.render({
      ...values,
      [own.same]: isSame,
      [own.strip]: stripAs,
      [own.now]: (format: unknown) => strftime(new Date(), String(format)),
      [own.raise]: refuse,
      [own.isLoose]: isLoose,
      [own.characters]: charactersOf,
      [own.isText]: (value: unknown) => typeof value === "string",
      [own.isWord]: (value: unknown) => value === undefined || value === null || typeof value === "boolean",
      [own.word]: wordOf,
      [own.filter]: (name: unknown, ...given: readonly unknown[]) => filters[String(name)]?.(...shifted(given)),
      [own.method]: (name: unknown, text: unknown, ...given: readonly unknown[]) =>
        methods[String(name)]?.(String(text), ...given),
    });
}

function shifted([items, ...given]: readonly unknown[]): readonly [unknown, ...unknown[]] {
  return [items, ...given];
}

/**
 * Lines end in one way, as in Jinja. A plus keeps the white space that a block would take away, which the library does not
 * know; an empty text does the same.
 */
function evened(source: string): string {
  return source.replace(/\r\n?/g, "\n").replaceAll("{%+", "{{ '' }}{%").replaceAll("+%}", "%}{{ '' }}");
}

type Node = Record<string, unknown>;

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}

/** Goes through a parsed template and puts our own in the place of what the library does otherwise. */
function rewrite(node: object): void {
  for (const [key, child] of Object.entries(node)) Reflect.set(node, key, rewritten(child));
}

function rewritten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rewritten);
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [rewritten(key), rewritten(item)]));
  if (!isNode(value)) return value;
  rewrite(value);
  return (
    strippedIn(value) ??
    comparedIn(value) ??
    eachIn(value) ??
    filteredIn(value) ??
    calledIn(value) ??
    joinedIn(value) ??
    value
  );
}

const sides: Readonly<Record<string, Ends>> = { strip: "both", lstrip: "start", rstrip: "end" };

/** `text.strip("x")` and `text | trim("x")`: the library leaves out the letters, and has JavaScript's white space. */
function strippedIn({ type, callee, args, operand, filter }: Node): Node | undefined {
  if (type === "CallExpression" && isNode(callee) && callee.type === "MemberExpression" && callee.computed !== true) {
    const side = sides[nameOf(callee.property) ?? ""];
    return side === undefined ? undefined : callOf(own.strip, [callee.object, textOf(side), ...listOf(args)]);
  }
  if (type !== "FilterExpression" || !isNode(filter)) return undefined;
  const [name, given] =
    filter.type === "CallExpression" ? [nameOf(filter.callee), listOf(filter.args)] : [nameOf(filter), []];
  return name === "trim" ? callOf(own.strip, [worded(operand), textOf("both"), ...given]) : undefined;
}

/** `a == b` and `a != b`, which the library compares as JavaScript converts: there, an empty text is `false`. */
function comparedIn({ type, operator, left, right }: Node): Node | undefined {
  if (type !== "BinaryExpression" || !isNode(operator)) return undefined;
  const same = callOf(own.same, [left, right]);
  if (operator.value === "==") return same;
  return operator.value === "!=" ? { type: "UnaryExpression", operator: { value: "not" }, argument: same } : undefined;
}

/** Each turn of a loop begins without what the turn before it set, as in Jinja. */
function eachIn(node: Node): Node | undefined {
  if (node.type !== "For") return undefined;
  const { iterable } = node;
  // `for a in b if c`
  if (isNode(iterable) && iterable.type === "SelectExpression") iterable.lhs = loose(iterable.lhs);
  else node.iterable = loose(iterable);
  node.body = [{ type: "CallStatement", call: callOf(own.each, []), callerArgs: null, body: node.body }];
  return node;
}

/** Filters that go through a list, of which a text is one of characters. */
const listing = new Set(["first", "join", "last", "length", "list", "map", "rejectattr", "sort", "unique"]);
/** Filters that take the text of whatever they get. */
const writing = new Set(["capitalize", "lower", "title", "upper"]);

function filteredIn(node: Node): Node | undefined {
  if (node.type !== "FilterExpression" || !isNode(node.filter)) return undefined;
  const { filter, operand } = node;
  const [name = "", given] =
    filter.type === "CallExpression" ? [nameOf(filter.callee), listOf(filter.args)] : [nameOf(filter), []];
  if (filters[name]) return callOf(own.filter, [textOf(name), loose(operand), ...given]);
  // No character has an attribute.
  if (name === "selectattr") node.operand = loose(operand, { type: "ArrayLiteral", value: [] });
  if (listing.has(name)) node.operand = loose(operand);
  if (writing.has(name)) node.operand = worded(operand);
  return undefined;
}

/** `text.find("x")` and its like. */
function calledIn(node: Node): Node | undefined {
  const { type, callee, args } = node;
  if (type !== "CallExpression" || !isNode(callee) || callee.type !== "MemberExpression") return undefined;
  const name = callee.computed === true ? undefined : nameOf(callee.property);
  if (name === undefined || !methods[name]) return undefined;
  const called = callOf(own.method, [textOf(name), callee.object, ...listOf(args)]);
  return either(callOf(own.isText, [callee.object]), called, node);
}

/** `a ~ b` writes both, whatever they are. */
function joinedIn(node: Node): Node | undefined {
  if (node.type !== "BinaryExpression" || !isNode(node.operator) || node.operator.value !== "~") return undefined;
  node.left = worded(node.left);
  node.right = worded(node.right);
  return undefined;
}

const either = (condition: Node, trueExpr: unknown, falseExpr: unknown): Node => ({
  type: "Ternary",
  ...{ condition, trueExpr, falseExpr },
});

/** What has a name or is written out; the rest is not evaluated twice, and seldom is what is asked for here. */
const isPlain = (node: unknown) =>
  isNode(node) && ["Identifier", "MemberExpression", "StringLiteral", "NullLiteral"].includes(String(node.type));

function loose(node: unknown, instead: Node = callOf(own.characters, [node])): unknown {
  return isPlain(node) ? either(callOf(own.isLoose, [node]), instead, node) : node;
}

function worded(node: unknown): unknown {
  if (!isPlain(node)) return node;
  const isNone = { type: "TestExpression", operand: node, negate: false, test: { type: "Identifier", value: "none" } };
  return either(isNone, textOf("None"), either(callOf(own.isWord, [node]), callOf(own.word, [node]), node));
}

const callOf = (name: string, args: readonly unknown[]): Node => ({
  type: "CallExpression",
  callee: { type: "Identifier", value: name },
  args,
});
const textOf = (value: string): Node => ({ type: "StringLiteral", value });
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function nameOf(node: unknown): string | undefined {
  return isNode(node) && node.type === "Identifier" ? String(node.value) : undefined;
}

function stripAs(text: unknown, ends: Ends, letters: unknown): string {
  if (typeof text !== "string") throw new TypeError(`Only a text can be stripped, not ${text}.`);
  return strip(text, ends, typeof letters === "string" ? letters : undefined);
}

/** Python's `==` of what a template has: a truth is a number there, and nothing else is what it is not. */
function isSame(a: unknown, b: unknown): boolean {
  const isNumber = (value: unknown) => typeof value === "number" || typeof value === "boolean";
  return isNumber(a) && isNumber(b) ? Number(a) === Number(b) : a === b;
}
