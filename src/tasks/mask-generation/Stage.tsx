import { type KeyboardEvent, type PointerEvent, useMemo, useState } from "react";
import { originalOf, type Pixels } from "../../shared/media.ts";
import { PixelsCanvas } from "../../ui/PixelsCanvas.tsx";
import { PointedPicture } from "../../ui/PointedPicture.tsx";
import parts from "../../ui/parts.module.css";
import { middleOf, movedProbe } from "../../ui/probe.ts";
import { Segmented } from "../../ui/Segmented.tsx";
import { SegmentTint } from "../../ui/SegmentTint.tsx";
import { rgbOf, type SegmentMap } from "../../ui/segment-map.ts";
import type { Speaking } from "../../ui/words.ts";
import type { Key } from "./definition.ts";
import { Marks } from "./Marks.tsx";
import {
  boxBetween,
  type History,
  isSame,
  type Mode,
  modes,
  type Place,
  placeAt,
  undone,
  withPoint,
} from "./pointing.ts";
import { type Box, isEmpty, type Prompt } from "./prompt.ts";

/** A hand that clicks moves by less, in pixels of the screen. */
const dragFrom = 6;
const opacity = 0.55;
const colours = [rgbOf(0)];

interface StageProps extends Speaking<Key> {
  readonly picture: Pixels;
  readonly prompt: Prompt;
  /** Of the mask that is shown; 1 where it is. */
  readonly map?: SegmentMap | undefined;
  /** What to do, where nothing is chosen yet. */
  readonly hint: string;
  readonly onPrompt: (prompt: Prompt) => void;
}

interface Press {
  readonly at: Place;
  readonly screen: readonly [x: number, y: number];
  /** It left its place: a box is being drawn. */
  readonly isDrag: boolean;
}

/** A picture on which is pointed: a click keeps, or leaves out, and a drag draws a box. By keys the same. */
export function Stage({ picture, prompt, map, hint, onPrompt, t }: StageProps) {
  const [mode, setMode] = useState<Mode>("keep");
  const [press, setPress] = useState<Press>();
  /** A corner that was set without dragging; the next place is the other. */
  const [corner, setCorner] = useState<Place>();
  const [cursor, setCursor] = useState<Place>();
  const [history, setHistory] = useState<History>();
  const size = useMemo(() => originalOf(picture), [picture]);
  const from = press?.isDrag ? press.at : corner;
  const draft: Box | null = from && cursor ? boxBetween(from, cursor) : null;

  function change(next: Prompt): void {
    setCorner(undefined);
    if (isSame(next, prompt)) return;
    const before = history && isSame(history.last, prompt) ? history.before : [];
    setHistory({ before: [...before, prompt], last: next });
    onPrompt(next);
  }

  function undo(): void {
    const back = undone(prompt, history);
    setCorner(undefined);
    setHistory(history && { before: history.before.slice(0, -1), last: back });
    onPrompt(back);
  }

  function set(place: Place, isOther: boolean): void {
    if (mode !== "box") change(withPoint(prompt, place, (mode === "keep") === isOther ? 0 : 1));
    else if (corner) frame(corner, place);
    else setCorner(place);
  }

  function frame(one: Place, other: Place): void {
    const box = boxBetween(one, other);
    if (box) change({ ...prompt, box });
  }

  function follow(across: number, down: number, event: PointerEvent): void {
    const place = placeAt(across, down, size);
    setCursor(place);
    if (event.type === "pointerdown") {
      if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId);
      setPress({ at: place, screen: [event.clientX, event.clientY], isDrag: false });
    } else if (press && event.buttons & 1 && !press.isDrag) {
      const [x, y] = press.screen;
      if (Math.hypot(event.clientX - x, event.clientY - y) > dragFrom) setPress({ ...press, isDrag: true });
    }
  }

  function release(across: number, down: number, event: PointerEvent): void {
    const place = placeAt(across, down, size);
    setPress(undefined);
    if (press?.isDrag) frame(press.at, place);
    else if (press) set(place, event.altKey || event.ctrlKey || event.button === 2);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const moved = movedProbe(cursor, event.key, event.shiftKey, size);
    if (moved) setCursor(moved);
    else if (event.key === "Enter") set(cursor ?? middleOf(size), event.altKey);
    else if (event.key === "Backspace" || event.key === "Delete") undo();
    else if (event.key === "Escape" && corner) setCorner(undefined);
    else return;
    event.preventDefault();
  }

  const readout = cursor ? t(corner ? "view.at-corner" : `view.at-${mode}`, { ...cursor }) : "";
  return (
    <div className={parts.column}>
      <div className={parts.row}>
        <Segmented
          label={t("view.mode")}
          value={mode}
          onChange={(next) => {
            setMode(next);
            setCorner(undefined);
          }}
          choices={modes.map((value) => ({ value, label: t(`view.mode-${value}`) }))}
        />
        <button type="button" className={parts.chip} disabled={isEmpty(prompt)} onClick={undo}>
          {t("view.undo")}
        </button>
        <button
          type="button"
          className={parts.chip}
          disabled={isEmpty(prompt)}
          onClick={() => change({ points: [], box: null })}
        >
          {t("view.clear")}
        </button>
      </div>
      <p className={parts.mute}>{hint}</p>
      <PointedPicture
        size={size}
        label={t("view.stage")}
        readout={readout}
        isDrawnOn={mode === "box"}
        onPoint={follow}
        onRelease={release}
        onCancel={() => setPress(undefined)}
        onFocus={() => setCursor((known) => known ?? middleOf(size))}
        onKeyDown={onKeyDown}
      >
        <PixelsCanvas pixels={picture} label={t("view.picture")} className={parts.layer} />
        {map && <SegmentTint map={map} colours={colours} active={undefined} opacity={opacity} />}
        <Marks size={size} prompt={prompt} draft={draft} corner={corner} cursor={press ? undefined : cursor} />
      </PointedPicture>
    </div>
  );
}
