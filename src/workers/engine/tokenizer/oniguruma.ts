import { TaskError } from "../../../shared/errors.ts";
import { anchors, classes, controls, isClass, isProperty, literal, posix, variantsOf } from "./oniguruma-names.ts";

/**
 * A pattern of a `tokenizer.json` as JavaScript reads it. Rust reads them with Oniguruma in Ruby's syntax, where classes
 * nest, `^` and `$` stand at every line, `\h` is a hexadecimal digit and `a++` gives nothing back.
 * @throws TaskError `model-unsupported` for what JavaScript has no word for
 */
export function fromOniguruma(pattern: string): RegExp {
  try {
    return new RegExp(createReader(pattern).all(), "gv");
  } catch (error) {
    throw new TaskError("model-unsupported", `The tokenizer's pattern ${pattern} is not known here.`, String(error));
  }
}

/** The text itself, no pattern. */
export function literally(text: string): RegExp {
  return new RegExp([...text].map(literal).join(""), "gv");
}

interface Flags {
  readonly ignoresCase: boolean;
  readonly dotAll: boolean;
}

function createReader(pattern: string) {
  const chars = [...pattern];
  let at = 0;
  let atomic = 0;

  const peek = (offset = 0) => chars[at + offset];
  const isNext = (text: string) => [...text].every((char, index) => chars[at + index] === char);

  function take(): string {
    const char = chars[at++];
    if (char === undefined) throw new SyntaxError("The pattern ends in the middle.");
    return char;
  }

  function until(end: string): string {
    let text = "";
    for (let char = take(); char !== end; char = take()) text += char;
    return text;
  }

  function all(): string {
    const source = alternatives({ ignoresCase: false, dotAll: false });
    if (at < chars.length) throw new SyntaxError("A bracket closes that did not open.");
    return source;
  }

  function alternatives(outer: Flags): string {
    let flags = outer;
    let source = "";
    while (at < chars.length && peek() !== ")") {
      if (peek() === "|") source += take();
      else if (isNext("(?") && /^[imx]*-?[imx]*$/.test(chars.slice(at + 2, chars.indexOf(")", at)).join(""))) {
        at += 2;
        flags = flagsOf(until(")"), flags);
      } else source += repeated(atom(flags));
    }
    return source;
  }

  /** An atom with what says how often; a possessive one keeps what it took, which a lookahead does in JavaScript. */
  function repeated(source: string): string {
    const [range] = /^\{\d*(?:,\d*)?\}/.exec(chars.slice(at, at + 16).join("")) ?? [];
    const isRange = range !== undefined && /\d/.test(range);
    if (!isRange && !["*", "+", "?"].includes(peek() ?? "")) return source;
    const times = isRange ? range.replace("{,", "{0,") : take();
    if (isRange) at += range.length;
    if (peek() === "?") return repeated(source + times + take());
    if (peek() === "+" && !isRange) {
      take();
      return repeated(atomicOf(source + times));
    }
    // In Ruby's syntax a count may be counted again.
    return ["*", "+", "?", "{"].includes(peek() ?? "") ? repeated(`(?:${source + times})`) : source + times;
  }

  function atomicOf(source: string): string {
    const name = `atomic${atomic++}`;
    return `(?:(?=(?<${name}>${source}))\\k<${name}>)`;
  }

  function atom(flags: Flags): string {
    const char = take();
    switch (char) {
      case "(":
        return group(flags);
      case "[":
        return `[${inClass(flags)}]`;
      case ".":
        return flags.dotAll ? "[\\s\\S]" : "[^\\n]";
      case "^":
        return "(?<![^\\n])";
      case "$":
        return "(?![^\\n])";
      case "\\":
        return escaped(flags);
      default:
        return cased(char, flags);
    }
  }

  function group(flags: Flags): string {
    if (peek() !== "?") return closed("(", flags);
    take();
    if (isNext("#")) {
      until(")");
      return "(?:)";
    }
    for (const open of [":", "=", "!", "<=", "<!"]) {
      if (!isNext(open)) continue;
      at += open.length;
      return closed(`(?${open}`, flags);
    }
    if (isNext(">")) {
      take();
      return atomicOf(closed("(?:", flags));
    }
    if (isNext("<")) return closed(`(?${until(">")}>`, flags);
    return closed("(?:", flagsOf(until(":"), flags));
  }

  function closed(open: string, flags: Flags): string {
    const source = `${open}${alternatives(flags)})`;
    if (take() !== ")") throw new SyntaxError("A group does not close.");
    return source;
  }

  function inClass(flags: Flags): string {
    let source = "";
    if (peek() === "^") source += take();
    let isFirst = true;
    for (let char = take(); char !== "]" || isFirst; char = take()) {
      isFirst = false;
      if (char === "[" && isNext(":")) source += posixClass();
      else if (char === "[") source += `[${inClass(flags)}]`;
      else if (char === "&" && peek() === "&") source += char + take();
      else if (char === "\\" && isClass(peek())) source += escapedClass();
      else source += rangeFrom(char === "\\" ? escapedChar() : char, flags);
    }
    // An intersection takes only whole classes in JavaScript.
    return source.includes("&&") ? intersection(source) : source;
  }

  function posixClass(): string {
    take();
    const isNot = peek() === "^";
    if (isNot) take();
    const found = posix[until(":")];
    if (found === undefined || take() !== "]") throw new SyntaxError("The class has no such name.");
    return isNot ? `[^${found}]` : found;
  }

  function rangeFrom(first: string, flags: Flags): string {
    if (peek() !== "-" || ["]", "[", undefined].includes(peek(1)) || (peek(1) === "\\" && isClass(peek(2)))) {
      return flags.ignoresCase ? variantsOf(first).map(literal).join("") : literal(first);
    }
    take();
    const char = take();
    const last = char === "\\" ? escapedChar() : char;
    if (flags.ignoresCase) throw new SyntaxError("Ranges that ignore case are not known here.");
    return `${literal(first)}-${literal(last)}`;
  }

  function escapedClass(): string {
    const char = peek() ?? "";
    const found = classes[char.toLowerCase()];
    if (found === undefined) return property();
    take();
    return char === char.toLowerCase() ? found : `[^${found}]`;
  }

  function escaped(flags: Flags): string {
    const char = peek() ?? "";
    if (isClass(char)) return `[${escapedClass()}]`;
    const anchor = anchors[char];
    if (anchor !== undefined) {
      take();
      return anchor;
    }
    if (/[1-9k]/.test(char)) throw new SyntaxError("Back references are not known here.");
    return cased(escapedChar(), flags);
  }

  function escapedChar(): string {
    const char = take();
    if (char === "x" && peek() === "{") {
      take();
      return String.fromCodePoint(Number.parseInt(until("}"), 16));
    }
    if (char === "x" || char === "u") {
      const length = char === "x" ? 2 : 4;
      const code = Number.parseInt(chars.slice(at, at + length).join(""), 16);
      at += length;
      return String.fromCodePoint(code);
    }
    return char === "0" ? "\0" : (controls[char] ?? char);
  }

  /** `\p{Han}` is a script, `\p{L}` a category, and `\p{Alpha}` the class of POSIX. */
  function property(): string {
    let isNot = take() === "P";
    if (take() !== "{") throw new SyntaxError("A property has no name.");
    const written = until("}");
    if (written.startsWith("^")) isNot = !isNot;
    const name = written.replace(/^\^/, "");
    const found = posix[name.toLowerCase()];
    if (found !== undefined) return `[${isNot ? "^" : ""}${found}]`;
    const known = [name, `Script=${name}`].find(isProperty);
    if (known === undefined) throw new SyntaxError(`There is no property ${name}.`);
    return `\\${isNot ? "P" : "p"}{${known}}`;
  }

  return { all };
}

function intersection(source: string): string {
  const isNot = source.startsWith("^");
  const parts = (isNot ? source.slice(1) : source).split("&&").map((part) => `[${part}]`);
  return `${isNot ? "^" : ""}${parts.join("&&")}`;
}

function flagsOf(written: string, flags: Flags): Flags {
  const [on = "", off = ""] = written.split("-");
  if (/[^imx]/.test(on + off) || on.includes("x")) throw new SyntaxError(`The flags ${written} are not known here.`);
  return {
    ignoresCase: (flags.ignoresCase || on.includes("i")) && !off.includes("i"),
    dotAll: (flags.dotAll || on.includes("m")) && !off.includes("m"),
  };
}

function cased(char: string, { ignoresCase }: Flags): string {
  const variants = ignoresCase ? variantsOf(char) : [char];
  return variants.length > 1 ? `[${variants.join("")}]` : literal(char);
}
