// Reading by pointing: the text of the dot under the pointer, beside it.

import {onChange} from './store.js';

const PATIENCE_MS = 40;
const MOST_CHARACTERS = 280;
const GAP = 14;

/** @param {{store: any, texts: import('./texts.js').Texts, tip: HTMLElement}} parts */
export function createHovering({store, texts, tip}) {
  let timer = 0;
  onChange(store, ['hover'], ({hover}) => {
    if (!hover) tip.hidden = true;
  });

  function hide() {
    clearTimeout(timer);
    tip.hidden = true;
    store.set({hover: null});
  }

  async function show(row, x, y) {
    try {
      const [{document}] = await texts.get([row]);
      if (store.state.hover?.row !== row || !document) return;
      tip.textContent = document.text.length > MOST_CHARACTERS ? document.text.slice(0, MOST_CHARACTERS) + '…' : document.text;
      tip.hidden = false;
      place(x, y);
    } catch {
      // Pointing is no question that needs an answer; a click says what is wrong.
      tip.hidden = true;
    }
  }

  /** Beside the dot, on the side where there is room. */
  function place(x, y) {
    const {clientWidth, clientHeight} = tip.parentElement;
    const left = x + GAP + tip.offsetWidth > clientWidth ? Math.max(4, x - GAP - tip.offsetWidth) : x + GAP;
    const top = Math.min(y + GAP, clientHeight - tip.offsetHeight - 4);
    tip.style.transform = `translate(${left}px, ${top}px)`;
  }

  /** @param {number | null} row */
  return function hover(row, x, y) {
    if (row === null) {
      if (store.state.hover) hide();
      return;
    }
    if (store.state.hover?.row === row) return;
    clearTimeout(timer);
    tip.hidden = true;
    store.set({hover: {row, x, y}});
    timer = setTimeout(() => show(row, x, y), PATIENCE_MS);
  };
}
