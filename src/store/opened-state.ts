import type { BackflowDocument } from "@/graph";
import { startPreset } from "@/presets";

/** The document of the bare address. */
export function startDocument(): BackflowDocument {
  return startPreset.make();
}
