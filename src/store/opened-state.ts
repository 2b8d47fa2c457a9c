import type { BackflowDocument } from "@/graph";
import { presetBySlug, START_PRESET } from "@/presets";

/** The document of the bare address. */
export function startDocument(): BackflowDocument {
  const preset = presetBySlug(START_PRESET);
  if (!preset) throw new Error(`There is no preset "${START_PRESET}" to start with.`);
  return preset.document;
}
