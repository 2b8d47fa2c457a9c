/**
 * explain/ turns document and numbers into words: LaTeX, captions, sentences. It computes no gradient and draws
 * nothing. Pure.
 */

export { groupThousands } from "./counts";
export { descendedText, slopeText } from "./descended";
export {
  betaLatex,
  betaText,
  derivativeLatex,
  derivativeText,
  nodeById,
  nodeFormula,
  nodeLatex,
  nodeText,
  objectiveLatex,
  objectiveText,
  omegaLatex,
  omegaText,
  portName,
  wireLocalLatex,
  wireLocalText,
} from "./formulas";
export { findingWords } from "./health/claim-sentences";
export {
  explainFinding,
  type FactorList,
  type FindingExplanation,
  flowData,
  flowWord,
  type HealthClaim,
  stateData,
  stateWord,
  unitWord,
  type WellClaim,
  wellClaim,
} from "./health/health";
export {
  countStates,
  entryPlaceText,
  flowCounts,
  flowOverview,
  stateSentence,
  type UnitFlow,
  wellWords,
} from "./health/health-sentences";
export { productParts } from "./health/product-parts";
export { list } from "./list";
export {
  dataOf,
  detailedNumber,
  equalTo,
  exactNumber,
  formatNumber,
  formatSigned,
  hoveredNumber,
  numberData,
  numberLatex,
} from "./numbers";
export { pauseText } from "./pause-words";
export { formulaText } from "./plain-formula";
export { csvProblemSentence } from "./problems/csv-problems";
export {
  recipeProblemSentence,
  splitSentence,
  tableProblemSentence,
} from "./problems/data-problems";
export { editProblemSentence } from "./problems/edit-problems";
export { explainIncomplete } from "./problems/incomplete";
export * from "./problems/problems";
export { sampleText } from "./sample-text";
export type { EquationLine, FactorSegment, PlainSegment, Segment } from "./steps/equation";
export { readyWords } from "./steps/ready-words";
export type { StepClaim } from "./steps/step-claims";
export { type Entry, entryBeside, entryText, FIRST_ENTRY } from "./steps/step-entries";
export { stepPosition } from "./steps/step-position";
export type { StepExplanation } from "./steps/steps";
export { isAllowedSymbol, symbolLatex, symbolText, typedSymbol } from "./symbols";
