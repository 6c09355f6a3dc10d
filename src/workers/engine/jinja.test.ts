import { afterEach, describe, expect, it, vi } from "vitest";
import { createTemplate } from "./jinja.ts";

const turns = [
  { role: "system", content: "\n  Be short.\n" },
  { role: "assistant", content: "<think>\nso\n</think>\n\n  Hello.\ufeff" },
  { role: "user", content: "x" },
];

function render(source: string): string {
  const refuse = (message: unknown) => {
    throw new Error(String(message));
  };
  return createTemplate(source, refuse)({ turns });
}

/** Values of Jinja as transformers 4.57.6 sets it up. */
describe("a template is rendered as Python does", () => {
  it.each([
    ["{{ turns[0].content.strip('\\n') }}", "  Be short."],
    ["{{ turns[0].content.lstrip('\\n') }}", "  Be short.\n"],
    ["{{ turns[0].content.rstrip('\\n') }}", "\n  Be short."],
    ["{{ turns[0].content | trim }}", "Be short."],
    ["{{ turns[0].content | trim('\\n') }}", "  Be short."],
    ["{{ turns[0]['content'].strip().strip('.B') }}", "e short"],
    ["{{ turns[1].content.split('</think>')[-1].lstrip('\\n') }}", "  Hello.\ufeff"],
    ["{{ turns[1].content.strip() }}", "<think>\nso\n</think>\n\n  Hello.\ufeff"],
    ["{{ {'a': turns[0].content.strip()}.a }}", "Be short."],
  ])("where ends are stripped: %s", (source, expected) => {
    expect(render(source)).toBe(expected);
  });

  it.each([
    [
      "{% for turn in turns %}{% if turn.role == 'system' %}{% set name = 'boss' %}{% endif %}[{{ name }}]{% endfor %}",
      "[boss][][]",
    ],
    [
      "{% set name = 'all' %}{% for turn in turns %}{% if loop.first %}{% set name = 'one' %}{% endif %}[{{ name }}]{% endfor %}{{ name }}",
      "[one][all][all]all",
    ],
    ["{% for turn in turns %}{% if loop.index == 2 %}{% continue %}{% endif %}{{ loop.index }}{% endfor %}", "13"],
    ["{% for turn in turns %}{% if loop.index == 2 %}{% break %}{% endif %}{{ loop.index }}{% endfor %}", "1"],
    [
      "{% set ns = namespace(n=0) %}{% for turn in turns %}{% set ns.n = ns.n + loop.index %}{% endfor %}{{ ns.n }}",
      "6",
    ],
    ["{% for turn in [] %}x{% else %}none{% endfor %}", "none"],
  ])("where a loop sets something: %s", (source, expected) => {
    expect(render(source)).toBe(expected);
  });

  it.each([
    ["{% if '' == false %}same{% else %}other{% endif %}", "other"],
    ["{% if turns[2].content != false %}same{% endif %}", "same"],
    ["{% if none == none and loop is not defined and 1 == true and '1' != 1 %}same{% endif %}", "same"],
    ["{% if turns[0].role == 'system' and (turns | length) == 3 %}same{% endif %}", "same"],
    ["{% if (turns[2].role == 'user') != (2 % 2 == 0) %}odd{% else %}even{% endif %}", "even"],
  ])("where it compares: %s", (source, expected) => {
    expect(render(source)).toBe(expected);
  });

  afterEach(() => vi.useRealTimers());

  it("where it asks for the date, whatever language the browser speaks", () => {
    vi.useFakeTimers({ now: new Date(2026, 2, 5, 7, 8, 9) });
    const format = vi.spyOn(Intl, "DateTimeFormat").mockImplementation(() => {
      throw new Error("asked for the browser's language");
    });
    expect(render("{{ strftime_now('%d %b %Y') }}, {{ strftime_now('%A %B %-d') }}")).toBe(
      "05 Mar 2026, Thursday March 5",
    );
    format.mockRestore();
  });

  it("from its first character on, and refused in its own words", () => {
    expect(render("\n  x")).toBe("\n  x");
    expect(() => render("{{ raise_exception('No.') }}")).toThrow("No.");
  });

  it.each([
    ["  {%+ if true %}a{% endif %}", "  a"],
    ["{% if true +%}\na{% endif %}", "\na"],
    ["a\r\n{% if true %}\r\nb{% endif %}\r\n", "a\nb"],
  ])("where white space is kept: %j", (source, expected) => {
    expect(render(source)).toBe(expected);
  });

  it.each([
    ["{% for c in 'añ😀' %}[{{ c }}]{% endfor %}", "[a][ñ][😀]"],
    ["{% for x in nope %}a{% else %}none{% endfor %}", "none"],
    ["{% for x in [1, 2, 3] if x > 1 %}{{ x }}{% endfor %}", "23"],
    ["{{ nope | upper }}|{{ nope | trim }}|{{ nope | length }}|{{ '😀' | length }}", "||0|1"],
    ["{{ none | upper }}{{ true | lower }}", "NONEtrue"],
    ["{{ 'a' ~ 1 ~ none ~ nope }}", "a1None"],
    ["{{ 'abc' | first }}{{ 'abc' | last }}{{ 'abc' | selectattr('x') | list | length }}", "ac0"],
    ["{{ [1, 2, 3] | sum }}{{ [{'n': 1}, {'n': 2}] | sum(attribute='n') }}{{ [1, 2.5] | sum(start=3) }}", "636.5"],
    ["{{ [3, 1, 2] | max }}{{ ['b', 'A'] | min }}", "3A"],
  ])("where a list is a text, or not there: %s", (source, expected) => {
    expect(render(source)).toBe(expected);
  });

  it.each([
    ["{{ 'abc'.find('c') }}{{ 'abc'.find('x') }}{{ '😀c'.index('c') }}{{ 'abcabc'.count('b') }}", "2-112"],
    [
      "{{ '-'.join(['a', 'b']) }}{{ 'abc'.removeprefix('a') }}{{ 'abc'.removesuffix('c') }}{{ '7'.zfill(3) }}",
      "a-bbcab007",
    ],
    ["{{ 'a\r\nb\n'.splitlines() | length }}{{ 'a-b-c'.partition('-')[2] }}{{ '-7'.zfill(4) }}", "2b-c-007"],
    ["{% if '12'.isdigit() and not 'a'.isdigit() and ' '.isspace() %}yes{% endif %}", "yes"],
  ])("where methods of texts are called: %s", (source, expected) => {
    expect(render(source)).toBe(expected);
  });
});
