import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { findMove, followed, type Key, type Offered } from "./moves.ts";

export interface Combobox {
  readonly isOpen: boolean;
  /** The option that the arrows have led to. */
  readonly active: string | undefined;
  /** Whether arrows were pressed, even if the list that they move in has not come yet. */
  isLed(): boolean;
  readonly listId: string;
  optionIdOf(key: string): string;
  /** Tells what the list shows. Called at each change. */
  offer(offered: Offered): void;
  open(): void;
  close(): void;
  choose(key: string): void;
  /** Text was typed: what was active may not be there any more. */
  typed(): void;
  onKeyDown(event: KeyboardEvent): void;
  /** Of the input that has the focus all the time (ARIA Authoring Practices, "Combobox Pattern"). */
  readonly inputProps: {
    readonly role: "combobox";
    readonly "aria-autocomplete": "list";
    readonly "aria-expanded": boolean;
    readonly "aria-controls": string | undefined;
    readonly "aria-activedescendant": string | undefined;
  };
}

/** A text field with a list below it. The page around stays as it is: neither inert nor hidden. */
export function useCombobox(onChoose: (key: string) => void): Combobox {
  const listId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState<string>();
  /** What the list shows right now: no key is judged by what it showed for another text, or when it was last open. */
  const offered = useRef<Offered>(undefined);
  /** What was pressed before the list came, which is fetched at first use. Followed as soon as it is there. */
  const early = useRef<Key[]>([]);
  const optionIdOf = (key: string) => `${listId}-${key}`;

  const activeId = active === undefined ? undefined : optionIdOf(active);
  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: "nearest" });
  }, [activeId]);

  function open(): void {
    setIsOpen(true);
  }

  function forget(): void {
    early.current = [];
    offered.current = undefined;
  }

  function close(): void {
    forget();
    setIsOpen(false);
    setActive(undefined);
  }

  function choose(key: string): void {
    close();
    onChoose(key);
  }

  function isLed(): boolean {
    return active !== undefined || early.current.length > 0;
  }

  function offer(shown: Offered): void {
    offered.current = shown;
    if (early.current.length > 0) follow(early.current.splice(0));
  }

  function follow(keys: readonly Key[]): void {
    if (!offered.current) {
      early.current.push(...keys);
      return;
    }
    const { reached, chosen } = followed(active, keys, offered.current);
    if (chosen === undefined) setActive(reached);
    else choose(chosen);
  }

  function onKeyDown(event: KeyboardEvent): void {
    // Those belong to the input method, or to the whole screen.
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    const move = findMove(event.key);
    const isVertical = event.key === "ArrowDown" || event.key === "ArrowUp";
    if (event.key === "Enter" && isOpen) {
      if (offered.current && (active ?? offered.current.best) === undefined) return;
      event.preventDefault();
      follow(["Enter"]);
    } else if (event.key === "Escape" && isOpen) {
      event.stopPropagation();
      close();
    } else if (isVertical && (!isOpen || event.altKey)) {
      event.preventDefault();
      open();
    } else if (isOpen && move && (isVertical || isLed())) {
      // Without an active option the arrows to the sides belong to the text.
      event.preventDefault();
      follow([move]);
    }
  }

  return {
    isOpen,
    active,
    isLed,
    listId,
    optionIdOf,
    offer,
    open,
    close,
    choose,
    typed() {
      forget();
      setActive(undefined);
      open();
    },
    onKeyDown,
    inputProps: {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": isOpen,
      "aria-controls": isOpen ? listId : undefined,
      "aria-activedescendant": isOpen ? activeId : undefined,
    },
  };
}
