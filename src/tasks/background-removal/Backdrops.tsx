import { useEffect, useId, useRef, useState } from "react";
import parts from "../../ui/parts.module.css";
import type { Speaking } from "../../ui/words.ts";
import css from "./Backdrops.module.css";
import type { Backdrop, BackdropPicture } from "./backdrop.ts";
import type { Key } from "./definition.ts";

const choices = ["checker", "white", "black", "green", "own", "picture"] as const;
type Choice = (typeof choices)[number];

const colours = { white: "#ffffff", black: "#000000", green: "#00b140" } as const;

interface BackdropsProps extends Speaking<Key> {
  readonly onBackdrop: (backdrop: Backdrop) => void;
}

/** What a cut-out lies on: nothing, one of some colours, one of the reader's own, or a picture. */
export function Backdrops({ onBackdrop, t }: BackdropsProps) {
  const group = useId();
  const [choice, setChoice] = useState<Choice>("checker");
  const [own, setOwn] = useState("#ffd166");
  const [picture, setPicture] = useState<BackdropPicture>();
  const [unreadable, setUnreadable] = useState<string>();
  const held = useRef<BackdropPicture>(undefined);
  useEffect(() => () => letGo(held.current), []);

  function choose(next: Choice, colour = own): void {
    setChoice(next);
    if (next === "checker") onBackdrop({ kind: "checker" });
    else if (next === "picture") onBackdrop({ kind: "picture", ...(picture && { picture }) });
    else onBackdrop({ kind: "colour", colour: next === "own" ? colour : colours[next] });
  }

  async function take(file: File | undefined): Promise<void> {
    if (!file) return;
    const bitmap = await createImageBitmap(file).catch(() => undefined);
    setUnreadable(bitmap ? undefined : file.name);
    if (!bitmap) return;
    letGo(held.current);
    const taken = { url: URL.createObjectURL(file), bitmap };
    held.current = taken;
    setPicture(taken);
    onBackdrop({ kind: "picture", picture: taken });
  }

  return (
    <>
      <fieldset className={css.backdrops}>
        <legend className={parts.hidden}>{t("view.backdrop")}</legend>
        {choices.map((value) => (
          <label key={value} className={css.backdrop}>
            <input
              type="radio"
              className={parts.hidden}
              name={group}
              checked={value === choice}
              onChange={() => choose(value)}
            />
            <span
              className={`${css.swatch} ${value === "checker" ? css.checker : ""}`}
              style={{ background: swatchOf(value, own, picture) }}
            />
            {t(`view.backdrop-${value}`)}
          </label>
        ))}
      </fieldset>
      {choice === "own" && (
        <input
          type="color"
          value={own}
          aria-label={t("view.backdrop-own")}
          onChange={(event) => {
            setOwn(event.currentTarget.value);
            choose("own", event.currentTarget.value);
          }}
        />
      )}
      {choice === "picture" && (
        <label className={`${parts.chip} ${css.choose}`}>
          <input
            type="file"
            accept="image/*"
            className={parts.hidden}
            onChange={(event) => take(event.currentTarget.files?.[0])}
          />
          {t("view.backdrop-file")}
        </label>
      )}
      {choice === "picture" && unreadable !== undefined && (
        <p className={parts.mute} role="alert">
          {t("view.backdrop-unreadable", { name: unreadable })}
        </p>
      )}
      {choice === "picture" && unreadable === undefined && !picture && (
        <p className={parts.mute}>{t("view.backdrop-missing")}</p>
      )}
    </>
  );
}

function swatchOf(choice: Choice, own: string, picture: BackdropPicture | undefined): string | undefined {
  if (choice === "checker") return undefined;
  if (choice === "picture") return picture && `center / cover url("${picture.url}")`;
  return choice === "own" ? own : colours[choice];
}

function letGo(picture: BackdropPicture | undefined): void {
  picture?.bitmap.close();
  if (picture) URL.revokeObjectURL(picture.url);
}
