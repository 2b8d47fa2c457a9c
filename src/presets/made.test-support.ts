import type { BackflowDocument } from "@/graph";
import { presets as cards } from "./index";
import type { PresetCard } from "./preset-card";
import type { Sentence } from "./words";

/** A preset with what is made when it is opened. */
export interface MadePreset extends PresetCard {
  readonly words: readonly Sentence[];
  readonly document: BackflowDocument;
}

/** All presets, made. */
export const presets: readonly MadePreset[] = await Promise.all(
  cards.map(async (card) => {
    const { words, make } = await card.load();
    return { ...card, words, document: make() };
  }),
);

const bySlug = new Map(presets.map((preset) => [preset.slug, preset]));

export const presetBySlug = (slug: string): MadePreset | undefined => bySlug.get(slug);
