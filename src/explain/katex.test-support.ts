/** As the page renders: whatever a link holds, KaTeX may do nothing but typeset. */
export const KATEX_OPTIONS = {
  trust: false,
  maxExpand: 50,
  maxSize: 5,
  throwOnError: true,
  strict: false,
} as const;

/** The part of KaTeX that the tests use. */
export interface Katex {
  renderToString(latex: string, options: object): string;
}
