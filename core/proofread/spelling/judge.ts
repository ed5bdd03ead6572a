/**
 * The judge of edits: boosted decision trees over the features of an edit. Its sum is the log odds that the edit is
 * right; nodes of all trees lie in one list, a tree begins at each of `roots`.
 */
export type Judge = {
  readonly roots: Uint32Array
  /** Feature asked at a node, or 255 at a leaf. */
  readonly feature: Uint8Array
  /** Bound of the question: below goes to `node + 1`, else to `right`; at a leaf the value. */
  readonly value: Float32Array
  readonly right: Uint32Array
}

/** Mark of a leaf. */
export const leaf = 255

/** Log odds that an edit with these features is right. */
export function logOdds(judge: Judge, features: Float64Array): number {
  const { roots, feature, value, right } = judge
  let sum = 0
  for (let t = 0; t < roots.length; t++) {
    let node = roots[t]!
    for (let asked = feature[node]!; asked !== leaf; asked = feature[node]!) {
      node = features[asked]! < value[node]! ? node + 1 : right[node]!
    }
    sum += value[node]!
  }
  return sum
}
