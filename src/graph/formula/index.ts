/**
 * What a typed formula says, and the edit that builds it. A door of its own: the first view does without it, and whoever
 * searches for something to add has it.
 */
export { withFormulas } from "./formula-graph";
export type { FormulaProblem } from "./formula-problem";
export { readFormula, type Statement } from "./formula-text";
