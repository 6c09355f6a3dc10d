import { joinedBytes } from "../bytes.ts";
import { pngBody, pngEnd, pngHead } from "./png.ts";
import type { Size } from "./size.ts";

/** A PNG of black and white that is told its white stretches alone, from the top left to the bottom right. */
export interface MaskPng {
  /** @param from the first pixel of row `y`, `to` the one behind the last */
  add(y: number, from: number, to: number): void;
  /** Grey, 8 bits a pixel, 0 or 255. */
  finish(): Uint8Array<ArrayBuffer>;
}

const prime = 65_521;
/** The longest repetition that deflate knows: nearly all of a mask is written in these. */
const longest = 258;
/** Its symbol, 285, first bit first; behind it five zeros are the distance of one byte. */
const longestBits = 0b10100011;

/** Deflate's lengths from 3 on: where each symbol from 257 on begins, and how many bits follow it. */
const lengthBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const lengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

/**
 * Writes a mask as fast as it has edges: rows of one colour cost nothing, where `CompressionStream` reads every byte of
 * them (12 MP: 150 ms a mask). What is written is deflate's fixed code, each stretch a byte and its repetitions.
 */
export function createMaskPng({ width, height }: Size): MaskPng {
  const stride = width + 1;
  const total = stride * height;
  let bytes = new Uint8Array(1024);
  let length = 2;
  // zlib's header: deflate, a window of 32 kB.
  bytes.set([0x78, 0x01]);
  let pending = 0;
  let pendingBits = 0;
  let sumOfBytes = 1;
  let sumOfSums = 0;
  let done = 0;

  function writeBits(value: number, count: number): void {
    pending |= value << pendingBits;
    pendingBits += count;
    while (pendingBits >= 8) {
      if (length === bytes.length) {
        const larger = new Uint8Array(2 * length);
        larger.set(bytes);
        bytes = larger;
      }
      bytes[length++] = pending & 0xff;
      pending >>>= 8;
      pendingBits -= 8;
    }
  }

  /** Codes come with their first bit first, all else with its last. */
  function writeCode(code: number, count: number): void {
    let turned = 0;
    for (let bit = 0; bit < count; bit++) turned |= ((code >>> bit) & 1) << (count - 1 - bit);
    writeBits(turned, count);
  }

  function writeSymbol(symbol: number): void {
    if (symbol < 144) writeCode(0x30 + symbol, 8);
    else if (symbol < 256) writeCode(0x190 + symbol - 144, 9);
    else if (symbol < 280) writeCode(symbol - 256, 7);
    else writeCode(0xc0 + symbol - 280, 8);
  }

  function repeat(count: number): void {
    const place = lengthBase.findLastIndex((base) => base <= count);
    writeSymbol(257 + place);
    writeBits(count - (lengthBase[place] ?? 0), lengthBits[place] ?? 0);
    // The distance: one byte back.
    writeCode(0, 5);
  }

  /** The same byte up to, and without, place `until` of all rows with their filter bytes. */
  function fill(value: 0 | 255, until: number): void {
    const count = until - done;
    if (count <= 0) return;
    done = until;
    // Adler-32 of the whole stretch in one go: `count` times the byte, and its 1 + 2 + ... + count for the sum of sums.
    const short = count % prime;
    const [even, odd] = count % 2 === 0 ? [count / 2, count + 1] : [(count + 1) / 2, count];
    sumOfSums = (sumOfSums + short * sumOfBytes + (((even % prime) * (odd % prime)) % prime) * value) % prime;
    sumOfBytes = (sumOfBytes + short * value) % prime;
    writeSymbol(value);
    let rest = count - 1;
    for (; rest >= longest; rest -= longest) writeBits(longestBits, 13);
    if (rest >= 3) repeat(rest);
    else for (; rest > 0; rest--) writeSymbol(value);
  }

  // The last block, in fixed codes.
  writeBits(1, 1);
  writeBits(1, 2);
  return {
    add(y, from, to) {
      fill(0, y * stride + 1 + from);
      fill(255, y * stride + 1 + to);
    },
    finish() {
      fill(0, total);
      writeSymbol(256);
      writeBits(0, 7);
      const packed = new Uint8Array(length + 4);
      packed.set(bytes.subarray(0, length));
      const view = new DataView(packed.buffer);
      view.setUint16(length, sumOfSums);
      view.setUint16(length + 2, sumOfBytes);
      return joinedBytes([pngHead({ width, height, color: "grey" }), pngBody(packed), pngEnd()]);
    },
  };
}

/**
 * The same for a mask that was reckoned on fewer pixels than the PNG has: of those the nearest.
 * @param from in whose pixels it is told
 */
export function createEnlargedMaskPng(from: Size, to: Size): MaskPng {
  const png = createMaskPng(to);
  if (from.width === to.width && from.height === to.height) return png;
  const across = (x: number) => Math.round((x * to.width) / from.width);
  const down = (y: number) => Math.round((y * to.height) / from.height);
  let row = 0;
  let stretches: (readonly [from: number, to: number])[] = [];

  /** A row becomes several, each of which wants all its stretches before the next. */
  function write(): void {
    for (let y = down(row); y < down(row + 1); y++) for (const [first, last] of stretches) png.add(y, first, last);
    stretches = [];
  }

  return {
    add(y, first, last) {
      if (y !== row) write();
      row = y;
      stretches.push([across(first), across(last)]);
    },
    finish() {
      write();
      return png.finish();
    },
  };
}
