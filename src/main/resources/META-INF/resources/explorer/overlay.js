// What is drawn over the points: hits, lines to neighbors, rings around what is chosen, the line of a selection.

import {css, scoreColor, tone} from './colors.js';

const HALO = 2.4;
/** In CSS pixels: what is very near does not cover everything else. */
const LARGEST = 14;
/** What is nearer to the eye, or behind it, is not seen. */
const NEAREST = 0.05;
/** Rings around more dots than that would hide what they ring. */
const MOST_RINGS = 500;

/**
 * @typedef {object} Marks points by index
 * @property {{index: number, score: number}[]} hits the best first
 * @property {number} open the point whose text is open, or -1
 * @property {{index: number, score: number}[]} neighbors of the open point
 * @property {number} walked the neighbor or hit that one is at, or -1
 * @property {number[]} selected
 * @property {number} hovered the point under the pointer, or -1
 * @property {[number, number][]} lasso the line being drawn, in CSS pixels
 */

/** @param {CanvasRenderingContext2D} ink @param {Marks} marks */
export function drawOverlay(ink, stage, points, marks, colorOf) {
  const {width, height, ratio} = stage.size;
  fitTo(ink.canvas, width, height, ratio);
  ink.setTransform(ratio, 0, 0, ratio, 0, 0);
  ink.clearRect(0, 0, width, height);
  if (!points) return;
  const seen = index => {
    const k = 3 * index;
    return stage.project(points.positions[k], points.positions[k + 1], points.positions[k + 2]);
  };
  const visible = index => seen(index).distance > NEAREST;
  const front = tone() === 'dark' ? '#ffffff' : '#000000';
  drawLines(ink, seen, visible, marks, front);
  marks.hits.filter(hit => visible(hit.index)).toReversed().forEach(hit => glow(ink, stage, seen(hit.index), scoreColor(hit.score), 1.5));
  marks.neighbors.filter(hit => visible(hit.index)).toReversed().forEach(hit => dot(ink, stage, seen(hit.index), css(colorOf(hit.index)), 1.35, front));
  marks.selected.slice(0, MOST_RINGS).filter(visible).forEach(index => ring(ink, stage, seen(index), front, 1.5, 3));
  if (marks.open >= 0 && visible(marks.open)) {
    dot(ink, stage, seen(marks.open), css(colorOf(marks.open)), 1.7, front);
    ring(ink, stage, seen(marks.open), front, 2.5, 6);
  }
  if (marks.walked >= 0 && visible(marks.walked)) ring(ink, stage, seen(marks.walked), front, 2, 4);
  if (marks.hovered >= 0 && visible(marks.hovered)) ring(ink, stage, seen(marks.hovered), front, 1.5, 3);
  drawLasso(ink, marks.lasso, front);
}

function fitTo(canvas, width, height, ratio) {
  const [wide, tall] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== tall) canvas.height = tall;
}

function drawLines(ink, seen, visible, marks, front) {
  if (marks.open < 0 || !visible(marks.open)) return;
  const from = {...seen(marks.open)};
  ink.strokeStyle = front;
  for (const {index} of marks.neighbors.filter(hit => visible(hit.index))) {
    const to = seen(index);
    ink.globalAlpha = index === marks.walked ? 0.95 : 0.45;
    ink.lineWidth = index === marks.walked ? 2.5 : 1.25;
    ink.beginPath();
    ink.moveTo(from.x, from.y);
    ink.lineTo(to.x, to.y);
    ink.stroke();
  }
  ink.globalAlpha = 1;
}

function circle(ink, {x, y}, radius) {
  ink.beginPath();
  ink.arc(x, y, radius, 0, 2 * Math.PI);
}

function glow(ink, stage, at, color, growth) {
  const radius = Math.min(LARGEST, Math.max(3.5, stage.radiusAt(at.distance) * growth));
  ink.fillStyle = css(color, 0.22);
  circle(ink, at, radius * HALO);
  ink.fill();
  ink.fillStyle = css(color);
  circle(ink, at, radius);
  ink.fill();
}

function dot(ink, stage, at, fill, growth, edge) {
  circle(ink, at, Math.min(LARGEST, Math.max(3, stage.radiusAt(at.distance) * growth)));
  ink.fillStyle = fill;
  ink.fill();
  ink.lineWidth = 1;
  ink.strokeStyle = edge;
  ink.stroke();
}

function ring(ink, stage, at, color, weight, gap) {
  circle(ink, at, Math.min(LARGEST, stage.radiusAt(at.distance)) + gap);
  ink.lineWidth = weight;
  ink.strokeStyle = color;
  ink.stroke();
}

function drawLasso(ink, line, color) {
  if (line.length < 2) return;
  ink.beginPath();
  line.forEach(([x, y]) => ink.lineTo(x, y));
  ink.closePath();
  ink.setLineDash([5, 4]);
  ink.lineWidth = 1.5;
  ink.strokeStyle = color;
  ink.stroke();
  ink.globalAlpha = 0.08;
  ink.fillStyle = color;
  ink.fill();
  ink.globalAlpha = 1;
  ink.setLineDash([]);
}
