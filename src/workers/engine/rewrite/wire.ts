import { joinedBytes } from "../../../shared/bytes.ts";

/**
 * Protocol Buffers' wire format, as far as a graph is edited with it: a message is the list of its fields, each with the
 * bytes that it came as, so that whatever is not changed (weights, fields of later versions) goes out as it came in and
 * is not copied before the whole is joined.
 */
export interface Field {
  readonly number: number;
  /** Of a varint, exact up to 2^53; 0 for fields of other types. */
  readonly value: number;
  /** What a length-delimited field holds; empty for fields of other types. */
  readonly bytes: Uint8Array;
  /** The field as it is written, tag included. */
  readonly written: Rope;
}

/** Bytes in pieces. */
export type Rope = readonly Uint8Array[];

const wireTypes = { varint: 0, fixed64: 1, delimited: 2, fixed32: 5 } as const;
/** What is smaller is copied at once: many small pieces cost more than their bytes. */
const smallBytes = 4096;

const nothing: Uint8Array = new Uint8Array();
const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** @throws RangeError where the bytes are not a message */
export function readFields(message: Uint8Array): Field[] {
  const fields: Field[] = [];
  let at = 0;

  function varint(): number {
    const first = message[at++];
    if (first === undefined) throw new RangeError("A message ends within a number.");
    if (first < 0x80) return first;
    let value = BigInt(first & 0x7f);
    for (let shift = 7n; shift < 70n; shift += 7n) {
      const byte = message[at++];
      if (byte === undefined) break;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return Number(BigInt.asIntN(64, value));
    }
    throw new RangeError("A message ends within a number.");
  }

  function take(length: number): Uint8Array {
    if (at + length > message.length) throw new RangeError("A message ends within a field.");
    at += length;
    return message.subarray(at - length, at);
  }

  while (at < message.length) {
    const start = at;
    const tag = varint();
    const type = tag & 7;
    let value = 0;
    let bytes = nothing;
    if (type === wireTypes.varint) value = varint();
    else if (type === wireTypes.delimited) bytes = take(varint());
    else if (type === wireTypes.fixed64) take(8);
    else if (type === wireTypes.fixed32) take(4);
    else throw new RangeError(`A message has a field of the wire type ${type}.`);
    fields.push({ number: tag >>> 3, value, bytes, written: [message.subarray(start, at)] });
  }
  return fields;
}

export function textsOf(fields: readonly Field[], number: number): string[] {
  return fields.filter((field) => field.number === number).map(({ bytes }) => decoder.decode(bytes));
}

export function textOf(fields: readonly Field[], number: number): string {
  return textsOf(fields, number).at(-1) ?? "";
}

export function intOf(fields: readonly Field[], number: number): number {
  return fields.findLast((field) => field.number === number)?.value ?? 0;
}

/** A list of numbers, which is written one by one or packed into one field. */
export function intsOf(fields: readonly Field[], number: number): number[] {
  return fields
    .filter((field) => field.number === number)
    .flatMap(({ bytes, value }) => (bytes.length > 0 ? packed(bytes) : [value]));
}

export function varintField(number: number, value: number): Rope {
  return [Uint8Array.from([...varintBytes(number * 8 + wireTypes.varint), ...varintBytes(value)])];
}

export function bytesField(number: number, content: Rope): Rope {
  const length = lengthOf(content);
  const head = Uint8Array.from([...varintBytes(number * 8 + wireTypes.delimited), ...varintBytes(length)]);
  return length > smallBytes ? [head, ...content] : [joinedBytes([head, ...content])];
}

export function textField(number: number, text: string): Rope {
  return bytesField(number, [encoder.encode(text)]);
}

export function writeFields(fields: readonly Field[]): Rope {
  return fields.flatMap(({ written }) => written);
}

function lengthOf(rope: Rope): number {
  return rope.reduce((sum, piece) => sum + piece.length, 0);
}

function packed(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  let value = 0n;
  let shift = 0n;
  for (const byte of bytes) {
    value |= BigInt(byte & 0x7f) << shift;
    shift += 7n;
    if (byte >= 0x80) continue;
    numbers.push(Number(BigInt.asIntN(64, value)));
    value = 0n;
    shift = 0n;
  }
  return numbers;
}

/** Negative numbers take ten bytes, as the format says. */
function varintBytes(value: number): number[] {
  const bytes: number[] = [];
  let rest = value < 0 ? BigInt.asUintN(64, BigInt(value)) : BigInt(value);
  if (value >= 0 && value < 0x80) return [value];
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return bytes;
}
