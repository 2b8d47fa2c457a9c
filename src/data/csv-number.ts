/** Why a field is no number. */
export type NumberProblem = "missing" | "not-finite" | "thousands" | "text";

type NumberReading =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly why: NumberProblem };

/** What programs write where there is no number. */
const MISSING = /^(?:|nan|na|n\/a|null|none|nil|\?|-|#n\/a)$/i;
const INFINITE = /^[-+−]?(?:inf|infinity|∞)$/i;
const NUMBER = /^[-+−]?(?:\d+\.?\d*|\.\d+)(?:e[-+−]?\d+)?$/i;
const GROUPED = /^[-+−]?\d{1,3}(?:[.,'\u00A0\u202F ]\d{3})+(?:[.,]\d+)?$/;

/** Does a field say that its number is not known: empty, or "n/a", "NaN", "null" and the like? */
export function isMissing(text: string): boolean {
  return MISSING.test(text.trim());
}

/** The number of a field: digits with a point, or with a comma where `decimalComma`; spaces around it do not count. */
export function readNumber(text: string, decimalComma: boolean): NumberReading {
  const trimmed = text.trim();
  if (isMissing(trimmed)) return { ok: false, why: "missing" };
  if (INFINITE.test(trimmed)) return { ok: false, why: "not-finite" };
  const pointed = decimalComma ? trimmed.replace(",", ".") : trimmed;
  if (!NUMBER.test(pointed)) {
    return { ok: false, why: GROUPED.test(trimmed) ? "thousands" : "text" };
  }
  const value = Number(pointed.replaceAll("−", "-"));
  return Number.isFinite(value) ? { ok: true, value } : { ok: false, why: "not-finite" };
}
