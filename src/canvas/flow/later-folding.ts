import { useEffect, useState } from "react";
import type { foldPictures } from "./folding";

type Folding = typeof foldPictures;

let loaded: Folding | null = null;

/** Fetches what draws folded groups as cards. Rejects where it cannot be had; it is then fetched again when it is needed. */
export async function fetchFolding(): Promise<Folding> {
  loaded ??= (await import("./folding")).foldPictures;
  return loaded;
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
