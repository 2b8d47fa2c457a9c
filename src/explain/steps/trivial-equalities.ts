import { numberLatex } from "../numbers";
import { type EquationLine, plain, type Segment, textOf } from "./equation";

/**
 * Lines without what says nothing: a side that repeats the one before it, as in "∂h₃/∂h₂ = 1 = 1". The first line keeps
 * its left side, so that "∂h₃/∂h₂ = 1" with the result 1 becomes "∂h₃/∂h₂" and "= 1".
 */
export function withoutTrivialEqualities(lines: readonly EquationLine[]): EquationLine[] {
  const kept: EquationLine[] = [];
  for (const line of lines.flatMap(withoutNotANumber).map(withoutRepeats)) {
    const before = kept.findLast(({ kind }) => kind !== "local");
    const repeats = line.kind !== "local" && before && isGoingOn(line) && saysSame(before, line);
    if (!repeats) {
      kept.push(line);
      continue;
    }
    // The later line is kept: a result is read aloud, and coloured.
    const index = kept.indexOf(before);
    const sides = sidesOf(before);
    if (sides.length > 1 && !sides[0]?.every(isMark)) {
      kept[index] = { ...before, segments: joined(sides.slice(0, -1), relationsOf(before)) };
    } else {
      kept.splice(index, 1);
    }
    kept.push(line);
  }
  return kept;
}

const NOT_A_NUMBER = numberLatex(Number.NaN);

/** Nobody can calculate with "not a number": "= 1/(2 not a number)" is left out, and "= not a number" stays. */
function withoutNotANumber(line: EquationLine): EquationLine[] {
  const sides = sidesOf(line);
  const isKept = (side: readonly Segment[]) => {
    const text = textOf(side.filter((segment) => !isMark(segment)));
    return !text.includes(textOf([plain(NOT_A_NUMBER)])) || text === textOf([plain(NOT_A_NUMBER)]);
  };
  if (sides.every(isKept)) return [line];
  const relations = relationsOf(line).filter((_, index) => isKept(sides[index + 1] ?? []));
  const kept = sides.filter(isKept);
  return kept.every((side) => side.every(isMark))
    ? []
    : [{ ...line, segments: joined(kept, relations) }];
}

/** Within one line: "∂f/∂h = ω = ω", "h = h". */
function withoutRepeats(line: EquationLine): EquationLine {
  const sides = sidesOf(line);
  const relations = relationsOf(line);
  const keptSides: Segment[][] = [];
  const keptRelations: Segment[] = [];
  sides.forEach((side, index) => {
    const last = keptSides.at(-1);
    if (last && index > 0 && textOf(last) === textOf(side)) return;
    const relation = relations[index - 1];
    if (relation && index > 0) keptRelations.push(relation);
    keptSides.push(side);
  });
  if (keptSides.length === sides.length) return line;
  return { ...line, segments: joined(keptSides, keptRelations) };
}

/** Does a line begin with "=" or "≈", after the mark of its unit if it has one? */
function isGoingOn(line: EquationLine): boolean {
  const [first = []] = sidesOf(line);
  return first.every(isMark);
}

function saysSame(before: EquationLine, line: EquationLine): boolean {
  const last = sidesOf(before).at(-1) ?? [];
  const right = sidesOf(line).slice(1);
  const [only] = right;
  return right.length === 1 && only !== undefined && textOf(last) === textOf(only);
}

/** Which unit or entry the numbers are of is said before the first of them, or else before the result. */
export function withMark(
  lines: readonly EquationLine[],
  mark: readonly Segment[],
): readonly EquationLine[] {
  const isMarked = lines.some(({ kind, segments }) => kind !== "local" && segments.some(isMark));
  const first = lines.findIndex((line) => line.kind === "result" && isGoingOn(line));
  return lines.map((line, index) =>
    index === first && !isMarked ? { ...line, segments: [...mark, ...line.segments] } : line,
  );
}

function isMark(segment: Segment): boolean {
  return segment.kind === "plain" && /^\\text\{[^}]*: \}$/.test(segment.latex);
}

/** What stands between the relations of a line. */
function sidesOf(line: EquationLine): Segment[][] {
  const sides: Segment[][] = [[]];
  for (const segment of line.segments) {
    if (isRelation(segment)) sides.push([]);
    else sides.at(-1)?.push(segment);
  }
  return sides;
}

function relationsOf(line: EquationLine): Segment[] {
  return line.segments.filter(isRelation);
}

function isRelation(segment: Segment): boolean {
  return segment.kind === "plain" && /^\{\}(?:=|\\approx)\{\}$/.test(segment.latex);
}

function joined(sides: readonly Segment[][], relations: readonly Segment[]): Segment[] {
  return sides.flatMap((side, index) => {
    const relation = relations[index - 1];
    return index === 0 || !relation ? side : [relation, ...side];
  });
}
