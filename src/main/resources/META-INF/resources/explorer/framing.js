// From where the whole map is seen as large as it can be.

import {Vector3} from 'three';

const UP = new Vector3(0, 1, 0);
/** Points come in an order that looks like chance, so that the first are a fair sample. */
const LOOKED_AT = 4000;
/** Far outliers may stay out of sight. */
const OUTLIERS = 0.005;
const MARGIN = 1.08;

/**
 * @param {import('./points.js').Points} points
 * @param {Vector3} direction from the map to the viewer, of length 1
 * @param {number} slopeX half the view's width, a unit away
 * @param {number} slopeY half the view's height, a unit away
 * @returns {{target: Vector3, distance: number}} what to look at, and from how far
 */
export function framed(points, direction, slopeX, slopeY) {
  const right = new Vector3().crossVectors(UP, direction).normalize();
  const above = new Vector3().crossVectors(direction, right);
  const count = Math.min(points.count, LOOKED_AT);
  const along = axis => Float32Array.from({length: count}, (_, i) =>
    points.positions[3 * i] * axis.x + points.positions[3 * i + 1] * axis.y + points.positions[3 * i + 2] * axis.z);
  const [across, upward, nearness] = [right, above, direction].map(along);
  const [middleX, middleY] = [across, upward].map(middle);
  const needed = across.map((x, i) =>
    nearness[i] + Math.max(Math.abs(x - middleX) / slopeX, Math.abs(upward[i] - middleY) / slopeY)).sort();
  return {
    target: right.multiplyScalar(middleX).add(above.multiplyScalar(middleY)),
    distance: Math.max(0.5, (needed[last(count)] ?? 0) * MARGIN),
  };
}

const last = count => Math.ceil(count * (1 - OUTLIERS)) - 1;

function middle(values) {
  const sorted = Float32Array.from(values).sort();
  return sorted.length ? (sorted[sorted.length - 1 - last(sorted.length)] + sorted[last(sorted.length)]) / 2 : 0;
}
