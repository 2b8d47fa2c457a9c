import { CLASS_CODINGS, generatorOf, type Recipe, trainingRows, withValidation } from "@/data";
import { withRowCount } from "@/graph";
import { documentOf, useBackflow } from "@/store";
import { IconButton } from "@/ui";
import styles from "./recipe.module.css";
import { editTable, takeAnotherSeed, takeRecipe } from "./table-actions";
import { WordNumber } from "./WordNumber";

export interface RecipeLineProps {
  readonly onTell: (sentence: string | null) => void;
  /** Are the generators unfolded below? */
  readonly isChoosing: boolean;
  readonly onChoose: (choosing: boolean) => void;
}

/** What the rows are, in a sentence; its underlined words are changed in their place. */
export function RecipeLine({ onTell, isChoosing, onChoose }: RecipeLineProps) {
  const table = useBackflow((state) => documentOf(state).data);
  const { source } = table;
  const recipe = source.kind === "recipe" ? source.recipe : null;
  const change = (changed: Partial<Recipe>, gesture?: string) => {
    if (recipe) onTell(takeRecipe({ ...recipe, ...changed }, gesture));
  };
  const generator = recipe && generatorOf(recipe.generator);
  return (
    <div className={styles.sentence}>
      <button
        type="button"
        className={styles.wordButton}
        aria-expanded={isChoosing}
        onClick={() => onChoose(!isChoosing)}
      >
        {generator?.title ?? "Rows of your own"}
      </button>
      ,{" "}
      <WordNumber
        label="Training rows"
        value={trainingRows(table)}
        isWhole
        onChange={(size, gesture) =>
          recipe ? change({ size }, gesture) : onTell(takeRowCount(size, gesture))
        }
      />{" "}
      {trainingRows(table) === 1 ? "training row" : "training rows"},{" "}
      <WordNumber
        label="Validation rows"
        value={table.validation}
        isWhole
        onChange={(validation, gesture) =>
          recipe
            ? change({ validation }, gesture)
            : onTell(editTable((now) => withValidation(now, Math.round(validation)), gesture))
        }
      />{" "}
      for validation
      {recipe && generator && (
        <>
          , noise{" "}
          <WordNumber
            label="Noise"
            value={recipe.noise}
            onChange={(noise, gesture) => change({ noise }, gesture)}
          />
          {generator.kind === "classes" && (
            <>
              , classes as{" "}
              <select
                className={styles.choice}
                aria-label="Coding of classes"
                value={recipe.coding}
                onChange={(event) => {
                  const coding = CLASS_CODINGS.find((one) => one === event.currentTarget.value);
                  if (coding) change({ coding });
                }}
              >
                {CLASS_CODINGS.map((coding) => (
                  <option key={coding}>{coding}</option>
                ))}
              </select>
            </>
          )}
          , seed{" "}
          <WordNumber
            label="Seed"
            value={recipe.seed}
            isWhole
            onChange={(seed, gesture) => change({ seed }, gesture)}
          />{" "}
          <IconButton
            icon="reseed"
            label="Another seed"
            className={styles.reseed}
            onClick={() => onTell(takeAnotherSeed(recipe))}
          />
        </>
      )}
    </div>
  );
}

/** Another number of training rows of one's own: new ones are like the last one. */
function takeRowCount(training: number, gesture: string): string | null {
  const state = useBackflow.getState();
  const document = documentOf(state);
  state.apply(withRowCount(document, Math.round(training) + document.data.validation), { gesture });
  return null;
}
