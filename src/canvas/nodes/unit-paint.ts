import { formatNumber, formatSigned } from "@/explain";
import type { Paint } from "../painting/paint";
import type { NodePart } from "./node-part";
import { narrowRange, signOf, widthInDigits } from "./number-texts";

/** Units that have a line each; more are bars of a strip. */
const MOST_LINES = 4;
/** Bars of a strip. Of more units, each bar stands for several: for the largest magnitude among them. */
const MOST_BARS = 52;
/** Of a strip, canvas units. */
const STRIP = { width: 104, height: 16 };
/** Significant digits: two numbers stand side by side. */
const DIGITS = 2;
/** How much wider bold digits are. */
const BOLD = 1.09;

const SVG = "http://www.w3.org/2000/svg";

/** What is drawn of several units: nothing of one, a line each of a few, a strip of many. */
type Form = "none" | "column" | "strip";

function formOf(units: number): Form {
  if (units < 2) return "none";
  return units <= MOST_LINES ? "column" : "strip";
}

/**
 * Paints values and derivatives of a node of several units: a line for each unit, with its own colour of sign, or strips
 * of signed bars with their range.
 */
export function paintUnits(
  paint: Paint<NodePart>,
  root: HTMLElement,
  values: Float64Array | null,
  derivatives: Float64Array | null,
  isSum: boolean,
): void {
  const element = paint.part("units");
  const form = formOf(values?.length ?? 0);
  paint.attribute(root, "data-units", form);
  if (!element || !values || form === "none") return;
  if (form === "column") paintLines(paint, element, values, derivatives, isSum);
  else paintStrips(paint, element, values, derivatives, isSum);
}

function paintLines(
  paint: Paint<NodePart>,
  element: Element,
  values: Float64Array,
  derivatives: Float64Array | null,
  isSum: boolean,
): void {
  prepare(element, `column ${values.length}`, () =>
    Array.from(values).flatMap(() => [span("value"), span("derivative")]),
  );
  const valueTexts = Array.from(values, (value) => formatNumber(value, DIGITS));
  const derivativeTexts = Array.from(derivatives ?? [], (derivative, unit) => {
    const sum = isSum && unit === 0 ? "Σ\u00a0" : "";
    return sum + formatSigned(derivative, DIGITS);
  });
  // Both columns share the width as they need it, and all numbers are of one size.
  const widest = (texts: readonly string[]): number => Math.max(...texts.map(widthInDigits));
  const left = widest(valueTexts);
  const right = derivatives ? BOLD * widest(derivativeTexts) : left;
  for (const [unit, text] of valueTexts.entries()) {
    const cell = element.children[2 * unit + 1];
    const derivative = derivatives?.[unit];
    paint.fittedText(element.children[2 * unit], text, left + right);
    paint.fittedText(cell, derivativeTexts[unit] ?? "", left + right);
    paint.attribute(cell, "data-sign", derivative === undefined ? "" : signOf([derivative]));
  }
  if (element instanceof HTMLElement) {
    paint.property(element, "--columns", `${left.toFixed(1)}fr ${right.toFixed(1)}fr`);
  }
}

function paintStrips(
  paint: Paint<NodePart>,
  element: Element,
  values: Float64Array,
  derivatives: Float64Array | null,
  isSum: boolean,
): void {
  prepare(element, "strip", () => [strip(), span("range"), strip(), span("range")]);
  const rows = [
    { numbers: values, kind: "value", sum: "" },
    { numbers: derivatives, kind: "derivative", sum: isSum ? "Σ " : "" },
  ] as const;
  for (const [row, { numbers, kind, sum }] of rows.entries()) {
    const [picture, range] = [element.children[2 * row], element.children[2 * row + 1]];
    paint.attribute(picture, "data-of", kind);
    paint.attribute(picture?.children[0], "d", numbers ? barsOf(numbers, 1) : "");
    paint.attribute(picture?.children[1], "d", numbers ? barsOf(numbers, -1) : "");
    const format = kind === "derivative" ? formatSigned : formatNumber;
    const text = numbers ? sum + narrowRange(numbers, format) : "";
    paint.fittedText(range, text, widthInDigits(text));
  }
}

/** The bars of one sign, up from the middle or down from it, as a path. */
export function barsOf(numbers: Float64Array, sign: 1 | -1): string {
  const bars = Math.min(MOST_BARS, numbers.length);
  const largest = numbers.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  const pitch = STRIP.width / bars;
  let path = "";
  for (let bar = 0; bar < bars; bar++) {
    const start = Math.floor((bar * numbers.length) / bars);
    const end = Math.floor(((bar + 1) * numbers.length) / bars);
    const number = extreme(numbers.subarray(start, end));
    const share = number / largest;
    if (!(share * sign > 0)) continue;
    const height = Math.max(0.5, (Math.abs(share) * STRIP.height) / 2);
    const [x, width] = [bar * pitch, Math.max(1, pitch - 1)];
    path += `M${x.toFixed(1)} ${STRIP.height / 2}h${width.toFixed(1)}v${(-sign * height).toFixed(1)}h${(-width).toFixed(1)}z`;
  }
  return path;
}

function extreme(numbers: Float64Array): number {
  let largest = 0;
  for (const number of numbers) if (Math.abs(number) > Math.abs(largest)) largest = number;
  return largest;
}

/** Builds what is painted in, once for each form. */
function prepare(element: Element, form: string, build: () => readonly Element[]): void {
  if (element.getAttribute("data-form") === form) return;
  element.setAttribute("data-form", form);
  element.replaceChildren(...build());
}

function span(kind: string): Element {
  const element = document.createElement("span");
  element.dataset.of = kind;
  return element;
}

function strip(): Element {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${STRIP.width} ${STRIP.height}`);
  svg.setAttribute("width", String(STRIP.width));
  svg.setAttribute("height", String(STRIP.height));
  svg.setAttribute("aria-hidden", "true");
  for (const sign of ["positive", "negative"]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("data-sign", sign);
    svg.append(path);
  }
  return svg;
}
