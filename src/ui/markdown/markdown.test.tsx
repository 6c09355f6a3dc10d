import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { Body } from "./Body.tsx";
import { highlight } from "./highlight.ts";

const html = (text: string) => renderToStaticMarkup(<Body text={text} t={(key) => key} />);

describe("Markdown", () => {
  test("is drawn as elements, below the headings of the page", () => {
    const drawn = html("# Title\n\nOne **two** *three* `four`\n\n1. a\n2. b\n   - c\n\n> said\n\n- [x] done");
    for (const part of [
      "<h3>Title</h3>",
      "<strong>two</strong>",
      "<em>three</em>",
      "four</code>",
      '<ol start="1">',
      "<blockquote>",
      'type="checkbox"',
    ]) {
      expect(drawn).toContain(part);
    }
  });

  test("shows tables, and code with its language and a button to copy it", () => {
    const drawn = html("| a | b |\n|---|--:|\n| 1 | 2 |\n\n```python\nprint(1 < 2)\n```");
    expect(drawn).toContain('<td style="text-align:right">2</td>');
    expect(drawn).toContain("<span>python</span>");
    expect(drawn).toContain("print(1 &lt; 2)");
    expect(drawn).toContain("ui.copy");
  });

  test("shows code that is still being written", () => {
    expect(html("Here:\n\n```js\nconst a = 1;\nconst")).toContain("const a = 1;\nconst</code>");
  });

  test.each([
    ["a script", "<script>alert(1)</script>", "&lt;script&gt;"],
    ["an element with a handler", '<img src="x" onerror="alert(1)">', "&lt;img"],
    ["HTML within a line", "so <b onclick=alert(1)>bold</b>", "&lt;b onclick"],
  ])("shows %s as text", (_, text, shown) => {
    const drawn = html(text);
    expect(drawn).toContain(shown);
    expect(drawn).not.toMatch(/<(?:script|img|b)\b/);
  });

  test("links to the web and to mail alone, and fetches no picture", () => {
    expect(html("[a](https://example.org/x)")).toContain(
      '<a href="https://example.org/x" rel="noreferrer noopener" target="_blank">a</a>',
    );
    for (const address of ["javascript:alert(1)", "data:text/html,x", "/local", "vbscript:x"]) {
      const drawn = html(`[a](${address})`);
      expect(drawn).not.toContain("<a");
      expect(drawn).toContain("a");
    }
    const picture = html("![cat](https://example.org/cat.png)");
    expect(picture).not.toContain("<img");
    expect(picture).toContain(">cat</a>");
  });
});

describe("code", () => {
  test("is cut into coloured pieces that say the same", async () => {
    const code = "def add(a, b):\n    return a + b  # sum\n";
    const pieces = (await highlight(code, "Python")) ?? [];
    const textOf = (of: typeof pieces): string =>
      of.map((piece) => (typeof piece === "string" ? piece : textOf(piece.pieces))).join("");
    expect(textOf(pieces)).toBe(code);
    expect(pieces).toContainEqual({ name: "hljs-keyword", pieces: ["def"] });
  });

  test("of a language without a grammar stays as it is", async () => {
    expect(await highlight("x", "brainfuck")).toBeUndefined();
    expect(await highlight("x", "constructor")).toBeUndefined();
  });
});
