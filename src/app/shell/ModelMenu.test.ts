import { expect, it } from "vitest";
import { models } from "../../tasks/text-generation/models.ts";
import { entriesFor } from "./ModelMenu.tsx";

const entries = [...models.map((card) => ({ id: card.id, card })), { id: "site/own", card: undefined }];
const found = (text: string) => entriesFor(entries, text).map(({ id }) => id);

it("models are found by parts of their id, family, licence and language", () => {
  expect(found("")).toHaveLength(entries.length);
  expect(found("qwen3 zh")).toEqual(models.filter(({ id }) => id.includes("Qwen3")).map(({ id }) => id));
  expect(found("SITE/")).toEqual(["site/own"]);
  expect(found("nothing like it")).toEqual([]);
});
