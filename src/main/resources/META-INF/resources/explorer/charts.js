// Small charts as SVG: columns over an axis, with numbers a person can read and a sentence for who cannot see them.

import {nothing, svg} from 'lit-html';
import {figure} from './wording.js';

const WIDTH = 400;
const HEIGHT = 200;
const LEFT = 42;
const RIGHT = 8;
const TOP = 22;
const BOTTOM = 36;

/**
 * @typedef {object} Bar
 * @property {number} value not negative
 * @property {string} title what is said when the pointer rests on it
 * @property {boolean} [marked] stands out
 */

/**
 * @param {object} chart
 * @param {Bar[]} chart.bars from left to right, all as wide
 * @param {{at: number, text: string}[]} chart.ticks of the x axis, `at` in bars from the left edge
 * @param {string} chart.xLabel
 * @param {string} chart.yLabel
 * @param {string} chart.says what a person would read off the chart
 * @param {number} [chart.gap] between bars, as a share of a bar
 */
export function columns({bars, ticks, xLabel, yLabel, says, gap = 0.1}) {
  const step = (WIDTH - LEFT - RIGHT) / bars.length;
  const yTicks = niceTicks(0, Math.max(...bars.map(bar => bar.value)) || 1, 4);
  const top = yTicks.at(-1);
  return svg`
    <svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${says}>
      ${yTicks.map(value => gridLine(yOf(value, top), short(value)))}
      ${bars.map((bar, i) => column(bar, LEFT + (i + gap / 2) * step, step * (1 - gap), top, gap > 0))}
      ${gap === 0 ? outline(bars, step, top) : nothing}
      <line class="axis" x1=${LEFT} x2=${WIDTH - RIGHT} y1=${yOf(0, 1)} y2=${yOf(0, 1)}></line>
      ${ticks.map(({at, text}) => xTick(LEFT + at * step, text))}
      <text class="axis-label" x=${(LEFT + WIDTH - RIGHT) / 2} y=${HEIGHT - 4} text-anchor="middle">${xLabel}</text>
      <text class="axis-label" x="0" y="10">${yLabel}</text>
    </svg>`;
}

/**
 * How often values fall between edges.
 *
 * @param {{edges: number[], counts: number[]}} histogram one edge more than counts
 * @param {{xLabel: string, yLabel: string, says: string}} words
 */
export function histogram({edges, counts}, words) {
  const bars = counts.map((count, i) => ({
    value: count,
    title: `${figure(edges[i])} to ${figure(edges[i + 1])}: ${count.toLocaleString('en')}`,
  }));
  const [low, high] = [edges[0], edges.at(-1)];
  const slack = (high - low) / 1000;
  const ticks = niceTicks(low, high, 5)
    .filter(value => value >= low - slack && value <= high + slack)
    .map(value => ({at: (value - low) / (high - low) * counts.length, text: figure(value, 4)}));
  return columns({bars, ticks, ...words});
}

/**
 * Counts values into bins of one width.
 *
 * @param {number[]} values at least one
 * @param {number} bins
 * @param {number} leastRange of the edges, so that values that differ by rounding alone are one bar
 */
export function countInto(values, bins, leastRange) {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const range = Math.max(leastRange, high - low);
  const start = (low + high - range) / 2;
  const counts = new Array(bins).fill(0);
  for (const value of values) counts[Math.min(bins - 1, Math.floor((value - start) / range * bins))]++;
  return {edges: Array.from({length: bins + 1}, (_, i) => start + i * range / bins), counts};
}

/** Round numbers from at most `low` to at least `high`, about `wanted` steps apart. */
export function niceTicks(low, high, wanted) {
  const rough = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(size => size >= rough * 0.999);
  const [first, last] = [Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9)];
  // Divided where that is exact: 3 × 0.1 is not 0.3.
  return Array.from({length: last - first + 1}, (_, i) => step < 1 ? (first + i) / Math.round(1 / step) : (first + i) * step);
}

function yOf(value, top) {
  return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
}

function column({value, title, marked}, x, width, top, drawn) {
  const y = yOf(value, top);
  // The whole height answers the pointer, as a small bar is hard to hit.
  return svg`
    <g class=${marked ? 'bar marked' : 'bar'}>
      <title>${title}</title>
      <rect class="reach" x=${x} y=${TOP} width=${width} height=${yOf(0, 1) - TOP}></rect>
      ${drawn && value > 0 ? svg`<rect x=${x} y=${y} width=${width} height=${yOf(0, 1) - y}></rect>` : nothing}
    </g>`;
}

/** 15000 as "15k", as there is little room beside the axis. */
function short(value) {
  if (value < 10_000) return figure(value);
  return value < 1e6 ? `${figure(value / 1e3)}k` : `${figure(value / 1e6)}M`;
}

/** Bars without gaps as one shape, as edges that only touch are drawn with a light seam. */
function outline(bars, step, top) {
  const steps = bars.map(({value}) => `V${yOf(value, top).toFixed(2)}h${step}`).join('');
  return svg`<path class="outline" d=${`M${LEFT} ${yOf(0, 1)}${steps}V${yOf(0, 1)}z`}></path>`;
}

function gridLine(y, text) {
  return svg`
    <line class="grid" x1=${LEFT} x2=${WIDTH - RIGHT} y1=${y} y2=${y}></line>
    <text class="tick" x=${LEFT - 5} y=${y + 3.5} text-anchor="end">${text}</text>`;
}

function xTick(x, text) {
  return svg`<text class="tick" x=${x} y=${HEIGHT - BOTTOM + 14} text-anchor="middle">${text}</text>`;
}
