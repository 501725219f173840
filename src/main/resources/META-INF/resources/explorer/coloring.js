// By what points are colored: their themes, or any metadata field.

import {grey, hue, ramp, shade} from './colors.js';

/** As many as there are hues; more could not be told apart. */
const MOST_KINDS = 10;
/** Takes the kinds that have no color of their own. */
const OTHERS = Symbol('others');
/** Numbers of which there are more are a scale, not kinds. */
const MOST_NUMBERS = 8;

/**
 * @typedef {object} Coloring
 * @property {'themes' | 'kinds' | 'numbers'} scale
 * @property {(index: number) => import('./colors.js').Rgb} of the color of a point
 * @property {{key: string | number, label: string, count: number, color: import('./colors.js').Rgb}[]} legend
 * @property {(index: number) => string | number | null} keyOf what the legend knows a point by
 * @property {{low: number, high: number}} [range] of numbers
 */

/** Colors of themes by id; parts of one whole are shades of one hue. */
export function themeColors(themes) {
  const colors = new Map();
  themes.filter(theme => theme.parent == null).forEach((top, i) => {
    colors.set(top.id, hue(i));
    themes.filter(theme => theme.parent === top.id).forEach((part, j) => colors.set(part.id, shade(hue(i), j)));
  });
  return colors;
}

/** @returns {Coloring} */
export function byTheme(points, themes) {
  const colors = themeColors(themes);
  return {
    scale: 'themes',
    of: index => colors.get(points.themes[index]) ?? grey(),
    keyOf: index => points.themes[index],
    legend: [],
  };
}

/**
 * @param {(string | number | boolean | null | unknown[])[]} values by row
 * @returns {Coloring}
 */
export function byField(points, values) {
  const valueOf = index => values[points.rows[index]] ?? null;
  const present = Array.from({length: points.count}, (_, i) => valueOf(i)).filter(value => value !== null);
  const isNumeric = present.length > 0 && present.every(value => typeof value === 'number');
  return isNumeric && new Set(present).size > MOST_NUMBERS ? byNumber(valueOf, present) : byKind(valueOf, present);
}

function byNumber(valueOf, present) {
  const sorted = Float64Array.from(present).sort();
  // A few extreme values do not take all of the scale.
  const low = sorted[Math.floor(sorted.length * 0.01)];
  const high = sorted[Math.ceil(sorted.length * 0.99) - 1];
  return {
    scale: 'numbers',
    range: {low, high},
    of: index => valueOf(index) === null ? grey() : ramp((valueOf(index) - low) / (high - low || 1)),
    keyOf: () => null,
    legend: [],
  };
}

function byKind(valueOf, present) {
  const counts = new Map();
  present.map(kindOf).forEach(kind => counts.set(kind, (counts.get(kind) ?? 0) + 1));
  const kinds = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST_KINDS);
  const legend = kinds.map(([kind, count], i) => ({key: kind, label: kind || '(empty)', count, color: hue(i)}));
  const others = present.length - legend.reduce((sum, entry) => sum + entry.count, 0);
  if (others) legend.push({key: OTHERS, label: `${counts.size - kinds.length} others`, count: others, color: grey()});
  const colors = new Map(legend.map(entry => [entry.key, entry.color]));
  const keyOf = index => {
    const value = valueOf(index);
    if (value === null) return null;
    return colors.has(kindOf(value)) ? kindOf(value) : OTHERS;
  };
  return {scale: 'kinds', legend, keyOf, of: index => colors.get(keyOf(index)) ?? grey()};
}

const kindOf = value => Array.isArray(value) ? value.join(', ') : String(value);
