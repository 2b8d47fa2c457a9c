import { useState } from "react";
import { useBackflow } from "@/store";
import { letterScale, useMediaQuery } from "@/ui";

/** How much larger the letters of a figure are once the pane has half of the page: it is read from the back row then. */
const ENLARGED = 1.3;
/** Smaller pages need the room for what is plotted. */
const ROOMY = "(min-width: 1000px) and (min-height: 600px)";

/** How much larger than on the rest of the page letters of figures are set. */
export function useFigureGrowth(): number {
  const isEnlarged = useBackflow((state) => state.paneEnlarged);
  return useMediaQuery(ROOMY) && isEnlarged ? ENLARGED : 1;
}

/** How much larger than ordinary letters of figures are set, by the browser and by the pane: what holds a text grows with them. */
export function useFigureLetters(): number {
  const [letters] = useState(letterScale);
  return letters * useFigureGrowth();
}
