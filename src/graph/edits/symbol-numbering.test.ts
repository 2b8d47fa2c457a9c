import { expect, it } from "vitest";
import { numberingOf } from "./symbol-numbering";

it.each([
  ["z_3", ["z_4", "z_5"]],
  ["z_9", ["z_{10}", "z_{11}"]],
  ["\\theta_{11}", ["\\theta_{12}", "\\theta_{13}"]],
  ["\\theta_{01}", ["\\theta_{02}", "\\theta_{03}"]],
  ["W_{00}", ["W_{01}", "W_{02}"]],
  ["w09", ["w10", "w11"]],
  ["\\omega_{0,1}", ["\\omega_{0,2}", "\\omega_{0,3}"]],
  ["\\alpha", ["\\alpha_2", "\\alpha_3"]],
  ["\\hat{y}", ["\\hat{y}_2", "\\hat{y}_3"]],
  ["\\hat{y_1}", ["\\hat{y_1}_2", "\\hat{y_1}_3"]],
  // As x_i is followed by x_2.
  ["u_i", ["u_2", "u_3"]],
  ["z_k", ["z_{k,2}", "z_{k,3}"]],
  ["z_{k,2}", ["z_{k,3}", "z_{k,4}"]],
  ["h_{k-1}", ["h_{k-1,2}", "h_{k-1,3}"]],
  ["z_\\alpha", ["z_{\\alpha,2}", "z_{\\alpha,3}"]],
  ["z_{a_{1}}", ["z_{a_{1},2}", "z_{a_{1},3}"]],
  ["z_3^*", ["z_4^*", "z_5^*"]],
  ["z^{(1)}_3", ["z^{(1)}_4", "z^{(1)}_5"]],
  ["z^2", ["z^2_2", "z^2_3"]],
  // Not in the way of mathematics, but as somebody may type it.
  ["w1", ["w2", "w3"]],
  ["w9", ["w10", "w11"]],
  ["z_12", ["z_13", "z_14"]],
  ["Layer 1", ["Layer 2", "Layer 3"]],
  ["hidden unit", ["hidden unit 2", "hidden unit 3"]],
  ["ℓ", ["ℓ 2", "ℓ 3"]],
  ["gate", ["gate_2", "gate_3"]],
  ["7", ["7_2", "7_3"]],
])("%s is followed by %j", (symbol, [second, third]) => {
  const { first, symbolOf } = numberingOf(symbol);
  expect([symbolOf(first), symbolOf(first + 1)]).toEqual([second, third]);
});
