/**
 * explain/ turns document and numbers into words: LaTeX, captions, sentences. It computes no gradient and draws
 * nothing. Pure. May import ops, graph and engine.
 */

export { type Fit, factorsThatMultiplyOut, termsThatAddUp } from "./digits";
export { editProblemSentence } from "./edit-problems";
export type { EquationLine, FactorSegment, PlainSegment, Segment } from "./equation";
export { lineLatex } from "./equation";
export {
  betaLatex,
  betaText,
  derivativeLatex,
  derivativeText,
  nodeFormula,
  nodeLatex,
  nodeText,
  objectiveLatex,
  objectiveText,
  omegaLatex,
  omegaText,
  portName,
  sumsLosses,
  wireLocalLatex,
  wireLocalText,
} from "./formulas";
export {
  explainFinding,
  type FindingExplanation,
  flowData,
  flowWord,
  stateData,
  stateWord,
} from "./health";
export { explainIncomplete } from "./incomplete";
export {
  dataOf,
  exactNumber,
  formatNumber,
  formatSigned,
  numberData,
  numberLatex,
} from "./numbers";
export { formulaText } from "./plain-formula";
export * from "./problems";
export type { ProductPart } from "./product";
export { type Entry, entryBeside, entryText, FIRST_ENTRY } from "./step-entries";
export { opWord } from "./step-words";
export { explainStep, type StepExplanation } from "./steps";
export { isAllowedSymbol, symbolLatex, symbolText, textLatex } from "./symbols";
