import { useId } from "react";
import { canvasView, handOf, useBackflow } from "@/store";
import { declareCover, IconButton, laterPart } from "@/ui";
import { LaterBoundary } from "../page/LaterBoundary";
import styles from "./palette.module.css";

const PaletteOps = laterPart(async () => (await import("./PaletteOps")).PaletteOps);

/** The palette beside the canvas; on a phone a strip at the foot. */
export function Palette() {
  const open = useBackflow((state) => state.paletteOpen);
  return open ? <OpenPalette /> : null;
}

function OpenPalette() {
  const id = useId();
  const close = () => useBackflow.getState().setPaletteOpen(false);
  return (
    <section
      ref={declareCover}
      className={styles.palette}
      aria-labelledby={id}
      data-palette=""
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.stopPropagation();
        // What is in hand is let go first.
        if (handOf(useBackflow.getState())) useBackflow.getState().setHand(null);
        else {
          close();
          canvasView.get().focus(null);
        }
      }}
    >
      <header className={styles.head}>
        <h2 id={id}>Add a node</h2>
        <IconButton icon="close" label="Close the palette" onClick={close} />
      </header>
      <LaterBoundary what="The palette">
        <PaletteOps />
      </LaterBoundary>
    </section>
  );
}
