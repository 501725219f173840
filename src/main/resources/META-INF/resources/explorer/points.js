// The points of a map, as the server sends them and as the scene shows them.

const HEADER_BYTES = 12;
const MAGIC = 0x31545853; // "SXT1", little-endian

/**
 * Points in the scene's units: the middle of the map is the origin, and 99 of 100 points lie within 1 of it. They come
 * in an order that looks like chance, so any first part of them is a fair sample.
 *
 * @typedef {object} Points
 * @property {number} count
 * @property {2 | 3} components
 * @property {Float32Array} positions [count × 3]; z is 0 on a flat map
 * @property {Int32Array} themes of each point, or -1
 * @property {Uint32Array} rows of each point, the numbers that texts are asked for by
 * @property {(row: number) => number} indexOf the point of a row, or -1
 * @property {(index: number) => number[]} placeOf a point in the map's own coordinates, [components]
 * @property {(center: number[]) => number[]} inScene takes the map's coordinates to the scene's
 */

/** @param {ArrayBuffer} buffer @returns {Points} */
export function readPoints(buffer) {
  const head = new DataView(buffer);
  if (buffer.byteLength < HEADER_BYTES || head.getUint32(0, true) !== MAGIC) {
    throw new Error('the points of the map have an unknown form; reload the page');
  }
  const count = head.getUint32(4, true);
  const components = head.getUint8(8);
  let at = HEADER_BYTES;
  const column = Type => {
    const values = new Type(buffer, at, count);
    at += 4 * count;
    return values;
  };
  const axes = Array.from({length: components}, () => column(Float32Array));
  const themes = column(Int32Array);
  const rows = column(Uint32Array);
  const frame = frameOf(axes, count);
  return {
    count, components, themes, rows,
    positions: placed(axes, count, frame),
    indexOf: indexByRow(rows),
    placeOf: index => axes.map(values => values[index]),
    inScene: center => [0, 1, 2].map(axis => axis < components ? (center[axis] - frame.middle[axis]) / frame.radius : 0),
  };
}

/** Middle and radius of the map; far outliers do not make everything else small. */
function frameOf(axes, count) {
  const middle = axes.map(values => {
    const sorted = Float32Array.from(values).sort();
    return count ? (sorted[Math.floor(count * 0.005)] + sorted[Math.ceil(count * 0.995) - 1]) / 2 : 0;
  });
  const distances = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    distances[i] = Math.hypot(...axes.map((values, axis) => values[i] - middle[axis]));
  }
  distances.sort();
  return {middle, radius: distances[Math.ceil(count * 0.99) - 1] || 1};
}

function placed(axes, count, {middle, radius}) {
  const positions = new Float32Array(3 * count);
  axes.forEach((values, axis) => {
    for (let i = 0; i < count; i++) positions[3 * i + axis] = (values[i] - middle[axis]) / radius;
  });
  return positions;
}

function indexByRow(rows) {
  const last = rows.reduce((most, row) => Math.max(most, row), -1);
  const index = new Int32Array(last + 1).fill(-1);
  rows.forEach((row, i) => { index[row] = i; });
  return row => index[row] ?? -1;
}
