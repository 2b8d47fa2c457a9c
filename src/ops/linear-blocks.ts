/** out[r, d] += Σₖ omega[d, k] · input[r, k], four units and two samples at a time: eight sums for six loads. */
export function multiplyAdd(
  values: Float64Array,
  input: number,
  inputWidth: number,
  out: number,
  rows: number,
  width: number,
  parameters: Float64Array,
  omega: number,
): void {
  let d = 0;
  for (; d + 3 < width; d += 4) {
    const o0 = omega + d * inputWidth;
    const o1 = o0 + inputWidth;
    const o2 = o1 + inputWidth;
    const o3 = o2 + inputWidth;
    let r = 0;
    for (; r + 1 < rows; r += 2) {
      const x0 = input + r * inputWidth;
      const x1 = x0 + inputWidth;
      let a0 = 0;
      let a1 = 0;
      let a2 = 0;
      let a3 = 0;
      let b0 = 0;
      let b1 = 0;
      let b2 = 0;
      let b3 = 0;
      for (let k = 0; k < inputWidth; k++) {
        const x = values[x0 + k] as number;
        const y = values[x1 + k] as number;
        const w0 = parameters[o0 + k] as number;
        const w1 = parameters[o1 + k] as number;
        const w2 = parameters[o2 + k] as number;
        const w3 = parameters[o3 + k] as number;
        a0 += w0 * x;
        a1 += w1 * x;
        a2 += w2 * x;
        a3 += w3 * x;
        b0 += w0 * y;
        b1 += w1 * y;
        b2 += w2 * y;
        b3 += w3 * y;
      }
      const f = out + r * width + d;
      const g = f + width;
      values[f] = (values[f] as number) + a0;
      values[f + 1] = (values[f + 1] as number) + a1;
      values[f + 2] = (values[f + 2] as number) + a2;
      values[f + 3] = (values[f + 3] as number) + a3;
      values[g] = (values[g] as number) + b0;
      values[g + 1] = (values[g + 1] as number) + b1;
      values[g + 2] = (values[g + 2] as number) + b2;
      values[g + 3] = (values[g + 3] as number) + b3;
    }
    if (r < rows) {
      const x0 = input + r * inputWidth;
      let a0 = 0;
      let a1 = 0;
      let a2 = 0;
      let a3 = 0;
      for (let k = 0; k < inputWidth; k++) {
        const x = values[x0 + k] as number;
        a0 += (parameters[o0 + k] as number) * x;
        a1 += (parameters[o1 + k] as number) * x;
        a2 += (parameters[o2 + k] as number) * x;
        a3 += (parameters[o3 + k] as number) * x;
      }
      const f = out + r * width + d;
      values[f] = (values[f] as number) + a0;
      values[f + 1] = (values[f + 1] as number) + a1;
      values[f + 2] = (values[f + 2] as number) + a2;
      values[f + 3] = (values[f + 3] as number) + a3;
    }
  }
  for (; d < width; d++) {
    const o = omega + d * inputWidth;
    for (let r = 0; r < rows; r++) {
      const x = input + r * inputWidth;
      let sum = 0;
      for (let k = 0; k < inputWidth; k++) {
        sum += (parameters[o + k] as number) * (values[x + k] as number);
      }
      const f = out + r * width + d;
      values[f] = (values[f] as number) + sum;
    }
  }
}
