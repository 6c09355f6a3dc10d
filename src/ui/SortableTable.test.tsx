// @vitest-environment jsdom
import { act, useState } from "react";
import { createRoot } from "react-dom/client";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { SortableTable, sortedBy } from "./SortableTable.tsx";

test("rows are sorted by number or word, those without a value last, equals in their order", () => {
  const rows = [
    { id: "a", value: 2 },
    { id: "b", value: undefined },
    { id: "c", value: 9 },
    { id: "d", value: 2 },
  ];
  const ids = (descending: boolean) => sortedBy(rows, ({ value }) => value, descending).map(({ id }) => id);
  expect(ids(false)).toEqual(["a", "d", "c", "b"]);
  expect(ids(true)).toEqual(["c", "a", "d", "b"]);
  expect(sortedBy(["b", "a", "c"], (word) => word, false)).toEqual(["a", "b", "c"]);
});

test("every head is a button, and ten thousand rows are said to be more than are shown", () => {
  const html = renderToStaticMarkup(
    <SortableTable
      caption="rows"
      columns={[{ id: "n", head: "Number", numeric: true, cell: (row: number) => row, sortValue: (row) => row }]}
      rows={Array.from({ length: 10_000 }, (_, row) => row)}
      keyOf={(row) => row}
      t={(key, values) => `${key} ${JSON.stringify(values ?? {})}`}
      locale="en"
    />,
  );
  expect(html).toMatch(/<th scope="col"[^>]*><button type="button">Number/);
  expect(html.match(/<tr/g)?.length).toBe(201);
  expect(html).toContain("ui.first-of {&quot;shown&quot;:200,&quot;count&quot;:10000}");
});

function Linked() {
  const [activeId, onActive] = useState<string>();
  return (
    <SortableTable
      caption="rows"
      columns={[{ id: "word", head: "Word", cell: (word: string) => word, sortValue: (word) => word }]}
      rows={["b", "a", "c"]}
      keyOf={(word) => word}
      linked={{ activeId, onActive }}
      t={(key) => key}
      locale="en"
    />
  );
}

test("a linked row is shown while the pointer is on it, and then again the one that has the focus, in any order", async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  const page = document.body.appendChild(document.createElement("div"));
  const root = createRoot(page);
  await act(async () => root.render(<Linked />));
  const rows = () => [...page.querySelectorAll("tbody tr")];
  const active = () => rows().flatMap((row) => (row.getAttribute("data-active") === "true" ? row.textContent : []));
  const buttons = () => [...page.querySelectorAll<HTMLElement>("tbody button")];
  const move = (from: Element | undefined, to: Element | undefined) =>
    act(async () => {
      from?.dispatchEvent(new MouseEvent("pointerout", { bubbles: true, relatedTarget: to ?? document.body }));
      to?.dispatchEvent(new MouseEvent("pointerover", { bubbles: true, relatedTarget: from ?? document.body }));
    });

  await act(async () => buttons()[0]?.focus());
  expect(active()).toEqual(["b"]);
  await move(undefined, rows()[2]);
  expect(active()).toEqual(["c"]);
  await move(rows()[2], undefined);
  expect(active()).toEqual(["b"]);

  await act(async () => page.querySelector<HTMLElement>("thead button")?.click());
  expect(rows().map((row) => row.textContent)).toEqual(["a", "b", "c"]);
  expect(active()).toEqual(["b"]);
  await act(async () => buttons()[1]?.blur());
  await move(undefined, rows()[0]);
  await move(rows()[0], undefined);
  expect(active()).toEqual([]);
  await act(async () => root.unmount());
});
