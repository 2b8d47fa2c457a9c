/** Of models with more parameters no path is kept: it is drawn over two of them, for the smallest models. */
const MOST_PARAMETERS = 8;
/** So many points are kept; beyond, every second one goes. */
const CAPACITY = 2000;

/** The parameters of a small model, iteration by iteration: the path of a descent. */
export class ParameterPath {
  private points: number[] = [];
  private apart = 1;

  constructor(
    private readonly parameterCount: number,
    private readonly first: number,
  ) {}

  add(t: number, parameters: Float64Array): void {
    if (this.parameterCount > MOST_PARAMETERS || (t - this.first) % this.apart !== 0) return;
    if (this.points.length >= CAPACITY * this.parameterCount) {
      const { parameterCount } = this;
      this.points = this.points.filter((_, at) => Math.floor(at / parameterCount) % 2 === 0);
      this.apart *= 2;
      if ((t - this.first) % this.apart !== 0) return;
    }
    for (const parameter of parameters) this.points.push(parameter);
  }

  get bytes(): number {
    return this.points.length * 8;
  }

  /** A copy, point after point. Empty for larger models. */
  copy(): Float64Array {
    return Float64Array.from(this.points);
  }
}
