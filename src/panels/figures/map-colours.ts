import { themeChannels } from "@/ui";
import type { MapColours } from "@/ui/plot";

let known: { readonly theme: string; readonly colours: MapColours } | null = null;

/** The colours of maps in the theme of the page: zero is its paper, the signs are those of the wires. */
export function mapColours(): MapColours {
  // Read once for each theme: asking for a style while others are written costs a layout each time.
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const theme = `${document.documentElement.dataset.theme ?? ""} ${isDark}`;
  if (known?.theme === theme) return known.colours;
  const colours = {
    zero: themeChannels("--paper"),
    positive: themeChannels("--positive-wire"),
    negative: themeChannels("--negative-wire"),
    missing: themeChannels("--stage"),
  };
  known = { theme, colours };
  return colours;
}
