/*
 * What arrays hold is told by nobody, so it is counted where it is asked for: blocks of WebAssembly and buffers of a GPU. The
 * library of arrays takes its first block when it is imported, so this comes before.
 */

const blocks: WebAssembly.Memory[] = [];
let bufferBytes = 0;

Reflect.set(
  WebAssembly,
  "Memory",
  class extends WebAssembly.Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor);
      blocks.push(this);
    }
  },
);

if (typeof GPUDevice !== "undefined") {
  const { createBuffer } = GPUDevice.prototype;
  const { destroy } = GPUBuffer.prototype;
  const held = new WeakSet<GPUBuffer>();
  GPUDevice.prototype.createBuffer = function (descriptor) {
    const buffer = createBuffer.call(this, descriptor);
    held.add(buffer);
    bufferBytes += buffer.size;
    return buffer;
  };
  GPUBuffer.prototype.destroy = function () {
    if (held.delete(this)) bufferBytes -= this.size;
    return destroy.call(this);
  };
}

/** All that this realm's arrays hold; a block of WebAssembly only grows, and is used again. */
export function memoryBytes(): number {
  return blocks.reduce((sum, { buffer }) => sum + buffer.byteLength, bufferBytes);
}
