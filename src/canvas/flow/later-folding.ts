import { useEffect, useState } from "react";
import type { BackflowDocument } from "@/graph";
import type { GroupCard } from "@/layout";
import type { foldPictures, groupCards } from "./folding";

type Folding = typeof foldPictures;

let loaded: Folding | null = null;
let cardsOf: typeof groupCards | null = null;

/** Fetches what draws folded groups as cards. Rejects where it cannot be had; it is then fetched again when it is needed. */
export async function fetchFolding(): Promise<Folding> {
  const { foldPictures, groupCards } = await import("./folding");
  loaded ??= foldPictures;
  cardsOf ??= groupCards;
  return loaded;
}

/** The cards of folded groups as they are drawn: none where what draws them is not there yet. */
export function cardsDrawn({ graph, layout, groups }: BackflowDocument): readonly GroupCard[] {
  return cardsOf?.(graph, layout, groups) ?? [];
}

/** What draws folded groups as cards, once it is needed and there; where it cannot be had, the groups say so. */
export function useFolding(isNeeded: boolean): Folding | null {
  const [folding, setFolding] = useState<Folding | null>(() => loaded);
  useEffect(() => {
    if (!isNeeded) return;
    fetchFolding().then(
      (fetched) => setFolding(() => fetched),
      () => setFolding(null),
    );
  }, [isNeeded]);
  return isNeeded ? folding : null;
}
