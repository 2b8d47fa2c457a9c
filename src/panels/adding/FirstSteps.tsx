import { useLayoutEffect } from "react";
import { opOf } from "@/ops";
import { canvasView, handOf, useBackflow } from "@/store";
import { Kbd } from "@/ui";
import { CommandButton } from "../page/CommandButton";
import styles from "./first-steps.module.css";

/** How to begin where there is no node yet. It lets everything through to the canvas but presses on its buttons. */
export function FirstSteps() {
  const isOpen = useBackflow(({ origin }) => origin.kind !== "link");
  const held = useBackflow((state) => {
    const hand = handOf(state);
    return hand?.kind === "op" ? opOf(hand.op).title : null;
  });
  const fromPalette = useBackflow((state) => state.paletteOpen);
  useLayoutEffect(() => {
    // The button that opened the palette is gone, and the focus with it.
    if (fromPalette && document.activeElement === document.body) canvasView.get().focus(null);
  }, [fromPalette]);
  if (held !== null) return <Sentence text={`${held}: put it here.`} />;
  if (fromPalette) return <Sentence text="Drag an operation here, or press it and then here." />;
  return (
    <section className={styles.start} aria-label="Start">
      <h2>{isOpen ? "Add your first node" : "No graph is open"}</h2>
      {isOpen ? <How /> : <p>Open one of your own or a preset, or begin a new one.</p>}
      <div className={styles.buttons}>
        <CommandButton
          id={isOpen ? "addNode" : "newDocument"}
          label={isOpen ? "Add a node" : "New graph"}
          variant="primary"
        />
        <CommandButton
          id={isOpen ? "palette" : "documents"}
          label={isOpen ? "Palette" : "My graphs"}
          className={styles.bordered}
        />
        <CommandButton id="presets" label="Presets" className={styles.bordered} />
      </div>
    </section>
  );
}

function How() {
  return (
    <>
      <p className={styles.mouse}>
        Double-click anywhere, press <Kbd>/</Kbd> and type what you need, or drag from the palette.
      </p>
      <p className={styles.finger}>
        Search for an operation, or open the palette and drag one up here.
      </p>
    </>
  );
}

function Sentence({ text }: { readonly text: string }) {
  return (
    <div className={styles.start}>
      <p>{text}</p>
    </div>
  );
}
