import { formatNumber } from "@/explain";

/** A setting as it was typed: all its digits. */
export function exactText(value: number): string {
  return formatNumber(value, 17);
}
