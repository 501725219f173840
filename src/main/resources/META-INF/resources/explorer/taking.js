// What is done with chosen texts: compared, inspected, taken along. The dialogs are loaded when they are asked for.

import {picture, save, table} from './export.js';
import {MOST_COMPARED} from './selecting.js';
import {visibility} from './state.js';

/** @param {{api: import('./api.js').Api, store: any, texts: import('./texts.js').Texts, view: {map: any}}} parts */
export function createTaking({api, store, texts, view}) {
  const told = action => async (...given) => {
    try {
      await action(...given);
    } catch (error) {
      store.set({error: error.name === 'AbortError' ? '' : error.message});
    }
  };

  async function compare() {
    const {selection, collection} = store.state;
    const found = await texts.get(selection.slice(0, MOST_COMPARED));
    const {openCompare} = await import('./compare.js');
    openCompare(api, {model: collection.model, documents: found.filter(row => row.document).map(row => row.document)});
  }

  /** @param {number[]} [rows] all where there are none */
  async function inspect(rows) {
    const {name} = store.state.collection;
    const title = rows ? `Vectors of ${rows.length.toLocaleString()} chosen texts` : `Vectors of ${name}`;
    const {openInspect} = await import('./inspect.js');
    openInspect(api, {collection: name, rows, title});
  }

  async function savePicture() {
    save(await picture(view.map), `${store.state.collection.name}.png`);
  }

  /** What is chosen, else what is to be seen. @param {'csv' | 'tsv' | 'jsonl'} format */
  async function saveTable(format) {
    const {collection, points, map: {themes}, selection} = store.state;
    const rows = selection.length ? selection : [...points.rows.keys()].filter(visibility(store.state)).map(index => points.rows[index]);
    const cancelling = new AbortController();
    const cancel = () => cancelling.abort();
    const tell = share => store.set({progress: {label: 'Collecting the texts', share, secondsLeft: null, cancel}});
    const fields = collection.fields.map(field => field.name);
    try {
      save(await table(format, rows, {points, themes, fields}, texts, tell, cancelling.signal), `${collection.name}.${format}`);
    } finally {
      store.set({progress: null});
    }
  }

  return {compare: told(compare), inspect: told(inspect), savePicture: told(savePicture), saveTable: told(saveTable)};
}
