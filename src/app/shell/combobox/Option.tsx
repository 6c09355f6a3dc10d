import type { MouseEvent, ReactNode } from "react";
import type { Combobox } from "./combobox.ts";

interface OptionProps {
  readonly combobox: Combobox;
  /** Names it among all options of the list. */
  readonly optionKey: string;
  readonly value?: string;
  readonly isSelected: boolean;
  /** Whether Enter takes it although no arrow led here. */
  readonly isBest?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Of the list around: the focus stays in the input while a pointer is in there. */
export function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}

/** One option. The focus stays in the input, which speaks for it. */
export function Option({ combobox, optionKey, value, isSelected, isBest, className = "", children }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard reaches it through the input's aria-activedescendant
    <div
      aria-selected={isSelected}
      className={`menu-item ${className}`}
      data-active={combobox.active === optionKey || undefined}
      data-best={(isBest && combobox.active === undefined) || undefined}
      data-value={value}
      id={combobox.optionIdOf(optionKey)}
      onClick={() => combobox.choose(optionKey)}
      role="option"
      tabIndex={-1}
    >
      {children}
    </div>
  );
}
