// Choosing several texts, to compare, inspect or take with one.

import {onChange} from './store.js';

export const MOST_COMPARED = 12;
/** Texts that are listed of a selection. */
const MOST_LISTED = 50;

/** @param {{store: any, texts: import('./texts.js').Texts}} parts */
export function createSelecting({store, texts}) {
  onChange(store, ['selection'], async ({selection}) => {
    const chosenTexts = await texts.get(selection.slice(0, MOST_LISTED)).catch(error => {
      store.set({error: error.message});
      return [];
    });
    if (store.state.selection === selection) store.set({chosenTexts});
  });

  return {
    toggle(row) {
      const {selection} = store.state;
      store.set({selection: selection.includes(row) ? selection.filter(other => other !== row) : [...selection, row]});
    },

    /** @param {number[]} rows */
    add(rows) {
      store.set({selection: [...new Set([...store.state.selection, ...rows])]});
    },

    clear() {
      store.set({selection: []});
    },
  };
}
