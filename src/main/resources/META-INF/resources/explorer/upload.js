// Sends documents to a collection, batch by batch.

import {ApiError, path} from './api.js';

const MOST_DOCUMENTS = 256;
/** The first batch is small, so that a person soon sees how fast it goes. */
const FIRST_BATCH = 32;
/** About a mebibyte: characters are counted, not bytes. */
const MOST_CHARACTERS = 1 << 20;
const MOST_FAILURES = 5;
const RETRIED = [0, 429, 502, 503, 504];
const RETRY_SECONDS = [1, 2, 4, 8];

/**
 * What the server has acknowledged so far.
 *
 * @typedef {object} Uploaded
 * @property {number} done documents, failed ones included
 * @property {number} total
 * @property {number} kept added, updated or there already
 * @property {number} unchanged there already, or twice in the file
 * @property {number} updated those whose id was there already with another text
 * @property {number} failedCount
 * @property {{at: string, reason: string}[]} failures the first few
 * @property {number | null} textsPerSecond
 * @property {number | null} secondsLeft
 */

/** Makes a collection that is not there yet. */
export function createCollection(api, name, signal) {
  return api.json(path('collections', name), {method: 'PUT', body: {}, signal});
}

/**
 * @param {import('./api.js').Api} api
 * @param {string} collection
 * @param {{entries: Iterable<import('./documents.js').Entry>, total: number}} what
 * @param {(uploaded: Uploaded) => void} onProgress
 * @param {AbortSignal} signal stops it; what was acknowledged stays in the collection
 * @returns {Promise<Uploaded>}
 */
export async function upload(api, collection, {entries, total}, onProgress, signal) {
  const began = performance.now();
  let uploaded = {done: 0, total, kept: 0, unchanged: 0, updated: 0, failedCount: 0, failures: [], textsPerSecond: null, secondsLeft: null};
  for (const batch of batches(entries)) {
    const report = batch.places.length ? await sent(api, collection, batch.body, signal) : NOTHING;
    uploaded = withRate(plus(uploaded, batch, report), (performance.now() - began) / 1000);
    onProgress(uploaded);
  }
  return uploaded;
}

const NOTHING = {added: 0, updated: 0, unchanged: 0, failed: [], failedCount: 0};

function* batches(entries) {
  let most = FIRST_BATCH;
  let batch = emptyBatch();
  for (const {at, document, error} of entries) {
    const line = document ? `${JSON.stringify(document)}\n` : '';
    if (batch.places.length >= most || batch.body && batch.body.length + line.length > MOST_CHARACTERS) {
      yield batch;
      batch = emptyBatch();
      most = Math.min(MOST_DOCUMENTS, most * 2);
    }
    if (document) batch.places.push(at);
    else batch.refused.push({at, reason: error});
    batch.body += line;
  }
  yield batch;
}

function emptyBatch() {
  return {places: [], refused: [], body: ''};
}

async function sent(api, collection, body, signal) {
  const call = {method: 'POST', body, type: 'application/x-ndjson', signal};
  for (let attempt = 0; ; attempt++) {
    try {
      return await api.json(path('collections', collection, 'documents'), call);
    } catch (error) {
      const again = error instanceof ApiError && RETRIED.includes(error.status) && attempt < RETRY_SECONDS.length;
      if (!again) throw error;
      await pause(RETRY_SECONDS[attempt], signal);
    }
  }
}

function pause(seconds, signal) {
  return new Promise((resolve, reject) => {
    setTimeout(resolve, seconds * 1000);
    signal.addEventListener('abort', () => reject(signal.reason), {once: true});
  });
}

/** @returns {Uploaded} */
function plus(before, {places, refused}, {added, updated, unchanged, failed, failedCount}) {
  const failures = failed.map(({index, error}) => ({at: places[index], reason: error.detail ?? error.title}));
  return {
    ...before,
    done: before.done + places.length + refused.length,
    kept: before.kept + added + updated + unchanged,
    updated: before.updated + updated,
    unchanged: before.unchanged + unchanged,
    failedCount: before.failedCount + refused.length + failedCount,
    failures: [...before.failures, ...refused, ...failures].slice(0, MOST_FAILURES),
  };
}

function withRate(uploaded, seconds) {
  const textsPerSecond = uploaded.done / Math.max(seconds, 1e-3);
  return {...uploaded, textsPerSecond, secondsLeft: (uploaded.total - uploaded.done) / textsPerSecond};
}
