// The dialog that shows what the vectors of a collection, or of a selection, look like.

import {html, nothing} from 'lit-html';
import {path} from './api.js';
import {batchSizes} from './batch-sizes.js';
import {openDialog} from './dialog.js';
import {pictures} from './pictures.js';
import {amount, sentence} from './wording.js';

const MOST_ROWS = 1000;

/**
 * @param {import('./api.js').Api} api
 * @param {{collection: string, rows?: number[], title?: string}} what `rows` of a selection; all without
 */
export function openInspect(api, {collection, rows, title = `The vectors of ${collection}`}) {
  const stop = new AbortController();
  let shown = html`<p class="loading" role="status">Looking at the vectors…</p>`;
  const calibration = batchSizes(api, () => dialog.update(), stop.signal);
  const content = () => html`${cutNote(rows)}${shown}<section class="batch-sizes">${calibration()}</section>`;
  const dialog = openDialog(title, content, {width: 'wide', onClose: () => stop.abort()});

  api.json(inspectionPath(collection, rows), {signal: stop.signal})
    .then(inspection => { shown = pictures(inspection); })
    .catch(error => { shown = html`<p role="alert" class="error">${sentence(error)}</p>`; })
    .finally(() => dialog.update());
  return dialog;
}

function inspectionPath(collection, rows) {
  const query = rows?.length ? `?rows=${rows.slice(0, MOST_ROWS).join(',')}` : '';
  return path('collections', collection, 'inspection') + query;
}

function cutNote(rows) {
  if (!rows || rows.length <= MOST_ROWS) return nothing;
  return html`<p class="note">Of ${amount(rows.length, 'selected text')} these are the first ${amount(MOST_ROWS, 'text')}.</p>`;
}
