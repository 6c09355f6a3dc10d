import type { OptionValue } from "./options.ts";

/** What a program must say that does one run again. */
export interface SnippetRun {
  readonly input: Readonly<Record<string, unknown>>;
  readonly options: Readonly<Record<string, OptionValue>>;
  /** Of the model's card: the architecture's name, or the Hub's `model_type`; empty where nothing is known of the model. */
  readonly family: string;
  /** `architectures` of its `config.json`; empty where its host did not tell them. */
  readonly architectures: readonly string[];
  /** Whether sentence-transformers made it: its `modules.json` says what makes its vectors. */
  readonly hasModules: boolean;
  /** As the library is told: an embedded checkpoint's name without `embedded/`. */
  readonly model: string;
  readonly isEmbedded: boolean;
}

/** Where a library cannot do what we do; each is a sentence `results.code.<note>`. */
export const snippetNotes = [
  "resize",
  "sampling",
  "language-unknown",
  "prompt",
  "no-beams",
  "own-beams",
  "one-beam",
  "no-windows",
  "strategies",
  "offsets",
  "no-pipeline",
  "not-in-optimum",
  "no-task",
  "by-graphs",
  "instead",
] as const;
export type SnippetNote = (typeof snippetNotes)[number];

/** What is particular to a task's call of one library; what is left out is as in the definition. */
export interface Recipe {
  /** The library's pipeline, where it is not the task's id. */
  readonly pipeline?: string;
  /** The library's name for an option of ours; `null` where it has none, which the program then says. */
  readonly names?: Readonly<Record<string, string | null>>;
  /** The library's name for an input that it takes by name; `null` where it takes none, which the program then says. */
  readonly inputs?: Readonly<Record<string, string | null>>;
  /** The library's words for a choice of ours. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What the library does where an option is left out, where that differs from our default. */
  readonly defaults?: Readonly<Record<string, OptionValue>>;
  /** Options that are always said: a checkpoint's own settings may differ. */
  readonly always?: readonly string[];
  /** What no option of ours says, since we do it one way and the library's default is another. */
  readonly fixed?: Readonly<Record<string, OptionValue>>;
  /** Options that only choose among inputs, or that other lines take care of. */
  readonly silent?: readonly string[];
  /** Further names that are imported from the library. */
  readonly imports?: (run: SnippetRun) => readonly string[];
  /** An input as the call takes it, as code, where it is not handed over as it is. */
  readonly wrap?: (run: SnippetRun) => Readonly<Record<string, string>>;
  /** The body opens the library's classes itself, with `settings`: there is no pipeline for it. */
  readonly opensItself?: true;
  /** All lines between the inputs and the showing of `output`, where a call of the pipeline is not enough. */
  readonly body?: (run: SnippetRun) => readonly string[];
  /** Lines before the call. */
  readonly before?: (run: SnippetRun) => readonly string[];
  /** Further arguments, as code. */
  readonly extra?: (run: SnippetRun) => Readonly<Record<string, string>>;
  /** Lines in the place of showing the output. */
  readonly after?: (run: SnippetRun) => readonly string[];
  readonly notes?: (run: SnippetRun) => readonly SnippetNote[];
}

export type PythonPart = "tokenizer" | "image_processor" | "feature_extractor";

export interface PythonRecipe extends Recipe {
  /** Of `optimum.onnxruntime`, or sentence-transformers' own: it runs the very files that we run. Left out, `model` is a bare session of ONNX Runtime. */
  readonly model?: `ORTModel${string}` | "SentenceTransformer";
  /** Of the repository's own weights, by transformers' pipeline alone, where Optimum has no class. */
  readonly inTorch?: true;
  /** What the pipeline needs beside the model. */
  readonly parts: readonly PythonPart[];
  /** Other classes than `Auto...` for the parts. */
  readonly classes?: (run: SnippetRun) => Readonly<Partial<Record<PythonPart, string>>>;
  /** A checkpoint of the Hub in the place of an embedded one that Python's libraries cannot read; the program says so. */
  readonly insteadOfEmbedded?: string;
  /** Base names of the files, by the argument that takes each; one `model` where left out. */
  readonly files?: Readonly<Record<string, string>>;
  /** Of a bare session: base names of several graphs, each a session of its own by its name; one `model` where left out. */
  readonly graphs?: readonly string[];
  /** Inputs are handed over by their names. */
  readonly named?: boolean;
  /** Options that the pipeline hands on in an argument of their own. */
  readonly inside?: Readonly<Record<string, string>>;
  /** Whole modules that the lines use: `import torch`. */
  readonly modules?: readonly string[];
}

export interface Snippet {
  /** What counts for some checkpoints in the place of the rest. */
  readonly instead?: (run: SnippetRun) => Omit<Snippet, "instead"> | undefined;
  readonly javascript: Recipe;
  readonly python: PythonRecipe;
}
