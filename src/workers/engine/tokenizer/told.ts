import type { Json } from "../../../shared/json.ts";

const listed = "additional_special_tokens";
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Settings of the time before `added_tokens_decoder` leave tokens to files of their own. */
export function isOld({ added_tokens_decoder: described }: Json): boolean {
  return described == null;
}

/**
 * What `from_pretrained` takes for the settings: of old ones `special_tokens_map.json` counts over what they say, and
 * lists of further special tokens are joined.
 * @param map `special_tokens_map.json`
 */
export function toldBy(settings: Json, map: Json | undefined): Json {
  if (!(map && isOld(settings))) return settings;
  const joined = [...listOf(settings[listed]), ...listOf(map[listed])];
  return { ...settings, ...map, ...(joined.length > 0 && { [listed]: joined }) };
}
