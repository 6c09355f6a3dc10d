import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { findMove, type Group, movedFrom } from "./moves.ts";

export interface Combobox {
  readonly isOpen: boolean;
  /** The option that the arrows have led to. */
  readonly active: string | undefined;
  readonly listId: string;
  optionIdOf(key: string): string;
  /** What the list shows, and which of it Enter takes when no arrow was pressed. Called at each change. */
  offer(groups: readonly Group[], best: string | undefined): void;
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
  const offered = useRef<{ groups: readonly Group[]; best: string | undefined }>({ groups: [], best: undefined });
  const optionIdOf = (key: string) => `${listId}-${key}`;

  const activeId = active === undefined ? undefined : optionIdOf(active);
  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: "nearest" });
  }, [activeId]);

  function open(): void {
    setIsOpen(true);
  }

  function close(): void {
    setIsOpen(false);
    setActive(undefined);
  }

  function choose(key: string): void {
    close();
    onChoose(key);
  }

  function onKeyDown(event: KeyboardEvent): void {
    // Those belong to the input method, or to the whole screen.
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    const move = findMove(event.key);
    const isVertical = event.key === "ArrowDown" || event.key === "ArrowUp";
    if (event.key === "Enter" && isOpen) {
      const key = active ?? offered.current.best;
      if (key === undefined) return;
      event.preventDefault();
      choose(key);
    } else if (event.key === "Escape" && isOpen) {
      event.stopPropagation();
      close();
    } else if (isVertical && (!isOpen || event.altKey)) {
      event.preventDefault();
      open();
    } else if (isOpen && move && (isVertical || active !== undefined)) {
      // Without an active option the arrows to the sides belong to the text.
      event.preventDefault();
      setActive(movedFrom(active, move, offered.current.groups));
    }
  }

  return {
    isOpen,
    active,
    listId,
    optionIdOf,
    offer(groups, best) {
      offered.current = { groups, best };
    },
    open,
    close,
    choose,
    typed() {
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
