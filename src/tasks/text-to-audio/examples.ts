import type { Example } from "../definition.ts";

export const examples: readonly Example[] = [
  { id: "tea", language: "en", input: { text: "The kettle is on, and there is room for one more at the table." } },
  {
    id: "walk",
    language: "en",
    input: {
      text: "The path begins behind the mill. It follows the river for a mile and then climbs to the old chapel. On a clear day you can see the sea.",
    },
    options: { split: "sentences" },
  },
  // MMS has no Chinese voice: English as it is taught there.
  { id: "beijing", language: "zh-CN", input: { text: "Welcome to Beijing. The next train leaves in five minutes." } },
];
