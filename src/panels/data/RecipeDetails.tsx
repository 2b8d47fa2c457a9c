import { generatorOf } from "@/data";
import { documentOf, useBackflow } from "@/store";
import { Tex } from "@/ui";
import { DrawnCurve } from "./DrawnCurve";
import { GeneratorChooser } from "./GeneratorChooser";
import type { RecipeLineProps } from "./RecipeLine";
import styles from "./recipe.module.css";
import { takeRecipe } from "./table-actions";

/** What unfolds under the sentence: the generators, what the chosen one says, and the curve that is drawn by hand. */
export function RecipeDetails({ onTell }: Pick<RecipeLineProps, "onTell">) {
  const source = useBackflow((state) => documentOf(state).data.source);
  const recipe = source.kind === "recipe" ? source.recipe : null;
  const generator = recipe && generatorOf(recipe.generator);
  return (
    <div className={styles.details}>
      <div className={styles.choosing}>
        <GeneratorChooser onTell={onTell} />
        {generator && (
          <p className={styles.formula}>
            {generator.title}: <Tex latex={generator.latex} />
            {generator.kind === "curve" ? " + noise" : ", moved about by the noise"}
          </p>
        )}
      </div>
      {recipe?.generator === "drawn" && (
        <DrawnCurve
          points={recipe.points}
          onDraw={(points, gesture) => onTell(takeRecipe({ ...recipe, points }, gesture))}
        />
      )}
    </div>
  );
}
