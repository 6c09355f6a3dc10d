const [width, height, margin] = [480, 320, 56];

/**
 * Points on two logarithmic axes, with a line through the first along which time grows as the size does.
 * @param {string} title
 * @param {string} unit
 * @param {readonly { readonly size: number, readonly ms: number }[]} points
 */
export function plotOf(title, unit, points) {
  const axis = (/** @type {readonly number[]} */ values, /** @type {number} */ from, /** @type {number} */ to) => {
    const [least, most] = [Math.log10(Math.min(...values)), Math.log10(Math.max(...values))];
    return (/** @type {number} */ value) => from + ((Math.log10(value) - least) / (most - least || 1)) * (to - from);
  };
  const first = points[0] ?? { size: 1, ms: 1 };
  const linear = points.map(({ size }) => ({ size, ms: (first.ms * size) / first.size }));
  const x = axis(
    points.map(({ size }) => size),
    margin,
    width - margin / 2,
  );
  const y = axis(
    [...points, ...linear].map(({ ms }) => ms),
    height - margin,
    margin,
  );
  const pathOf = (/** @type {readonly { size: number, ms: number }[]} */ line) =>
    line.map(({ size, ms }, at) => `${at === 0 ? "M" : "L"}${x(size).toFixed(1)} ${y(ms).toFixed(1)}`).join("");
  const marks = points.map(
    ({ size, ms }) =>
      `<circle cx="${x(size).toFixed(1)}" cy="${y(ms).toFixed(1)}" r="3.5" fill="#1d56e0"/>` +
      `<text x="${x(size).toFixed(1)}" y="${height - margin + 18}" text-anchor="middle">${size}</text>` +
      `<text x="${x(size).toFixed(1)}" y="${(y(ms) - 9).toFixed(1)}" text-anchor="middle">${Math.round(ms)} ms</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="#fff"/><text x="${width / 2}" y="22" text-anchor="middle" font-size="13">${title}</text>
<path d="${pathOf(linear)}" fill="none" stroke="#999" stroke-dasharray="4 4"/><path d="${pathOf(points)}" fill="none" stroke="#1d56e0" stroke-width="2"/>
${marks.join("\n")}
<text x="${width / 2}" y="${height - 14}" text-anchor="middle">${unit}; dashed: as the size</text>
</svg>
`;
}
