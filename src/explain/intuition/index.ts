/** The intuition of a derivative, fetched when it is first asked for: the page imports it as `@/explain/intuition`. */
export { explainIntuition } from "./intuition";
