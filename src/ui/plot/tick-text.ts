const RAISED = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"] as const;

/** The numbers of an axis as texts: only as many digits as they differ in, − for minus, 2·10⁻⁵ for what is far from 1. */
export function tickTexts(ticks: readonly number[]): readonly string[] {
  return ticks.map((tick) => tickText(tick));
}

function tickText(tick: number): string {
  // Ticks are sums of steps: what rounding adds beyond the twelfth digit is no digit of theirs.
  const value = Number(tick.toPrecision(12));
  const size = Math.abs(value);
  if (value === 0) return "0";
  if (size >= 1e5 || size < 1e-3) return powerText(value);
  return String(value).replace("-", "−");
}

function powerText(value: number): string {
  const [digits = "", exponent = "0"] = value.toExponential().split("e");
  const power = `10${raise(Number(exponent))}`;
  if (digits === "1") return power;
  if (digits === "-1") return `−${power}`;
  return `${digits.replace("-", "−")}·${power}`;
}

function raise(exponent: number): string {
  const digits = Array.from(String(Math.abs(exponent)), (digit) => RAISED[Number(digit)] ?? "");
  return `${exponent < 0 ? "⁻" : ""}${digits.join("")}`;
}
