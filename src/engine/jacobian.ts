import type { VectorOp } from "@/ops";

/**
 * ∂h/∂(a, b) of one row of an op that takes rows as a whole: for each unit of h, one number for each unit of a and then
 * of b. By the op's own backward loop, which is handed one unit of h after the other.
 */
export function jacobianOf(
  op: VectorOp,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  out: ArrayLike<number>,
): readonly (readonly number[])[] {
  const [atB, atOut] = [a.length, a.length + b.length];
  const values = new Float64Array(atOut + out.length);
  values.set(a);
  values.set(b, atB);
  values.set(out, atOut);
  const derivatives = new Float64Array(values.length);
  return Array.from(out, (_, unit) => {
    derivatives.fill(0);
    derivatives[atOut + unit] = 1;
    op.backward(values, 0, a.length, atB, b.length, atOut, derivatives, atOut, 0, atB, 1);
    return Array.from(derivatives.subarray(0, atOut));
  });
}
