import {
  MOST_DRAWN_POINTS,
  MOST_NOISE,
  MOST_ROWS,
  MOST_SEED,
  type RecipeProblem,
  type TableProblem,
} from "@/data";
import { groupThousands } from "../counts";

const ROWS_LIMIT = `A table has at most ${groupThousands(MOST_ROWS)} rows`;

/** Why an edit of the table cannot be made, and what to do instead. */
export function tableProblemSentence(problem: TableProblem): string {
  switch (problem.kind) {
    case "too-many-rows":
      return `${ROWS_LIMIT}, and these would be ${groupThousands(problem.rows)}. Remove some first.`;
    case "no-training-row":
      return "A table keeps at least one training row: move the line down, or add a row, first.";
    case "not-finite":
      return `Row ${problem.cell.row + 1} would hold what is no number. Type one such as −0.4 or 1e-3.`;
  }
}

/** Why a recipe gives no rows. The rows that there are stay. */
export function recipeProblemSentence(problem: RecipeProblem): string {
  switch (problem.kind) {
    case "size":
      return "There has to be a whole number of training rows, at least 1.";
    case "validation":
      return "There has to be a whole number of validation rows, 0 or more.";
    case "too-many-rows":
      return `${ROWS_LIMIT}, and training and validation rows would be ${groupThousands(problem.rows)} together.`;
    case "noise":
      return `Noise is how far rows are scattered: a number from 0 to ${groupThousands(MOST_NOISE)}.`;
    case "seed":
      return `A seed is a whole number from 0 to ${groupThousands(MOST_SEED)}.`;
    case "points":
      return `A drawn curve has 2 to ${MOST_DRAWN_POINTS} points, each to the right of the one before. Draw it anew.`;
  }
}
