import { toParityTable } from "./table.mjs";

const head = `# Parity with Python

Made by \`npm run test:parity\`; not to be edited. Each line is a tiny checkpoint of the real architecture
(\`e2e/reference\`, made by \`scripts/reference\`) with Python's own answers, driven through the built app in Chromium by
the outside contract. Equal means: scores, vectors and probabilities within 1e-3 (fp32) or 2e-2 (fp16, quantised), ids and
texts identical, times within 1e-6 s, boxes within 1 px, pictures within a level of 255, masks with an IoU of at least 0.98. On WebGPU greedy texts are
compared over their first 8 tokens. ViLT is given all patches of a picture in the order of their rows, where Python samples them at random: attention does not see
their order.

`;

/**
 * @param {Parameters<typeof toParityTable>[0]} families
 * @param {Parameters<typeof toParityTable>[1]} found
 * @param {ReadonlySet<string>} tasks
 * @param {string} [before] the document as it was: what was not found anew stays
 */
export function toParityDocument(families, found, tasks, before) {
  return `${head}${toParityTable(families, found, tasks, before)}`;
}
