import { median } from "./statistics.mjs";

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {number} count
 * @property {readonly number[]} quartiles
 * @property {readonly number[]} [values] ours, in ms, where the figure is a ratio
 * @property {readonly number[]} [others]
 */

/** @typedef {{ readonly size: number, readonly ms: number }} Point */

/**
 * @typedef {object} Measured
 * @property {string} title
 * @property {string} bound
 * @property {string} date
 * @property {number} loadBefore the machine's load a minute before: above 1, something else was running
 * @property {readonly Row[]} rows
 * @property {readonly Point[]} [points] where the figure is how time grows
 */

/** @param {number} value */
const shown = (value) => (value < 10 ? value.toFixed(2) : value.toFixed(0));

/** @param {Readonly<Record<string, Measured>>} measured @returns {string} Markdown */
export function reportOf(measured) {
  const parts = Object.values(measured).map(({ title, bound, date, loadBefore, rows }) => {
    const lines = rows.map(({ name, count, quartiles, values, others }) => {
      const medians = values && others ? [values, others].map((all) => shown(median(all))).join(" / ") : "";
      const [low = 0, middle = 0, high = 0] = quartiles;
      return `| ${name} | ${shown(low)} / **${shown(middle)}** / ${shown(high)} | ${medians} | ${count} |`;
    });
    return `## ${title}

Bound: ${bound}. Measured ${date}; load of the machine before it: ${loadBefore.toFixed(1)}.

| | lower quartile / **median** / upper | medians | measured |
|---|---:|---:|---:|
${lines.join("\n")}
`;
  });
  return `# Results of the bench

Written by \`npm run bench\`; \`bench/README.md\` says what is measured and how. Ratios are of one run on one machine, in turns.

${parts.join("\n")}`;
}
