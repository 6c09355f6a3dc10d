/** Where an example's picture or sound comes from. */
export interface Source {
  readonly by: string;
  /** As the licence calls itself; a key of `shell.example.licence`. */
  readonly licence: "cc0" | "public-domain" | "apache";
}

const kokoro: Source = { by: "Kokoro-82M", licence: "apache" };

/** By path below the site's own folder. `public/examples/README.md` has all of it, checksums included. */
export const sources: Readonly<Record<string, Source>> = {
  "examples/cat.jpg": { by: "Stefan van der Walt", licence: "cc0" },
  "examples/coffee.jpg": { by: "Rachel Michetti", licence: "cc0" },
  "examples/astronaut.jpg": { by: "NASA", licence: "public-domain" },
  "examples/en_chocolates.wav": kokoro,
  "examples/en_stop.wav": kokoro,
  "examples/en_yes.wav": kokoro,
  "examples/library_tour.mp3": kokoro,
  "examples/receipt.png": { by: "Model Playground", licence: "cc0" },
  "examples/shapes.png": { by: "Model Playground", licence: "cc0" },
  "examples/zh_tea.wav": kokoro,
  "examples/zh_weather.wav": kokoro,
  // A sentence of Kokoro's; the bell, the siren and the rain are computed.
  "examples/town.mp3": kokoro,
};
