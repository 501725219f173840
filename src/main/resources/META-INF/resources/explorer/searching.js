// Searching by meaning, as one types.

import {isOpen} from './state.js';

const PAUSE_MS = 60;

/** @param {{api: import('./api.js').Api, store: any}} parts */
export function createSearching({api, store}) {
  let timer = 0;
  let running = new AbortController();

  /** @param {string} query @param {boolean} [isDone] whether a person is done typing */
  function search(query, isDone = false) {
    clearTimeout(timer);
    running.abort();
    store.set({query, walked: -1, error: ''});
    if (!query.trim()) {
      store.set({hits: null, isSearching: false});
      return;
    }
    if (isDone) run(query);
    else timer = setTimeout(() => run(query), PAUSE_MS);
  }

  /** Searches at once, and waits for what is found. */
  async function run(query) {
    const {collection, topK, isExplaining} = store.state;
    store.set({query});
    if (!collection?.count) return;
    running.abort();
    running = new AbortController();
    const {signal} = running;
    store.set({isSearching: true});
    try {
      const body = {query, collection: collection.name, topK, explain: isExplaining};
      const answer = await api.json('/search', {method: 'POST', body, signal});
      if (!isOpen(store, collection.name)) return;
      store.set({hits: answer.results[0].hits, tookMs: answer.tookMs, isSearching: false});
    } catch (error) {
      if (!signal.aborted && isOpen(store, collection.name)) store.set({isSearching: false, error: error.message});
    }
  }

  return {
    search,
    run,

    /** Asks again, for more or fewer hits, or with reasons. */
    again(patch) {
      store.set(patch);
      if (store.state.query.trim()) search(store.state.query, true);
    },
  };
}
