import { shallow } from "zustand/vanilla/shallow";

/**
 * What follows from some parts of a state, worked out anew only when one of them has changed: the same parts give the
 * same value, so it may be selected by a component and be compared. `make` sees the parts alone, so none can be forgotten.
 * @param partsOf the parts by their names; each must be the same for as long as it has not changed
 */
export function derived<State, Parts extends object, Value>(
  partsOf: (state: State) => Parts,
  make: (parts: Parts) => Value,
): (state: State) => Value {
  let last: { readonly parts: Parts; readonly value: Value } | undefined;
  return (state) => {
    const parts = partsOf(state);
    if (!last || !shallow(last.parts, parts)) last = { parts, value: make(parts) };
    return last.value;
  };
}
