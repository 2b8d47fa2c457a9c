import { themeChannels } from "@/ui";
import type { MapColours } from "@/ui/plot";

/** The colours of maps in the theme of the page: zero is its paper, the signs are those of the wires, and what is no finite number is grey. */
export function mapColours(): MapColours {
  return {
    zero: themeChannels("--paper"),
    positive: themeChannels("--positive-wire"),
    negative: themeChannels("--negative-wire"),
    missing: themeChannels("--line"),
  };
}
