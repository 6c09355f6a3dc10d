import { interpolatePlane, type Plane, resizePlane } from "../../shared/image/planes.ts";
import { type Size, zoePadding } from "../../shared/image/size.ts";

/** What a model gave: a depth for each of its pixels. */
export interface Answer extends Plane {
  /** How wide DepthPro takes the view to be, in degrees. */
  readonly fieldOfView?: number | undefined;
  /** Graphs made of the code of DepthPro's authors, which tell a focal length beside, have metres already. */
  readonly isMetric?: boolean;
}

/** How a class of Python's image processors reads its model's answer: `post_process_depth_estimation`. */
export interface Reading {
  readonly className: string | undefined;
  /** Whether the model saw the picture with a mirrored border. */
  readonly isPadded: boolean;
}

/** Depths for each pixel of the picture, in Python's float32. */
export function depthsOf(answer: Answer, { className, isPadded }: Reading, picture: Size): Float32Array<ArrayBuffer> {
  if (className === "DepthPro") return inMetres(answer, picture);
  if (className !== "ZoeDepth" || !isPadded) return interpolatePlane(answer, picture).data;
  const around = zoePadding(picture);
  const width = picture.width + 2 * around.width;
  const whole = interpolatePlane(answer, { width, height: picture.height + 2 * around.height }).data;
  const depths = new Float32Array(picture.width * picture.height);
  for (let y = 0; y < picture.height; y++) {
    const from = (y + around.height) * width + around.width;
    depths.set(whole.subarray(from, from + picture.width), y * picture.width);
  }
  return depths;
}

/** DepthPro tells how near things are at the focal length of 1; metres are what is left of it. */
function inMetres({ data, width, height, fieldOfView, isMetric }: Answer, picture: Size): Float32Array<ArrayBuffer> {
  const half = Math.fround(Math.fround(((fieldOfView ?? 0) * Math.PI) / 180) * 0.5);
  const focal = Math.fround((0.5 * picture.width) / Math.fround(Math.tan(half)));
  const scale = (value: number) => Math.fround(Math.fround(value * picture.width) / focal);
  const nearness = fieldOfView === undefined ? data : data.map(scale);
  const { data: resized } = resizePlane({ data: nearness, width, height }, picture, "bilinear", false);
  return Float32Array.from(resized, (value) => (isMetric ? value : 1 / Math.min(1e4, Math.max(1e-4, value))));
}
