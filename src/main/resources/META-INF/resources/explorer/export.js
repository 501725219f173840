// What one takes along: the map as a picture, texts as a file.

import dsvFormat from 'd3-dsv';
import {paper, css} from './colors.js';

const AT_ONCE = 1000;

/** @param {Blob} blob */
export function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The download has begun by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The map as one sees it, names included. @returns {Promise<Blob>} a PNG in device pixels */
export function picture({stage, labels, layers}) {
  stage.draw();
  const {width, height, ratio} = stage.size;
  const canvas = new OffscreenCanvas(Math.round(width * ratio), Math.round(height * ratio));
  const ink = canvas.getContext('2d');
  ink.fillStyle = css(paper());
  ink.fillRect(0, 0, canvas.width, canvas.height);
  layers.forEach(layer => ink.drawImage(layer, 0, 0));
  ink.scale(ratio, ratio);
  ink.font = '600 13px system-ui, sans-serif';
  ink.textAlign = 'center';
  ink.textBaseline = 'middle';
  ink.lineJoin = 'round';
  ink.lineWidth = 4;
  ink.strokeStyle = css(paper(), 0.85);
  const corner = layers[0].getBoundingClientRect();
  for (const {label, box, color} of labels.seen()) {
    const [x, y] = [box.left + box.width / 2 - corner.left, box.top + box.height / 2 - corner.top];
    ink.strokeText(label, x, y);
    ink.fillStyle = color;
    ink.fillText(label, x, y);
  }
  return canvas.convertToBlob({type: 'image/png'});
}

/**
 * Texts with their places, themes and metadata.
 *
 * @param {'csv' | 'tsv' | 'jsonl'} format
 * @param {number[]} rows
 * @param {{points: import('./points.js').Points, themes: object[], fields: string[]}} map
 * @param {import('./texts.js').Texts} texts
 * @param {(share: number) => void} onProgress
 * @param {AbortSignal} signal
 * @returns {Promise<Blob>}
 */
export async function table(format, rows, map, texts, onProgress, signal) {
  const labels = new Map(map.themes.map(theme => [theme.id, theme.label]));
  const axes = ['x', 'y', 'z'].slice(0, map.points.components);
  const own = ['id', 'text', 'theme', ...axes];
  // A field that has the name of one of our columns keeps its values under another.
  const nameOf = field => own.includes(field) ? `metadata.${field}` : field;
  const columns = [...own, ...map.fields.map(nameOf)];
  const write = WRITERS[format](columns);
  const parts = [write.head];
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const found = await texts.get(rows.slice(at, at + AT_ONCE), signal);
    parts.push(found.filter(row => row.document).map(row => write.line(record(row, map.points, labels, axes, nameOf))).join(''));
    onProgress(Math.min(1, (at + AT_ONCE) / rows.length));
  }
  return new Blob(parts, {type: write.type});
}

function record({row, document: {id, text, metadata}}, points, labels, axes, nameOf) {
  const index = points.indexOf(row);
  const place = Object.fromEntries(axes.map((axis, i) => [axis, index < 0 ? null : points.placeOf(index)[i]]));
  const fields = Object.fromEntries(Object.entries(metadata ?? {}).map(([field, value]) => [nameOf(field), value]));
  return {id, text, theme: labels.get(points.themes[index]) ?? null, ...place, ...fields};
}

const WRITERS = {
  csv: columns => ({type: 'text/csv', ...separated(columns, ',')}),
  tsv: columns => ({type: 'text/tab-separated-values', ...separated(columns, '\t')}),
  jsonl: () => ({type: 'application/jsonl', head: '', line: values => JSON.stringify(values) + '\n'}),
};

function separated(columns, separator) {
  const line = cells => dsvFormat(separator).formatRows([cells]) + '\n';
  const cell = value => Array.isArray(value) ? value.join(', ') : value ?? '';
  return {head: line(columns), line: values => line(columns.map(column => cell(values[column])))};
}
