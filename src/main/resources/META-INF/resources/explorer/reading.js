// Reading one text: all of it, what it says about itself, and its nearest in the original space.

import {path} from './api.js';
import {say} from './saying.js';
import {isOpen, walkway} from './state.js';

const NEIGHBORS = 10;

/** @param {{api: import('./api.js').Api, store: any, texts: import('./texts.js').Texts}} parts */
export function createReading({api, store, texts}) {
  let running = new AbortController();
  /** @type {Element | null} where one was before a text was opened */
  let opener = null;

  async function open(row) {
    running.abort();
    running = new AbortController();
    const {signal} = running;
    const {collection} = store.state;
    opener ??= document.activeElement;
    try {
      const [{document}] = await texts.get([row], signal);
      if (!document) {
        store.set({error: 'This text was deleted since the map was made; make the map anew.'});
        return;
      }
      signal.throwIfAborted();
      if (!isOpen(store, collection.name)) return;
      store.set({open: {row, ...document}, neighbors: [], walked: -1, error: ''});
      const near = await api.json(`${path('collections', collection.name, 'documents', document.id, 'neighbors')}?k=${NEIGHBORS}`, {signal});
      if (!isOpen(store, collection.name)) return;
      store.set({neighbors: near.hits});
      say(`Text open, with its ${near.hits.length} nearest`);
    } catch (error) {
      if (!signal.aborted && isOpen(store, collection.name)) store.set({error: error.message});
    }
  }

  return {
    open,

    close() {
      running.abort();
      store.set({open: null, neighbors: [], walked: -1});
      if (opener?.isConnected) opener.focus();
      opener = null;
    },

    /** Goes to the next (1) or the one before (-1) of the neighbors, or of the hits where no text is open. */
    walk(step) {
      const way = walkway(store.state);
      if (!way.length) return;
      const from = store.state.walked < 0 && step < 0 ? 0 : store.state.walked;
      store.set({walked: (from + step + way.length) % way.length});
    },

    /** Opens the text that one has walked to. */
    enter() {
      const hit = walkway(store.state)[store.state.walked];
      if (hit) open(hit.row);
    },
  };
}
