/** The lists of labels of which a Chinese table exists. */
export type LabelSet = "imagenet" | "coco" | "segments" | "audioset";

/** The name of a label in the reader's language; the label itself where no name is known. */
export type NameOf = (label: string) => string;

export const asWritten: NameOf = (label) => label;

/** PaddlePaddle's detectors name some of COCO's things as Pascal VOC does. */
const vocNames = {
  aeroplane: "airplane",
  diningtable: "dining table",
  motorbike: "motorcycle",
  pottedplant: "potted plant",
  sofa: "couch",
  tvmonitor: "tv",
} as const;

const synonymsOf = (label: string) => label.split(", ");
/** Checkpoints write `great_white_shark` and `Great white shark` too. */
const plain = (label: string) => label.replaceAll("_", " ").trim().toLowerCase();

/**
 * Finds names in a table from English labels, each of them one name or a list of synonyms, `tench, Tinca tinca`.
 * A checkpoint's labels may be the whole list, its first synonym or another one.
 */
export function nameOfFrom(table: Readonly<Record<string, string>>): NameOf {
  const names = new Map<string, string>();
  const add = (label: string, name: string) => {
    // `Cardigan` is a dog and `cardigan` a garment: as it is written goes before in plain letters.
    for (const key of [label, plain(label)]) if (!names.has(key)) names.set(key, name);
  };
  const entries = Object.entries(table);
  for (const [label, name] of entries) names.set(label, name);
  for (const [label, name] of entries) add(synonymsOf(label)[0] ?? label, name);
  for (const [label, name] of entries) for (const synonym of synonymsOf(label)) add(synonym, name);
  for (const [alias, label] of Object.entries(vocNames)) {
    const name = names.get(label);
    if (name !== undefined) add(alias, name);
  }
  return (label) => {
    const first = synonymsOf(label)[0] ?? label;
    return names.get(label) ?? names.get(first) ?? names.get(plain(first)) ?? label;
  };
}

const tables = {
  imagenet: async () => (await import("./imagenet.json")).default,
  coco: async () => (await import("./coco.json")).default,
  /** Segmenters are trained on ADE20K, on COCO's things and stuff, or on smaller lists, and a label does not tell on which. */
  segments: async () => {
    const [ade20k, coco, small] = await Promise.all([
      import("./ade20k.json"),
      import("./coco.json"),
      import("./segments.json"),
    ]);
    return { ...coco.default, ...ade20k.default, ...small.default };
  },
  audioset: async () => (await import("./audioset.json")).default,
} satisfies Record<LabelSet, () => Promise<Readonly<Record<string, string>>>>;

const loaded = new Map<LabelSet, NameOf>();

/** The names of a set in Chinese where they have come already. */
export function findNameOf(set: LabelSet): NameOf | undefined {
  return loaded.get(set);
}

export async function loadNameOf(set: LabelSet): Promise<NameOf> {
  const known = loaded.get(set);
  if (known) return known;
  const nameOf = nameOfFrom(await tables[set]());
  loaded.set(set, nameOf);
  return nameOf;
}
