/**
 * explain/steps: a step of the run in words and as an equation. It has a door of its own, because the first view of the page
 * does without it: before the first step there is nothing to explain.
 */
export { lineLatex } from "./equation";
export { explainStep } from "./steps";
