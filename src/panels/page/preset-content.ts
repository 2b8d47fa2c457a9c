import { useEffect, useState } from "react";
import { type PresetCard, type PresetContent, START_PRESET, startPreset } from "@/presets";

/** The content of a preset, which is a file of its own. */
type FetchedPreset =
  | { readonly kind: "loading" }
  | { readonly kind: "loaded"; readonly content: PresetContent }
  /** The page is offline, or the file is gone. */
  | { readonly kind: "missing" };

const LOADING: FetchedPreset = { kind: "loading" };
const START: FetchedPreset = { kind: "loaded", content: startPreset };

/** Fetches the content of a preset; that of the first one is there at once. */
export function usePresetContent(card: PresetCard | undefined): FetchedPreset {
  const [fetched, setFetched] = useState<{ card: PresetCard; preset: FetchedPreset } | null>(null);
  useEffect(() => {
    if (!card || card.slug === START_PRESET) return;
    let isWanted = true;
    const keep = (preset: FetchedPreset) => {
      if (isWanted) setFetched({ card, preset });
    };
    card.load().then(
      (content) => keep({ kind: "loaded", content }),
      () => keep({ kind: "missing" }),
    );
    return () => {
      isWanted = false;
    };
  }, [card]);
  if (card?.slug === START_PRESET) return START;
  return fetched && fetched.card === card ? fetched.preset : LOADING;
}
