/** Long arithmetic in pieces: each `yield` says how far it is, 0..1, and lets others in. */
export type Steps<T> = Generator<number, T>;

/** Goes through all pieces without a pause; what has nobody to wait for uses it. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
