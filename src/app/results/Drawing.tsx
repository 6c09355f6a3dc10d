import type { Modality } from "../../tasks/definition.ts";

/** A drawing of what a result of this kind looks like; it carries no meaning of its own. */
export function Drawing({ modality }: { readonly modality: Modality }) {
  return (
    <svg aria-hidden="true" className="drawing" height="132" viewBox="0 0 264 132" width="264">
      {modality === "vision" && <Picture />}
      {modality === "audio" && <Sound />}
      {(modality === "text" || modality === "multimodal") && <Words />}
    </svg>
  );
}

const barWidths = [96, 70, 44, 22] as const;

function Bars({ x, y }: { readonly x: number; readonly y: number }) {
  return barWidths.map((width, index) => (
    <g key={width}>
      <rect className="drawing-soft" height="8" rx="4" width="104" x={x} y={y + index * 22} />
      <rect
        className={index === 0 ? "drawing-accent" : "drawing-line"}
        height="8"
        rx="4"
        width={width}
        x={x}
        y={y + index * 22}
      />
    </g>
  ));
}

function Picture() {
  return (
    <>
      <rect className="drawing-soft" height="108" rx="8" width="124" x="8" y="12" />
      <path className="drawing-line" d="m8 104 34-36 24 22 22-18 44 40v2a6 6 0 0 1-6 6H14a6 6 0 0 1-6-6Z" />
      <circle className="drawing-accent" cx="98" cy="40" r="11" />
      <Bars x={152} y={27} />
    </>
  );
}

const heights = [10, 22, 44, 30, 58, 36, 62, 28, 46, 18, 34, 52, 24, 40, 14, 26, 8] as const;
const lineWidths = [178, 236, 132] as const;

function Sound() {
  return (
    <>
      <path
        className="drawing-bars"
        d={heights.map((height, at) => `M${17 + at * 14} ${38 - height / 2}v${height}`).join("")}
      />
      {lineWidths.map((width, index) => (
        <rect className="drawing-line" height="8" key={width} rx="4" width={width} x="14" y={84 + index * 17} />
      ))}
    </>
  );
}

function Words() {
  return (
    <>
      {lineWidths.map((width, index) => (
        <rect className="drawing-line" height="9" key={width} rx="4" width={width / 2} x="8" y={28 + index * 22} />
      ))}
      <rect className="drawing-soft" height="9" rx="4" width="74" x="8" y="94" />
      <path className="drawing-stroke" d="M134 66h8m-3-4 4 4-4 4" />
      <Bars x={152} y={27} />
    </>
  );
}
