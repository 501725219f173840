// Texts by row, asked for in few requests, and the last ones remembered.

import {path} from './api.js';

const KEPT = 5000;
const AT_ONCE = 1000;

/** @typedef {{row: number, document: {id: string, text: string, metadata: object} | null}} Row */

/** @param {import('./api.js').Api} api */
export function createTexts(api) {
  /** @type {Map<number, Row>} the oldest first */
  let kept = new Map();
  let collection = '';

  return {
    /** Forgets everything: another collection, or another version of it. */
    of(name) {
      collection = name;
      kept = new Map();
    },

    /**
     * @param {number[]} rows
     * @param {AbortSignal} [signal]
     * @returns {Promise<Row[]>} in the order asked for; `document` is null where there is none by now
     */
    async get(rows, signal) {
      const cache = kept;
      const from = collection;
      const missing = [...new Set(rows)].filter(row => !cache.has(row));
      const fetched = new Map();
      for (let at = 0; at < missing.length; at += AT_ONCE) {
        const ids = missing.slice(at, at + AT_ONCE).join(',');
        const answer = await api.json(`${path('collections', from, 'rows')}?ids=${ids}`, {signal});
        answer.rows.forEach(row => fetched.set(row.row, row));
      }
      const found = rows.map(row => fetched.get(row) ?? cache.get(row));
      fetched.forEach((row, number) => cache.set(number, row));
      while (cache.size > KEPT) cache.delete(cache.keys().next().value);
      return found;
    },
  };
}

/** @typedef {ReturnType<typeof createTexts>} Texts */
