// The explorer: joins state, server, map and panels.

import {render} from 'lit-html';
import {openAdd} from './add.js';
import {fromAddress, toAddress} from './address.js';
import {createApi, path} from './api.js';
import {askForKey, showKeys} from './asking.js';
import {onTone} from './colors.js';
import {openCompare} from './compare.js';
import {picture, save, table} from './export.js';
import {createHovering} from './hovering.js';
import {openInspect} from './inspect.js';
import {listenToKeys} from './keys.js';
import {createMap} from './map.js';
import {createOpening} from './opening.js';
import {createReading} from './reading.js';
import {createSearching} from './searching.js';
import {MOST_COMPARED, createSelecting} from './selecting.js';
import {createState, inGroup, visibility, walkway} from './state.js';
import {onChange} from './store.js';
import {createTexts} from './texts.js';
import {bar} from './views/bar.js';
import {detail} from './views/detail.js';
import {legend} from './views/legend.js';
import {over} from './views/over.js';
import {quality} from './views/quality.js';
import {side} from './views/side.js';

const VISITED = 'sextant.visited';
const ADDRESS_PAUSE_MS = 250;
const MOST_INSPECTED = 1000;

const at = id => document.getElementById(id);
const store = createState();
const api = createApi(askForKey);
const texts = createTexts(api);
const opening = createOpening({api, store, texts});
const searching = createSearching({api, store});
const reading = createReading({api, store, texts});
const selecting = createSelecting({store, texts});
const hover = createHovering({store, texts, tip: at('tip')});
/** @type {ReturnType<typeof createMap> | null} */
let map = null;

const act = {
  openCollection: name => opening.open(name).then(() => searching.again({})),
  turnTo: opening.turnTo,
  colorBy: opening.colorBy,
  remake: () => opening.make(),

  search: searching.search,
  searchAgain: searching.again,
  threshold: minScore => store.set({minScore, walked: -1}),
  focusSearch: () => at('query').focus(),

  read: row => { hover(null); return reading.open(row); },
  closeText: reading.close,
  walk: step => { reading.walk(step); tellWalk(); },
  enter: reading.enter,
  hover,

  toggle: selecting.toggle,
  toggleOpen: () => { if (store.state.open) selecting.toggle(store.state.open.row); },
  choose: selecting.add,
  chooseNone: selecting.clear,

  isolate: () => store.set({isIsolated: !store.state.isIsolated}),
  lookAtTheme: id => lookAt('theme', id),
  lookAtKind: kind => lookAt(store.state.colorBy, kind),

  fit: () => map?.stage.fit(),
  zoom: factor => map?.stage.zoom(factor),
  nudge: (x, y) => map?.stage.nudge(x, y),
  flyToText: () => map?.flyTo([store.state.open, ...store.state.neighbors].map(({row}) => store.state.points.indexOf(row))),
  cameraMoved: () => keepAddress(),

  add: file => openAdd(api, {existing: store.state.collections.map(({name}) => name), onReady: added, file}),
  compare,
  inspect,
  savePicture: async () => save(await picture(map), `${store.state.collection.name}.png`),
  saveTable,
  help: showKeys,
  dismiss: () => store.set({error: ''}),
  welcomed,
  escape,
};

async function added(name) {
  await opening.list();
  await act.openCollection(name);
}

/** Lights a theme or kind and flies there; the second time puts it out. */
async function lookAt(colorBy, key) {
  if (store.state.colorBy !== colorBy) await opening.colorBy(colorBy);
  const isOff = store.state.group === key;
  store.set({group: isOff ? null : key, typical: [], isIsolated: store.state.isIsolated && !isOff});
  if (isOff) {
    map?.stage.fit();
    return;
  }
  const {points} = store.state;
  const isMeant = inGroup(store.state);
  map?.flyTo([...points.rows.keys()].filter(isMeant));
  if (colorBy === 'theme') await showTypical(key);
}

async function showTypical(id) {
  const {representatives} = store.state.map.themes.find(theme => theme.id === id);
  const typical = await texts.get(representatives);
  if (store.state.group === id) store.set({typical});
}

async function compare() {
  const {selection, collection} = store.state;
  const found = await texts.get(selection.slice(0, MOST_COMPARED));
  const documents = found.filter(row => row.document).map(row => row.document);
  openCompare(api, {model: collection.model, documents});
}

/** @param {number[]} [rows] all where there are none */
function inspect(rows) {
  const {name} = store.state.collection;
  const title = rows ? `Vectors of ${rows.length.toLocaleString()} chosen texts` : `Vectors of ${name}`;
  openInspect(api, {collection: name, rows: rows?.slice(0, MOST_INSPECTED), title});
}

async function saveTable(format) {
  const {collection, points, map: {themes}, selection} = store.state;
  const isVisible = visibility(store.state);
  const rows = selection.length ? selection : [...points.rows].filter((_, index) => isVisible(index));
  const cancelling = new AbortController();
  const cancel = () => cancelling.abort();
  const tell = share => store.set({progress: {label: 'Collecting the texts', share, secondsLeft: null, cancel}});
  try {
    const fields = collection.fields.map(field => field.name);
    save(await table(format, rows, {points, themes, fields}, texts, tell, cancelling.signal), `${collection.name}.${format}`);
    store.set({progress: null});
  } catch (error) {
    store.set({progress: null, error: cancelling.signal.aborted ? '' : error.message});
  }
}

function welcomed() {
  localStorage.setItem(VISITED, '1');
  store.set({isNew: false});
}

/** The innermost first. */
function escape() {
  const {open, query, group, selection, isIsolated} = store.state;
  if (open) reading.close();
  else if (query) searching.search('');
  else if (isIsolated) store.set({isIsolated: false});
  else if (group !== null) store.set({group: null});
  else if (selection.length) selecting.clear();
}

/** Says to those who do not see the map where they are. */
function tellWalk() {
  const hit = walkway(store.state)[store.state.walked];
  if (hit) at('spoken').textContent = `${store.state.walked + 1}: ${hit.text}, ${hit.score.toFixed(2)}`;
  document.querySelector('[aria-current="true"]')?.scrollIntoView({block: 'nearest'});
}

let addressTimer = 0;
function keepAddress() {
  clearTimeout(addressTimer);
  addressTimer = setTimeout(() => {
    const {chosenTexts, points} = store.state;
    if (!points && !map) return;
    const ids = new Map(chosenTexts.map(({row, document}) => [row, document?.id]));
    history.replaceState(null, '', '#' + toAddress(store.state, map?.stage.camera() ?? null, row => ids.get(row)));
  }, ADDRESS_PAUSE_MS);
}

async function restore(wanted) {
  const {collection, components, topK, minScore, isExplaining, colorBy, query} = wanted;
  const name = await opening.first(collection);
  if (!name) {
    store.set({phase: 'empty'});
    return;
  }
  store.set({topK, minScore, isExplaining});
  await opening.open(name, {components, keep: {colorBy}});
  if (wanted.camera) map?.stage.look(wanted.camera);
  const [open, ...selection] = await rowsOf(name, [wanted.open, ...wanted.selection]);
  store.set({selection: selection.filter(row => row !== undefined), group: wanted.group});
  if (query) searching.search(query, true);
  if (open !== undefined) await reading.open(open);
  store.set({isIsolated: wanted.isIsolated});
}

/** @param {string[]} ids of documents @returns {Promise<(number | undefined)[]>} a row of each, where there is one */
async function rowsOf(name, ids) {
  const asked = ids.filter(Boolean);
  if (!asked.length) return [];
  const query = new URLSearchParams(asked.map(id => ['document', id]));
  const {rows} = await api.json(`${path('collections', name, 'rows')}?${query}`);
  const byId = new Map(rows.filter(({document}) => document).map(({row, document}) => [document.id, row]));
  return ids.map(id => byId.get(id));
}

let isDrawing = false;
function draw() {
  if (isDrawing) return;
  isDrawing = true;
  queueMicrotask(() => {
    isDrawing = false;
    const {state} = store;
    render(bar(state, act), at('bar'));
    render(side(state, act), at('side'));
    render(detail(state, act), at('detail'));
    at('detail').hidden = !state.open && !state.selection.length;
    render(legend(state, act), at('legend'));
    render(quality(state), at('quality'));
    render(over(state, act), at('over'));
    document.body.classList.toggle('searching', Boolean(state.hits));
    at('side').setAttribute('aria-busy', String(state.isSearching));
  });
}

function showMap() {
  try {
    map = createMap({dots: at('dots'), marks: at('marks'), labels: at('labels'), tip: at('tip')}, store, act);
    globalThis.sextantMap = map;
  } catch (error) {
    console.info(error.message);
    store.set({blind: 'This browser offers no WebGL, so there is no map to look at. Search, themes and texts work without it.'});
    at('map').classList.add('blind');
  }
}

function describe({map: info, points, collection}) {
  if (!points) return;
  at('dots').setAttribute('aria-label',
    `Map of ${points.count.toLocaleString()} texts of ${collection.name} in ${info.themes.length} themes. Search, themes and texts beside it hold the same.`);
  document.documentElement.toggleAttribute('data-ready', true);
}

function acceptDrops() {
  addEventListener('dragover', event => event.preventDefault());
  addEventListener('drop', event => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file) act.add(file);
  });
}

store.listen((state, before) => {
  if (!Object.is(state.hover, before.hover) && Object.keys(state).every(name => name === 'hover' || Object.is(state[name], before[name]))) return;
  draw();
});
onChange(store, ['points'], describe);
onChange(store, ['collection', 'components', 'query', 'topK', 'minScore', 'isExplaining', 'isIsolated', 'colorBy', 'group', 'open', 'selection', 'chosenTexts'],
  keepAddress);
onChange(store, ['hits'], ({hits}) => { if (hits) at('spoken').textContent = `${hits.length} texts found`; });
onTone(() => { opening.repaint(); draw(); });
listenToKeys(store, act);
acceptDrops();
store.set({isNew: !localStorage.getItem(VISITED)});
showMap();
draw();
restore(fromAddress(location.hash)).catch(error => store.set({phase: 'ready', error: error.message}));
