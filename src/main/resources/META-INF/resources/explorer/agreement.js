// Which metrics order the pairs alike, in a sentence.

/** From this correlation on, metrics are said to agree. */
const AGREE = 0.9;

/**
 * @param {{metrics: string[], matrix: (number | null)[][]}} correlation Pearson's r between metrics; null where it has no value
 * @param {(metric: string) => string} nameOf
 */
export function agreement({metrics, matrix}, nameOf) {
  if (matrix.flat().some(r => r === null)) return 'There are too few different pairs to say whether the metrics agree.';
  const all = metrics.map((_, i) => i);
  const together = largestGroup(all, matrix);
  const name = members => listed(members.map(i => nameOf(metrics[i])));
  const least = floored(leastR(together, matrix));
  if (together.length === all.length) return `All four metrics agree on which pairs are alike (r ≥ ${least}).`;
  if (together.length < 2) return `No two metrics agree on which pairs are alike (every r < ${AGREE}).`;
  const others = all.filter(i => !together.includes(i));
  const apart = Math.min(...others.flatMap(other => together.map(i => matrix[other][i]))).toFixed(2);
  const leastOfOthers = leastR(others, matrix);
  if (others.length === 2 && leastOfOthers >= AGREE) {
    return `${name(together)} agree on which pairs are alike (r ≥ ${least}), and so do ${name(others)}`
      + ` (r ≥ ${floored(leastOfOthers)}), but not the first two with the last two (r down to ${apart}).`;
  }
  const verb = others.length === 1 ? 'differs' : 'differ';
  return `${name(together)} agree on which pairs are alike (r ≥ ${least}); ${name(others)} ${verb} (r down to ${apart}).`;
}

/** The most metrics of which each agrees with each; there are 16 sets to try. */
function largestGroup(all, matrix) {
  const sets = all.reduce((found, i) => [...found, ...found.map(set => [...set, i])], [[]]);
  return sets.filter(set => leastR(set, matrix) >= AGREE)
    .reduce((best, set) => set.length > best.length ? set : best, []);
}

function leastR(set, matrix) {
  return Math.min(1, ...set.flatMap(a => set.map(b => matrix[a][b])));
}

/** Never more than it is. */
function floored(r) {
  return (Math.floor(r * 100) / 100).toFixed(2);
}

function listed(names) {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
