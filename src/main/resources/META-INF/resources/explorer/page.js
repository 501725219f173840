// Draws bar, lists and panels from the state, once for all changes of a moment.

import {render} from 'lit-html';
import {onTone} from './colors.js';
import {say} from './saying.js';
import {onChange} from './store.js';
import {bar} from './views/bar.js';
import {detail} from './views/detail.js';
import {legend} from './views/legend.js';
import {over} from './views/over.js';
import {quality} from './views/quality.js';
import {side} from './views/side.js';
import {trouble} from './views/trouble.js';

const VIEWS = {bar, side, detail, legend, quality, over, trouble};

export const at = id => document.getElementById(id);

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
      document.body.classList.toggle('reading', Boolean(state.open));
      follow(state);
    });
  }

  // What the pointer is over is no matter of the panels.
  onChange(store, Object.keys(store.state).filter(field => field !== 'hover'), draw);
  onChange(store, ['points'], describe);
  onChange(store, ['hits'], ({hits}) => { if (hits) say(`${hits.length} texts found`); });
  onTone(draw);
  draw();
}

/** What one has walked to stays in sight. */
let followed = -1;
function follow({walked, open}) {
  if (walked === followed) return;
  followed = walked;
  const list = at(open ? 'neighbors' : 'results');
  list?.querySelector('[aria-current="true"]')?.scrollIntoView({block: 'nearest'});
}

function describe({map, points, collection}) {
  if (!points) {
    at('dots').setAttribute('aria-label', 'No map');
    return;
  }
  at('dots').setAttribute('aria-label', `Map of ${points.count.toLocaleString()} texts of ${collection.name} in ${map.themes.length} themes. `
    + 'The search, the themes and the texts beside it hold the same.');
  requestAnimationFrame(() => {
    performance.mark('map-drawn');
    document.documentElement.toggleAttribute('data-ready', true);
  });
}
