/** The smallest of many numbers, time and again. */
export interface Heap {
  push(value: number): void;
  pop(): number | undefined;
}

export function createHeap(): Heap {
  const values: number[] = [];
  const at = (place: number) => values[place] ?? Number.POSITIVE_INFINITY;

  function push(value: number): void {
    let place = values.length;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (at(parent) <= value) break;
      values[place] = at(parent);
      place = parent;
    }
    values[place] = value;
  }

  function pop(): number | undefined {
    const top = values[0];
    const last = values.pop();
    if (values.length === 0 || last === undefined) return top;
    let place = 0;
    for (;;) {
      const left = 2 * place + 1;
      const child = at(left + 1) < at(left) ? left + 1 : left;
      if (at(child) >= last) break;
      values[place] = at(child);
      place = child;
    }
    values[place] = last;
    return top;
  }

  return { push, pop };
}
