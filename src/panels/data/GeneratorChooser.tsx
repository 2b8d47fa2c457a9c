import { useMemo } from "react";
import { generatedColumns, generators, type Recipe } from "@/data";
import { documentOf, useBackflow } from "@/store";
import styles from "./recipe.module.css";
import { misfitOf, recipeOf } from "./recipes";
import { takeRecipe } from "./table-actions";

/** Every generator with a little picture of its rows; those that do not fit the graph say why. */
export function GeneratorChooser({
  onTell,
}: {
  readonly onTell: (sentence: string | null) => void;
}) {
  const table = useBackflow((state) => documentOf(state).data);
  const graph = useBackflow((state) => documentOf(state).graph);
  const chosen = table.source.kind === "recipe" ? table.source.recipe.generator : null;
  const choices = generators.map(({ id, title }) => {
    const recipe = recipeOf(id, table, graph);
    return { id, title, recipe, misfit: misfitOf(recipe, graph) };
  });
  const misfits = new Map<string, string[]>();
  for (const { title, misfit } of choices) {
    if (misfit !== null) misfits.set(misfit, [...(misfits.get(misfit) ?? []), title]);
  }
  return (
    <section className={styles.chooser} aria-label="Generators">
      <ul className={styles.generators}>
        {choices.map(({ id, title, recipe, misfit }) => (
          <li key={id}>
            <button
              type="button"
              className={styles.generator}
              aria-pressed={id === chosen}
              disabled={misfit !== null}
              title={misfit === null ? undefined : `${title}: ${misfit}.`}
              onClick={() => onTell(takeRecipe(recipe))}
            >
              <Picture recipe={recipe} />
              {title}
            </button>
          </li>
        ))}
      </ul>
      {[...misfits].map(([misfit, titles]) => (
        <p key={misfit} className={styles.formula}>
          {titles.join(", ")}: {misfit}.
        </p>
      ))}
    </section>
  );
}

const WIDTH = 96;
const HEIGHT = 36;
const EDGE = 5;
/** Rows of a picture. */
const SHOWN = 28;

/** Some rows of a generator: circles filled for the first class, hollow for the second. */
function Picture({ recipe }: { readonly recipe: Recipe }) {
  const { generator, points } = recipe;
  const dots = useMemo(() => {
    const picture: Recipe = {
      generator,
      size: SHOWN,
      validation: 0,
      noise: 0.02,
      seed: 3,
      coding: "0/1",
      points,
    };
    const { inputs, targets } = generatedColumns(picture);
    const [across, up, label] = [inputs[0] ?? [], inputs[1] ?? targets[0] ?? [], targets[0] ?? []];
    const x = scale(across, EDGE, WIDTH - EDGE);
    const y = scale(up, HEIGHT - EDGE, EDGE);
    return Array.from(across, (value, row) => ({
      row,
      x: x(value),
      y: y(up[row] ?? 0),
      isHollow: inputs.length > 1 && label[row] === 1,
    }));
  }, [generator, points]);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles.picture} aria-hidden="true">
      {dots.map(({ row, x, y, isHollow }) => (
        <circle key={row} cx={x} cy={y} r={2.2} data-hollow={isHollow || undefined} />
      ))}
    </svg>
  );
}

function scale(values: ArrayLike<number>, from: number, to: number): (value: number) => number {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < values.length; row++) {
    least = Math.min(least, values[row] as number);
    most = Math.max(most, values[row] as number);
  }
  return (value) => from + ((to - from) * (value - least)) / (most - least || 1);
}
