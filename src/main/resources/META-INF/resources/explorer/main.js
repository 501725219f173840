// The explorer: joins state, server, map and panels.

import {createApi, path} from './api.js';
import {askForKey, askToDelete, showKeys} from './asking.js';
import {onTone} from './colors.js';
import {createEscape} from './escape.js';
import {createHovering} from './hovering.js';
import {listenToKeys} from './keys.js';
import {createLink} from './link.js';
import {createLooking} from './looking.js';
import {createMap} from './map.js';
import {createOpening} from './opening.js';
import {at, drawPage} from './page.js';
import {createReading} from './reading.js';
import {say} from './saying.js';
import {createSearching} from './searching.js';
import {createSelecting} from './selecting.js';
import {canIsolate, createState, walkway} from './state.js';
import {createTaking} from './taking.js';
import {createTexts} from './texts.js';

const VISITED = 'sextant.visited';
const NO_MAP = 'This browser offers no WebGL, so there is no map to look at. Search, themes and texts work without it.';

const store = createState();
const api = createApi(askForKey);
const texts = createTexts(api);
/** @type {{map: ReturnType<typeof createMap> | null}} */
const view = {map: null};
const opening = createOpening({api, store, texts});
const searching = createSearching({api, store});
const reading = createReading({api, store, texts});
const selecting = createSelecting({store, texts});
const looking = createLooking({store, texts, view, opening});
const taking = createTaking({api, store, texts, view});
const hover = createHovering({store, texts, tip: at('tip')});
const link = createLink({api, store, view, opening, searching, reading});

/** Everything a person can do, whichever button, key or gesture asks for it. */
const act = {
  openCollection: name => opening.open(name).then(() => searching.again({})),
  turnTo: opening.turnTo,
  colorBy: opening.colorBy,
  remake: () => opening.make(),
  add,
  remove,

  search: searching.search,
  searchAgain: searching.again,
  threshold: minScore => store.set({minScore, walked: -1}),
  focusSearch: () => at('query').focus(),

  hover,
  read(row) {
    hover(null);
    return reading.open(row);
  },
  closeText: reading.close,
  enter: reading.enter,
  walk(step) {
    reading.walk(step);
    tellWalk();
  },

  toggle: selecting.toggle,
  choose: selecting.add,
  chooseNone: selecting.clear,
  toggleOpen() {
    if (store.state.open) selecting.toggle(store.state.open.row);
  },

  lookAtTheme: looking.atTheme,
  lookAtKind: looking.atKind,
  isolate: looking.isolate,
  flyToText: looking.atText,
  fit: () => view.map?.stage.fit(),
  zoom: factor => view.map?.stage.zoom(factor),
  nudge: (x, y) => view.map?.stage.nudge(x, y),
  cameraMoved: link.keep,

  ...taking,
  tryAgain: link.restore,
  help: showKeys,
  dismiss: () => store.set({error: ''}),
  escape: createEscape({store, reading, searching, looking, selecting}),
  welcomed() {
    localStorage.setItem(VISITED, '1');
    store.set({isNew: false});
  },
};

/** @param {File} [file] that was dropped */
async function add(file) {
  if (document.querySelector('dialog[open]')) return;
  const {openAdd} = await import('./add.js');
  const existing = store.state.collections.map(({name}) => name);
  openAdd(api, {existing, file, onReady: act.openCollection, onClose: opening.list});
}

async function remove() {
  const {collection} = store.state;
  if (!await askToDelete(collection)) return;
  try {
    await api.json(path('collections', collection.name), {method: 'DELETE'});
    await opening.openAny();
    searching.again({});
  } catch (error) {
    store.set({error: error.message});
  }
}

function tellWalk() {
  const hit = walkway(store.state)[store.state.walked];
  if (!hit) return;
  say(`${store.state.walked + 1}: ${hit.text}, ${hit.score.toFixed(2)}`);
}

function showMap() {
  try {
    view.map = createMap({dots: at('dots'), marks: at('marks'), labels: at('labels'), tip: at('tip')}, store, act);
  } catch (error) {
    console.info(error.message);
    at('map').classList.add('blind');
    store.set({blind: NO_MAP});
  }
}

/** A file may be dropped anywhere. */
function acceptDrops() {
  const hasFile = event => event.dataTransfer.types.includes('Files');
  addEventListener('dragover', event => { if (hasFile(event)) event.preventDefault(); });
  addEventListener('drop', event => {
    if (!hasFile(event)) return;
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file) act.add(file);
  });
}

// What is no longer there cannot stay isolated.
store.listen(state => { if (state.isIsolated && !canIsolate(state)) store.set({isIsolated: false}); });
store.set({isNew: !localStorage.getItem(VISITED)});
showMap();
drawPage(store, act);
onTone(opening.repaint);
listenToKeys(store, act);
acceptDrops();
link.restore();
// For those who drive the page from a console or a test.
globalThis.sextant = {store, act, view};
