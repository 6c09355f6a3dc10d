import { expect, test } from "vitest";
import { endIdsOf } from "./end-ids.ts";

const idsWith = async (generation: Record<string, unknown> | undefined, config: Record<string, unknown>) => [
  ...(await endIdsOf({ json: async () => generation, config })),
];

// Python's `generation_config.eos_token_id` after `from_pretrained`, with these files.
test.each([
  ["one id", { eos_token_id: 2 }, { eos_token_id: 3 }, [2]],
  ["several ids", { eos_token_id: [2, 5] }, {}, [2, 5]],
  ["a file that names none", { bos_token_id: 1 }, { eos_token_id: 3 }, []],
  ["a file that says null", { eos_token_id: null }, { eos_token_id: 3 }, []],
  ["no file", undefined, { eos_token_id: 3 }, [3]],
  ["nothing at all", undefined, {}, []],
])("a text ends as Python's would: %s", async (_, generation, config, expected) => {
  expect(await idsWith(generation, config)).toEqual(expected);
});
