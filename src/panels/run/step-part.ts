/** What the stage needs from the first step on. */
export { explainStep } from "@/explain/steps";
export { Board } from "./Board";
export { Equation } from "./Equation";
