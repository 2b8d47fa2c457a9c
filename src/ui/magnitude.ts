/** Decades that the width of a wire tells apart: below and above, it is as thin, or as wide, as it gets. */
const SMALLEST_DECADE = -6;
const LARGEST_DECADE = 3;

const THINNEST = 1.5;
const WIDEST = 15;

/** Width in pixels of a line that carries a magnitude: linear in log₁₀, from 10⁻⁶ to 10³. 0 for nothing, or for NaN. */
export function strokeOf(magnitude: number): number {
  if (!(magnitude > 0)) return 0;
  const decade = Math.min(LARGEST_DECADE, Math.max(SMALLEST_DECADE, Math.log10(magnitude)));
  const part = (decade - SMALLEST_DECADE) / (LARGEST_DECADE - SMALLEST_DECADE);
  return THINNEST + part * (WIDEST - THINNEST);
}
