export const classes = 150;
export const from = { width: 128, height: 128 };

/**
 * What SegFormer gives, [150, 128, 128]: as a trained model gives it, regions with soft edges; or noise, in which every
 * class may win anywhere.
 * @param {string} kind
 */
export function logitsOf(kind) {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const plane = from.width * from.height;
  if (kind === "noise") return Float32Array.from({ length: classes * plane }, () => 4 * random());
  const logits = new Float32Array(classes * plane);
  for (let name = 0; name < classes; name++) {
    const [x, y, reach] = [random() * from.width, random() * from.height, 10 + 30 * random()];
    for (let at = 0; at < plane; at++) {
      const far = Math.hypot((at % from.width) - x, Math.floor(at / from.width) - y);
      logits[name * plane + at] = 6 - (far / reach) * 4 + random() * 0.3;
    }
  }
  return logits;
}

/**
 * By megapixels.
 * @type {Readonly<Record<string, { readonly width: number, readonly height: number }>>}
 */
export const pictures = {
  0.1: { width: 365, height: 274 },
  1: { width: 1155, height: 866 },
  12: { width: 4000, height: 3000 },
  48: { width: 8000, height: 6000 },
};
