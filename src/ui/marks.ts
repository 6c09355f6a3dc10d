import type { Sheet } from "./canvas.ts";

/** A point on a sheet, in CSS pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

const colours = ["--s1", "--s2", "--s3", "--s4", "--s5", "--s6"] as const;
const family = "system-ui, sans-serif";
/** Up to here each point can have its text beside it. */
const labelledPoints = 40;
const labelLength = 22;

/** The colour token of a group; the next six groups have the same with another shape. */
export function tokenOf(group: number): string {
  return colours[group % colours.length] ?? "--s1";
}

/** In CSS pixels: ten thousand points must not become one spot. */
export function radiusFor(points: number): number {
  if (points > 3000) return 1.5;
  if (points > 400) return 2.5;
  return points > labelledPoints ? 4 : 5;
}

/** A disc; from the seventh group on a square, which is not told apart by colour alone. */
export function drawMark(context: CanvasRenderingContext2D, group: number, x: number, y: number, radius: number): void {
  if (group >= colours.length || radius < 2) {
    context.fillRect(x - radius, y - radius, radius * 2, radius * 2);
    return;
  }
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

/** Texts beside few points, and the numbers of groups in their middle. */
export function drawLabels(
  { context, width, ink }: Sheet,
  places: readonly Place[],
  labels: readonly string[],
  groups: Uint8Array | undefined,
): void {
  if (places.length <= labelledPoints) drawTexts(context, width, ink, places, labels);
  if (groups) drawNumbers(context, ink, places, groups);
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

function drawTexts(
  context: CanvasRenderingContext2D,
  width: number,
  ink: Sheet["ink"],
  places: readonly Place[],
  labels: readonly string[],
): void {
  context.font = `12px ${family}`;
  context.fillStyle = ink("--ink");
  context.textBaseline = "middle";
  const taken: Box[] = [];
  for (const [row, { x, y }] of places.entries()) {
    const text = labels[row] ?? "";
    const short = [...text].length > labelLength ? `${[...text].slice(0, labelLength).join("")}\u2026` : text;
    const length = context.measureText(short).width;
    const left = x + 10 + length > width ? x - 10 - length : x + 10;
    const box = { left, right: left + length, y };
    const isFree = taken.every((other) => Math.abs(other.y - y) > 14 || other.right < left || other.left > box.right);
    // Where two would lie over each other the first stays; the table and the pointer tell the other.
    if (!isFree || left < 0) continue;
    taken.push(box);
    context.fillText(short, left, y);
  }
}

function drawNumbers(
  context: CanvasRenderingContext2D,
  ink: Sheet["ink"],
  places: readonly Place[],
  groups: Uint8Array,
): void {
  const count = groups.reduce((most, group) => Math.max(most, group + 1), 0);
  if (count < 2) return;
  context.font = `600 12px ${family}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (let group = 0; group < count; group++) {
    const own = sampleOf(places, groups, group);
    const x = middleOf(own.map((place) => place.x));
    const y = middleOf(own.map((place) => place.y)) - (places.length <= labelledPoints ? 18 : 0);
    context.fillStyle = ink("--panel");
    context.beginPath();
    context.arc(x, y, 10, 0, 2 * Math.PI);
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = ink(tokenOf(group));
    context.stroke();
    context.fillStyle = ink("--ink");
    context.fillText(String(group + 1), x, y + 0.5);
  }
  context.textAlign = "start";
}

/** Points of a group that its middle is taken of; more would move it by less than a pixel. */
const sampledPoints = 200;

function sampleOf(places: readonly Place[], groups: Uint8Array, group: number): readonly Place[] {
  const own: Place[] = [];
  for (let row = 0; row < places.length && own.length < sampledPoints; row++) {
    const place = places[row];
    if (place && groups[row] === group) own.push(place);
  }
  return own;
}

/** The median: a few that lie far away do not pull it along. */
function middleOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
