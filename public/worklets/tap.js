/** Hands on what the microphone hears, in pieces of some 50 ms. */
class Tap extends AudioWorkletProcessor {
  piece = new Float32Array(2048);
  filled = 0;

  process([[heard] = []]) {
    if (!heard) return true;
    this.piece.set(heard, this.filled);
    this.filled += heard.length;
    if (this.filled + heard.length > this.piece.length) {
      this.port.postMessage(this.piece.slice(0, this.filled));
      this.filled = 0;
    }
    return true;
  }
}

registerProcessor("tap", Tap);
