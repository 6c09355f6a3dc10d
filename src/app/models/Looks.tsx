import type { Branch, Stack } from "../../hub/anatomy.ts";
import { countText } from "../../ui/number.ts";
import { useWords } from "../i18n/words.tsx";

interface LooksProps {
  readonly branch: Branch;
  readonly stacks: readonly Stack[];
}

type May = (from: number, to: number) => boolean;

/** Tokens of a picture: enough to see a triangle and a band. */
const shown = 8;
/** A window of thousands of tokens, in a picture of eight. */
const shownWindow = 3;

const all: May = () => true;
const before: May = (from, to) => to <= from;

/** What may look at what: a row for each token that looks, a column for each that it may see. */
export function Looks({ branch, stacks }: LooksProps) {
  const { t, locale } = useWords();
  const pictures = stacks.flatMap(({ role, layers, window }) => {
    const whole = { key: role, may: role === "encoder" ? all : before, label: t(`anatomy.looks.${role}`) };
    if (!window) return [whole];
    const near: May =
      role === "encoder"
        ? (from, to) => Math.abs(from - to) < shownWindow
        : (from, to) => to <= from && from - to < shownWindow;
    const values = { tokens: countText(window.tokens, locale), layers: countText(window.layers, locale) };
    const band = { key: `${role}-window`, may: near, label: t(`anatomy.looks.window.${role}`, values) };
    return window.layers < layers ? [band, whole] : [band];
  });
  const across = { key: "across", may: all, label: t("anatomy.looks.across") };
  return (
    <ul className="anatomy-looks">
      {[...pictures, ...(branch === "encoder-decoder" ? [across] : [])].map(({ key, may, label }) => (
        <li key={key}>
          <Picture may={may} />
          <span>{label}</span>
        </li>
      ))}
    </ul>
  );
}

function Picture({ may }: { readonly may: May }) {
  const places = Array.from({ length: shown }, (_, place) => place);
  return (
    <svg aria-hidden="true" className="anatomy-picture" viewBox={`0 0 ${shown} ${shown}`}>
      {places.flatMap((from) =>
        places.map((to) => (
          <rect
            data-may={may(from, to) || undefined}
            height={0.86}
            key={`${from} ${to}`}
            width={0.86}
            x={to + 0.07}
            y={from + 0.07}
          />
        )),
      )}
    </svg>
  );
}
