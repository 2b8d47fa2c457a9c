import { canInitialise, initialisations } from "@/graph";
import { documentOf, drawWeights, selectedNodes, useBackflow } from "@/store";
import { Button, Tex } from "@/ui";
import { WordNumber } from "../data/WordNumber";
import styles from "./network.module.css";

/** Draws first weights: for the selected nodes, or for the whole graph where none of them has any. */
export function InitialiseLine() {
  const drawing = useBackflow((state) => state.drawing);
  const { initialisation: id, seed } = drawing;
  const set = useBackflow((state) => state.setDrawing);
  const selection = useBackflow(selectedNodes);
  const document = useBackflow(documentOf);
  const only = canInitialise(document, selection) ? selection : undefined;
  if (!canInitialise(document)) return null;
  const chosen = initialisations.find((one) => one.id === id);

  return (
    <section className={styles.count} aria-label="Initialisation">
      <p>
        First weights for {only ? "the selected nodes" : "the whole graph"}:{" "}
        <select
          className={styles.choice}
          aria-label="Initialisation"
          value={id}
          onChange={(event) => {
            const found = initialisations.find((one) => one.id === event.currentTarget.value);
            if (found) set({ ...drawing, initialisation: found.id });
          }}
        >
          {initialisations.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}
            </option>
          ))}
        </select>
        , seed{" "}
        <WordNumber
          label="Seed of the weights"
          value={seed}
          isWhole
          onChange={(next) => set({ ...drawing, seed: Math.max(0, Math.round(next)) % 2 ** 32 })}
        />
      </p>
      {chosen && (
        <p className={styles.caption}>
          ω from <Tex latex={chosen.latex} />; fans are those of the layer, however it is drawn.
        </p>
      )}
      <Button variant="outline" onClick={() => drawWeights([...(only ?? [])])}>
        Draw the weights
      </Button>
    </section>
  );
}
