// Draws bar, lists and panels from the state, once for all changes of a moment.

import {render} from 'lit-html';
import {onTone} from './colors.js';
import {onChange} from './store.js';
import {bar} from './views/bar.js';
import {detail} from './views/detail.js';
import {legend} from './views/legend.js';
import {over} from './views/over.js';
import {quality} from './views/quality.js';
import {side} from './views/side.js';

const VIEWS = {bar, side, detail, legend, quality, over};

export const at = id => document.getElementById(id);

/** Says it to those who do not see the map. */
export const say = text => { at('spoken').textContent = text; };

export function drawPage(store, act) {
  let isWaiting = false;

  function draw() {
    if (isWaiting) return;
    isWaiting = true;
    queueMicrotask(() => {
      isWaiting = false;
      const {state} = store;
      Object.entries(VIEWS).forEach(([id, view]) => render(view(state, act), at(id)));
      at('detail').hidden = !state.open && !state.selection.length;
      at('side').setAttribute('aria-busy', String(state.isSearching));
      document.body.classList.toggle('searching', Boolean(state.hits));
    });
  }

  // What the pointer is over is no matter of the panels.
  onChange(store, Object.keys(store.state).filter(field => field !== 'hover'), draw);
  onChange(store, ['points'], describe);
  onChange(store, ['hits'], ({hits}) => { if (hits) say(`${hits.length} texts found`); });
  onTone(draw);
  draw();
}

function describe({map, points, collection}) {
  if (!points) return;
  at('dots').setAttribute('aria-label', `Map of ${points.count.toLocaleString()} texts of ${collection.name} in ${map.themes.length} themes. `
    + 'The search, the themes and the texts beside it hold the same.');
  requestAnimationFrame(() => {
    performance.mark('map-drawn');
    document.documentElement.toggleAttribute('data-ready', true);
  });
}
