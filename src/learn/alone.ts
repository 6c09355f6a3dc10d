/*
 * On an isolated page the library of arrays would start workers of its own, which at these sizes make nothing faster, and
 * which a content security policy may forbid: it would then wait for them for ever. It looks for `Worker` when it is
 * first imported, so this comes before.
 */
Reflect.deleteProperty(globalThis, "Worker");

export {};
