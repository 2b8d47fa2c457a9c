import { useLayoutEffect, useRef } from "react";
import { useBackflow } from "@/store";
import { remPixels, themeValue } from "@/ui";

/** The width that palette, canvas and drawer take beside each other, in pixels. */
function leastWidth(): number {
  const rems = ["--palette-width", "--drawer-width", "--least-canvas-width"].map((property) =>
    Number.parseFloat(themeValue(property)),
  );
  return rems.reduce((sum, rem) => sum + rem, 0) * remPixels();
}

/** The palette and a drawer stand at both sides of the canvas. Where that leaves too little of it, what was open before closes. */
export function useSideRoom(width: number): void {
  const hasDrawer = useBackflow((state) => state.panel !== null);
  const hasPalette = useBackflow((state) => state.paletteOpen);
  const hadPalette = useRef(hasPalette);
  useLayoutEffect(() => {
    const isPaletteOlder = hadPalette.current;
    hadPalette.current = hasPalette;
    if (!hasDrawer || !hasPalette || width === 0) return;
    if (width >= leastWidth()) return;
    const { setPanel, setPaletteOpen } = useBackflow.getState();
    if (isPaletteOlder) setPaletteOpen(false);
    else setPanel(null);
  }, [hasDrawer, hasPalette, width]);
}
