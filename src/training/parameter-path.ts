/** Of models with more parameters no path is kept: too few of its points would have room. */
const MOST_PARAMETERS = 1000;
/** So many points are kept at most, and so many numbers; beyond, every second point goes. */
const MOST_POINTS = 2000;
const MOST_NUMBERS = 32_000;

/** The parameters of a model, iteration by iteration, or as many of these as there is room for: the path of a descent. */
export class ParameterPath {
  private readonly most: number;
  private points = new Float64Array();
  private count = 0;
  private apart = 1;

  constructor(
    private readonly parameterCount: number,
    private readonly first: number,
  ) {
    const isKept = parameterCount > 0 && parameterCount <= MOST_PARAMETERS;
    this.most = isKept ? Math.min(MOST_POINTS, Math.floor(MOST_NUMBERS / parameterCount)) : 0;
  }

  add(t: number, parameters: Float64Array): void {
    if (this.most === 0 || (t - this.first) % this.apart !== 0) return;
    if (this.count >= this.most) {
      this.thin();
      if ((t - this.first) % this.apart !== 0) return;
    }
    const at = this.count * this.parameterCount;
    if (at >= this.points.length) this.grow();
    this.points.set(parameters.subarray(0, this.parameterCount), at);
    this.count++;
  }

  get bytes(): number {
    return this.points.byteLength;
  }

  /** A copy, point after point. Empty for larger models. */
  copy(): Float64Array {
    return this.points.slice(0, this.count * this.parameterCount);
  }

  private grow(): void {
    const places = Math.min(this.most, Math.max(64, 2 * this.count));
    const grown = new Float64Array(places * this.parameterCount);
    grown.set(this.points);
    this.points = grown;
  }

  private thin(): void {
    const { points, parameterCount } = this;
    const left = Math.ceil(this.count / 2);
    for (let kept = 1; kept < left; kept++) {
      const from = 2 * kept * parameterCount;
      points.copyWithin(kept * parameterCount, from, from + parameterCount);
    }
    this.count = left;
    this.apart *= 2;
  }
}
