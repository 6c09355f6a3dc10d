import { describe, expect, it } from "vitest";
import { root } from "../shared/root.mjs";
import { noticesOf, packageOf } from "./licences.mjs";
import { licencesPage } from "./licences-page.mjs";

describe("the licences of what ships", () => {
  it("are those of the packages that modules come from", () => {
    expect(packageOf("/x/node_modules/react/index.js")).toBe("react");
    expect(packageOf("/x/node_modules/a/node_modules/@scope/b/c.js?url")).toBe("@scope/b");
    expect(packageOf("/x/src/app/main.tsx")).toBeUndefined();
  });

  it("have version, licence and text, of dependencies too, and not of what an override put in their place", () => {
    const notices = noticesOf(["@huggingface/transformers", "react-dom"], root);
    const names = notices.map(({ name }) => name);
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
    expect(names).toEqual(expect.arrayContaining(["@huggingface/jinja", "onnxruntime-web", "react-dom", "scheduler"]));
    expect(names).not.toContain("sharp");
    expect(notices.find(({ name }) => name === "react-dom")).toMatchObject({ licence: "MIT" });
    expect(notices.find(({ name }) => name === "react-dom")?.text).toContain("Permission is hereby granted");
  });

  it("stand in the page as text, whatever they hold", () => {
    const notices = [{ name: "x", version: "1.0.0", licence: "MIT", text: "<script>alert('&')</script>" }];
    const page = licencesPage({ notices, models: [], own: { notice: "Ours", licence: "Apache" } });
    expect(page).toContain("x 1.0.0: MIT");
    expect(page).toContain("&lt;script&gt;alert('&amp;')&lt;/script&gt;");
    expect(page).not.toContain("<script");
  });
});
