/** A field of a Protocol Buffers message as it stands in the bytes. */
interface Field {
  readonly number: number;
  /** With its key and length. */
  readonly whole: Uint8Array;
  readonly content: Uint8Array;
}

/** `onnx.proto`: a model's graph, a graph's initializers, and a tensor's name, bytes, external data and place of data. */
const numbers = { graph: 7, initializer: 5, rawData: 9, externalData: 13, dataLocation: 14 } as const;

/** Smaller tensors are read while a graph is optimized, and stay in it as in Python's `onnx.save_model`. */
const leastBytes = 64;

/** Moves the weights of a graph into a file of their own, which it names `location`. */
export function withExternalData(model: Uint8Array, location: string) {
  const data: Uint8Array[] = [];
  let offset = 0;

  function moved(tensor: Uint8Array): Uint8Array {
    const fields = [...fieldsOf(tensor)];
    const raw = fields.find(({ number }) => number === numbers.rawData)?.content;
    if (!raw || raw.length < leastBytes) return tensor;
    const places = { location, offset: String(offset), length: String(raw.length) };
    data.push(raw);
    offset += raw.length;
    return joined([
      ...fields.filter(({ number }) => number !== numbers.rawData).map(({ whole }) => whole),
      ...Object.entries(places).map(([key, value]) =>
        bytesField(numbers.externalData, joined([textField(1, key), textField(2, value)])),
      ),
      Uint8Array.of(numbers.dataLocation * 8, 1),
    ]);
  }

  const graph = mapped(model, numbers.graph, (content) => mapped(content, numbers.initializer, moved));
  return { graph, data: joined(data) };
}

function mapped(message: Uint8Array, wanted: number, change: (content: Uint8Array) => Uint8Array): Uint8Array {
  return joined(
    [...fieldsOf(message)].map(({ number, whole, content }) =>
      number === wanted ? bytesField(number, change(content)) : whole,
    ),
  );
}

function* fieldsOf(message: Uint8Array): Generator<Field> {
  let place = 0;
  function varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = message[place++] ?? 0;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }
  while (place < message.length) {
    const start = place;
    const key = varint();
    let length = 0;
    if (key % 8 === 0) varint();
    else length = key % 8 === 1 ? 8 : key % 8 === 5 ? 4 : varint();
    const content = message.subarray(place, place + length);
    place += length;
    yield { number: Math.floor(key / 8), whole: message.subarray(start, place), content };
  }
}

function varintOf(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varintOf(Math.floor(value / 128))];
}

function bytesField(number: number, content: Uint8Array): Uint8Array {
  return joined([Uint8Array.from([...varintOf(number * 8 + 2), ...varintOf(content.length)]), content]);
}

function textField(number: number, text: string): Uint8Array {
  return bytesField(number, new TextEncoder().encode(text));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
