import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
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
