import { type SweptCurve, subjectOf, sweepCurves } from "@/engine/sweep";
import { type BackflowDocument, type CurveFigure, isLinear, type Range, type Read } from "@/graph";

/** Members of a family that stay when others are drawn. */
const MOST_MEMBERS = 8;

/**
 * The members that were drawn before the present one, the last first: documents of the same graph after which every
 * linear node got other numbers at once. Undo brings back the member, and those before it.
 */
function membersBefore(
  past: readonly BackflowDocument[],
  present: BackflowDocument,
): readonly BackflowDocument[] {
  const members: BackflowDocument[] = [];
  let after = present;
  for (let place = past.length - 1; place >= 0 && members.length < MOST_MEMBERS; place--) {
    const before = past[place];
    if (!before || before.graph !== present.graph) break;
    const { numbers } = after;
    const linear = present.graph.nodes.filter(isLinear);
    if (linear.every(({ id }) => before.numbers.get(id) !== numbers.get(id))) members.push(before);
    after = before;
  }
  return members;
}

const known = new WeakMap<BackflowDocument, { readonly key: string; readonly curve: SweptCurve }>();

/** Their curves, pale in the figure. Each is swept once for each range. */
export function memberCurves(
  past: readonly BackflowDocument[],
  present: BackflowDocument,
  figure: CurveFigure,
  read: Read,
  range: Range,
): readonly SweptCurve[] {
  const key = JSON.stringify([figure.axis, read, range]);
  return membersBefore(past, present).flatMap((document) => {
    const found = known.get(document);
    if (found?.key === key) return [found.curve];
    const { axis } = figure;
    const { curves } = sweepCurves(subjectOf(document), { axis, range, reads: [read], sample: 0 });
    const [curve] = curves;
    if (!curve) return [];
    known.set(document, { key, curve });
    return [curve];
  });
}
