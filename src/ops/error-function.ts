/**
 * The complementary error function in double precision, relative error about 1e-16 on both sides, so that the far left
 * of the normal distribution keeps its digits.
 *
 * Rational Chebyshev approximations and coefficients: W. J. Cody, "Rational Chebyshev approximations for the error
 * function", Mathematics of Computation 23 (1969), 631–637; the degrees are those of his CALERF (Netlib, specfun/erf).
 * Coefficients are written as the doubles that they round to.
 */

/** 1/√π */
const RECIPROCAL_SQRT_PI = 0.5641895835477563;

/** erf[x] for |x| ≤ 0.46875. */
function erfNearZero(x: number): number {
  const s = x * x;
  const numerator =
    (((0.18577770618460315 * s + 3.1611237438705655) * s + 113.86415415105016) * s +
      377.485237685302) *
      s +
    3209.3775891384694;
  const denominator =
    (((s + 23.601290952344122) * s + 244.02463793444417) * s + 1282.6165260773723) * s +
    2844.236833439171;
  return (x * numerator) / denominator;
}

/**
 * exp[−z²]. Rounding z² would cost relative accuracy of z²·1e-16, so z is split into a part of few bits, whose square
 * is exact, and a rest.
 */
function expOfMinusSquare(z: number): number {
  const head = Math.trunc(z * 16) / 16;
  return Math.exp(-head * head) * Math.exp(-(z - head) * (z + head));
}

/** erfc[z] · exp[z²] for 0.46875 ≤ z ≤ 4. */
function scaledErfcMiddle(z: number): number {
  let numerator = 2.1531153547440383e-8 * z + 0.5641884969886701;
  numerator = numerator * z + 8.883149794388377;
  numerator = numerator * z + 66.11919063714163;
  numerator = numerator * z + 298.6351381974001;
  numerator = numerator * z + 881.952221241769;
  numerator = numerator * z + 1712.0476126340707;
  numerator = numerator * z + 2051.0783778260716;
  numerator = numerator * z + 1230.3393547979972;
  let denominator = z + 15.744926110709835;
  denominator = denominator * z + 117.6939508913125;
  denominator = denominator * z + 537.1811018620099;
  denominator = denominator * z + 1621.3895745666903;
  denominator = denominator * z + 3290.7992357334597;
  denominator = denominator * z + 4362.619090143247;
  denominator = denominator * z + 3439.3676741437216;
  denominator = denominator * z + 1230.3393548037495;
  return numerator / denominator;
}

/** erfc[z] · exp[z²] for z > 4. */
function scaledErfcFar(z: number): number {
  const s = 1 / (z * z);
  let numerator = 0.016315387137302097 * s + 0.30532663496123236;
  numerator = numerator * s + 0.36034489994980445;
  numerator = numerator * s + 0.12578172611122926;
  numerator = numerator * s + 0.016083785148742275;
  numerator = numerator * s + 0.0006587491615298378;
  let denominator = s + 2.568520192289822;
  denominator = denominator * s + 1.8729528499234604;
  denominator = denominator * s + 0.5279051029514285;
  denominator = denominator * s + 0.06051834131244132;
  denominator = denominator * s + 0.0023352049762686918;
  return (RECIPROCAL_SQRT_PI - (s * numerator) / denominator) / z;
}

/** Beyond this erfc is below the smallest double; infinities would turn the splitting above into NaN. */
const ERFC_UNDERFLOWS = 27.3;

/** erfc[x] = 1 − erf[x] = 2/√π ∫ₓ^∞ exp[−t²] dt. */
export function erfc(x: number): number {
  const z = Math.abs(x);
  if (z <= 0.46875) return 1 - erfNearZero(x);
  // Not "z > bound", so that NaN goes through the arithmetic and stays NaN.
  const right =
    z >= ERFC_UNDERFLOWS
      ? 0
      : (z <= 4 ? scaledErfcMiddle(z) : scaledErfcFar(z)) * expOfMinusSquare(z);
  return x < 0 ? 2 - right : right;
}

/** erf[x] = 2/√π ∫₀ˣ exp[−t²] dt. */
export function erf(x: number): number {
  if (Math.abs(x) <= 0.46875) return erfNearZero(x);
  return x < 0 ? erfc(-x) - 1 : 1 - erfc(x);
}
