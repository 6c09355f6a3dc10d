/**
 * Places of the `k` largest, in the order in which `torch.topk(k, sorted=False)` leaves them on a CPU: what it lists is
 * what the C++ standard library's `nth_element` happens to leave there, or its `partial_sort` where `k` is small. An
 * order that decides what is painted over what has to be that one.
 */
export function torchTopk(values: Float32Array, k: number): readonly number[] {
  const places = Array.from(values.keys());
  const isBefore = (one: number, other: number) => (values[one] ?? 0) > (values[other] ?? 0);
  // `TopKImpl.h` of ATen.
  if (k * 64 <= places.length) places.sort((one, other) => (values[other] ?? 0) - (values[one] ?? 0));
  else if (k > 0) nthElement(places, k - 1, isBefore);
  return places.slice(0, k);
}

type IsBefore = (one: number, other: number) => boolean;

function swap(list: number[], one: number, other: number): void {
  const kept = list[one] ?? 0;
  list[one] = list[other] ?? 0;
  list[other] = kept;
}

/** libstdc++'s introselect: quickselect by the median of three, and insertion once three are left. */
function nthElement(list: number[], nth: number, isBefore: IsBefore): void {
  const at = (place: number) => list[place] ?? 0;
  let first = 0;
  let last = list.length;
  // Where the C++ gives up halving, which no drawn list has reached, its order is its heap's; here it is sorted.
  for (let depth = 2 * Math.floor(Math.log2(last)); last - first > 3; depth--) {
    if (depth === 0) {
      list.sort((one, other) => (isBefore(one, other) ? -1 : 1));
      return;
    }
    const cut = partition(first, last);
    if (cut <= nth) first = cut;
    else last = cut;
  }
  for (let place = first + 1; place < last; place++) {
    for (let back = place; back > first && isBefore(at(back), at(back - 1)); back--) swap(list, back, back - 1);
  }

  function partition(from: number, to: number): number {
    medianToFirst(from, from + 1, from + Math.floor((to - from) / 2), to - 1);
    const pivot = at(from);
    let low = from + 1;
    let high = to;
    while (true) {
      while (isBefore(at(low), pivot)) low++;
      high--;
      while (isBefore(pivot, at(high))) high--;
      if (low >= high) return low;
      swap(list, low, high);
      low++;
    }
  }

  function medianToFirst(result: number, a: number, b: number, c: number): void {
    const median = isBefore(at(a), at(b))
      ? isBefore(at(b), at(c))
        ? b
        : isBefore(at(a), at(c))
          ? c
          : a
      : isBefore(at(a), at(c))
        ? a
        : isBefore(at(b), at(c))
          ? c
          : b;
    swap(list, result, median);
  }
}
