import type { KeyboardEvent } from "react";

interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: string;
}

interface TabsProps<Id extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<Id>[];
  readonly selected: Id;
  readonly tabIdOf: (id: Id) => string;
  readonly panelIdOf: (id: Id) => string;
  onSelect(id: Id): void;
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** Tabs by the ARIA pattern: one stop for Tab, the arrows choose. */
export function Tabs<Id extends string>({ label, tabs, selected, tabIdOf, panelIdOf, onSelect }: TabsProps<Id>) {
  function step(event: KeyboardEvent): void {
    const by = steps[event.key];
    if (by === undefined) return;
    const at = tabs.findIndex((tab) => tab.id === selected);
    const next = tabs[(at + by + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    onSelect(next.id);
    document.getElementById(tabIdOf(next.id))?.focus();
  }

  return (
    <div aria-label={label} className="tabs" onKeyDown={step} role="tablist">
      {tabs.map((tab) => (
        <button
          aria-controls={panelIdOf(tab.id)}
          aria-selected={tab.id === selected}
          className="tab"
          id={tabIdOf(tab.id)}
          key={tab.id}
          onClick={() => onSelect(tab.id)}
          role="tab"
          tabIndex={tab.id === selected ? 0 : -1}
          type="button"
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}
