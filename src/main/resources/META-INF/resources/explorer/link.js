// A link to what one sees: written into the address as one goes, read when the page opens.

import {fromAddress, toAddress} from './address.js';
import {path} from './api.js';
import {onChange} from './store.js';

const PAUSE_MS = 250;
const KEPT = ['collection', 'components', 'query', 'topK', 'minScore', 'isExplaining', 'isIsolated', 'colorBy', 'group', 'open',
  'selection', 'chosenTexts', 'points'];

/** @param {{api: import('./api.js').Api, store: any, view: {map: any}, opening: any, searching: any, reading: any}} parts */
export function createLink({api, store, view, opening, searching, reading}) {
  let timer = 0;
  let isRestoring = true;

  function keep() {
    clearTimeout(timer);
    timer = setTimeout(write, PAUSE_MS);
  }

  function write() {
    if (!store.state.collection || isRestoring) return;
    history.replaceState(null, '', '#' + toAddress(store.state, view.map?.stage.camera() ?? null));
  }

  async function restore() {
    const wanted = fromAddress(location.hash);
    const {collection, components, topK, minScore, isExplaining, colorBy, camera, group, query, isIsolated} = wanted;
    isRestoring = true;
    try {
      const name = await opening.first(collection);
      if (!name) {
        store.set({phase: 'empty', progress: null});
        return;
      }
      store.set({query, topK, minScore, isExplaining});
      await opening.open(name, {components, keep: {colorBy}});
      if (camera) view.map?.stage.look(camera);
      const [open, ...selection] = await rowsOf(name, [wanted.open, ...wanted.selection]);
      store.set({selection: [...new Set(selection.filter(row => row !== undefined))], group: isThere(group) ? group : null});
      if (query) await searching.run(query);
      if (open !== undefined) await reading.open(open);
      store.set({isIsolated});
      if (collection && collection !== name) store.set({error: `There is no collection ${collection}; it may have been deleted.`});
      else if (wanted.open && open === undefined) store.set({error: 'The text of this link is not there any more.'});
    } catch (error) {
      store.set({phase: 'failed', progress: null, error: error.message});
    } finally {
      isRestoring = false;
      keep();
    }
  }

  /** A theme of that number may be gone with the map it was on. */
  const isThere = group => store.state.colorBy !== 'theme' || store.state.map?.themes.some(theme => theme.id === group);

  /** @param {string[]} ids of documents @returns {Promise<(number | undefined)[]>} a row of each, where there is one */
  async function rowsOf(name, ids) {
    const asked = ids.filter(Boolean);
    if (!asked.length) return [];
    const query = new URLSearchParams(asked.map(id => ['document', id]));
    const {rows} = await api.json(`${path('collections', name, 'rows')}?${query}`);
    const byId = new Map(rows.filter(({document}) => document).map(({row, document}) => [document.id, row]));
    return ids.map(id => byId.get(id));
  }

  onChange(store, KEPT, keep);
  // A link that is pasted over the one that is open; what this page writes itself tells nobody.
  addEventListener('hashchange', restore);
  return {keep, restore};
}
