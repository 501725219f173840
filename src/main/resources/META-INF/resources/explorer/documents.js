// Turns what a person gives, pasted lines or a file, into documents.

import {kindOf, readText} from './files.js';
import {jsonSource} from './records.js';
import {tableSource} from './tables.js';

/**
 * Records before it is said which of their fields is the text.
 *
 * @typedef {object} Source
 * @property {string} thing what a record is called: line, row, record
 * @property {string[]} columns from which the text is picked; none where a record is a text
 * @property {number} count of records
 * @property {string} note what a person should know about it, or nothing
 * @property {() => Iterable<{at: string, fields?: Record<string, any>, error?: string}>} records
 * @property {(column: string, value: any) => any} typed a field as metadata; undefined where there is nothing to keep
 *
 * @typedef {{text: string, id: string}} Choice columns; the id may be empty
 * @typedef {{id?: string, text: string, metadata?: Record<string, any>}} Document
 * @typedef {{at: string, document?: Document, error?: string}} Entry a document, or why there is none
 */

const SAMPLE = 200;
const TEXT_NAMES = ['text', 'content', 'body', 'message', 'sentence', 'document', 'review', 'comment', 'abstract',
  'description', 'question', 'query', 'title'];
const ID_NAMES = ['id', '_id', 'uuid', 'key', 'doc_id', 'document_id'];

/** @returns {Source} */
export function linesSource(text) {
  const lines = text.split('\n').map((line, i) => ({at: `line ${i + 1}`, text: line.trim()})).filter(line => line.text);
  return {
    thing: 'line',
    columns: [],
    count: lines.length,
    note: '',
    * records() {
      for (const {at, text: line} of lines) yield {at, fields: {text: line}};
    },
    typed: () => undefined,
  };
}

/**
 * @param {File} file
 * @returns {Promise<Source>} rejected with an `Error` whose message is for a person
 */
export async function fileSource(file) {
  const text = await readText(file);
  const kind = kindOf(file.name);
  const source = ['csv', 'tsv'].includes(kind) ? tableSource(text, kind)
    : ['json', 'jsonl', 'ndjson'].includes(kind) ? jsonSource(text, kind)
      : linesSource(text);
  if (source.count === 0) throw new Error(`“${file.name}” has no texts in it`);
  return source;
}

/** The columns that look like text and id. @param {Source} source @returns {Choice} */
export function guess(source) {
  const sample = first(source.records(), SAMPLE).map(record => record.fields ?? {});
  const named = names => source.columns.find(column => names.includes(column.toLowerCase()));
  const length = column => sample.reduce((sum, fields) => sum + (typeof fields[column] === 'string' ? fields[column].length : 0), 0);
  const longest = source.columns.reduce((best, column) => length(column) > length(best) ? column : best, source.columns[0]);
  const unique = column => new Set(sample.map(fields => String(fields[column] ?? ''))).size === sample.length;
  const id = named(ID_NAMES);
  const text = TEXT_NAMES.map(name => named([name])).find(column => column && length(column) > 0) ?? longest ?? 'text';
  return {text, id: id && id !== text && unique(id) ? id : ''};
}

/**
 * @param {Source} source
 * @param {Choice} choice
 * @returns {Iterable<Entry>} one by one, so that there is no second copy of everything
 */
export function* entries(source, choice) {
  for (const {at, fields, error} of source.records()) {
    const text = fields && plainText(fields[choice.text]);
    if (error) yield {at, error};
    else if (!text) yield {at, error: source.columns.length ? `${at} has nothing in “${choice.text}”` : `${at} is blank`};
    else yield {at, document: {...idOf(fields, choice), text, ...metadataOf(source, fields, choice)}};
  }
}

/** The first few of something that may be long. */
export function first(iterable, count) {
  const found = [];
  if (count > 0) for (const one of iterable) if (found.push(one) >= count) break;
  return found;
}

function plainText(value) {
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value).trim() : '';
}

function idOf(fields, {id}) {
  const value = id && plainText(fields[id]);
  return value ? {id: value} : {};
}

function metadataOf(source, fields, choice) {
  const kept = source.columns
    .filter(column => column !== choice.text && column !== choice.id)
    .map(column => [column, fields[column] === undefined ? undefined : source.typed(column, fields[column])])
    .filter(([, value]) => value !== undefined);
  return kept.length ? {metadata: Object.fromEntries(kept)} : {};
}
