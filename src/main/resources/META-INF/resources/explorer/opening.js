// Opening a collection: what there is to say about it, its map and points, and how they are colored.

import {path} from './api.js';
import {byField, byTheme} from './coloring.js';
import {makeMap} from './mapping.js';
import {readPoints} from './points.js';
import {fresh} from './state.js';

const SAMPLE = 'sample';
const POLL_MS = 400;

/** @param {{api: import('./api.js').Api, store: any, texts: import('./texts.js').Texts}} parts */
export function createOpening({api, store, texts}) {
  let opening = new AbortController();
  const ask = (...parts) => api.json(path(...parts), {signal: opening.signal});

  async function list() {
    store.set({collections: (await api.json('/collections')).collections});
  }

  /** The sample is prepared when a server starts for the first time; whoever comes earlier sees how far it is. */
  async function awaitSample() {
    for (;;) {
      const sample = await ask('explorer', 'sample').catch(() => ({state: 'off'}));
      if (sample.state !== 'preparing') return;
      const share = sample.total ? sample.done / sample.total : null;
      store.set({progress: {label: 'Preparing the sample, once', share, secondsLeft: null, cancel: null}});
      await new Promise(resolve => setTimeout(resolve, POLL_MS));
    }
  }

  async function first(wanted) {
    await list();
    if (!store.state.collections.some(isMapped)) {
      await awaitSample();
      await list();
    }
    const names = store.state.collections.filter(collection => !collection.error).map(collection => collection.name);
    return [wanted, SAMPLE, names[0]].find(name => names.includes(name));
  }

  /** Opens what there is, after what was open is gone. */
  async function openAny() {
    const name = await first('');
    if (name) await open(name);
    else store.set({...fresh(), collection: null, phase: 'empty'});
  }

  /** @param {string} name @param {{components?: 2 | 3, keep?: object}} [view] `keep` is state that is not to start anew */
  async function open(name, {components, keep = {}} = {}) {
    opening.abort();
    opening = new AbortController();
    const {signal} = opening;
    texts.of(name);
    store.set({...fresh(), phase: 'loading', progress: null, ...keep});
    try {
      const collection = await ask('collections', name);
      const mapped = mapsOf(collection).map(map => map.components);
      const wanted = components ?? (mapped.includes(3) ? 3 : mapped[0] ?? 3);
      store.set({collection, components: wanted});
      await show(collection, wanted, mapped.includes(wanted));
    } catch (error) {
      if (!signal.aborted) store.set({phase: 'ready', progress: null, error: error.message});
    }
  }

  async function show(collection, components, isMade) {
    if (!collection.count) {
      store.set({phase: 'empty'});
    } else if (!isMade) {
      store.set({phase: 'unmapped'});
    } else {
      await load(collection.name, components);
    }
  }

  async function load(name, components) {
    const query = `?components=${components}`;
    const {signal} = opening;
    const [map, buffer] = await Promise.all([
      api.json(path('collections', name, 'map') + query, {signal}),
      api.bytes(path('collections', name, 'map', 'points') + query, signal),
    ]);
    const points = readPoints(buffer);
    const by = store.state.colorBy;
    // Another map has other themes, and its own numbers for them.
    store.set({map, points, colorBy: 'theme', coloring: byTheme(points, map.themes), group: null, typical: [],
      phase: 'ready', progress: null, error: ''});
    if (store.state.collection.fields.some(field => field.name === by)) await colorBy(by);
  }

  /** Makes a map (anew) and shows it. @param {object} [fields] of `POST …/map`, beside the components */
  async function make(components = store.state.components, fields = {}) {
    const {name} = store.state.collection;
    const cancelling = new AbortController();
    const cancel = () => cancelling.abort();
    const before = {phase: store.state.phase, components: store.state.components};
    store.set({progress: {label: 'Making the map', share: null, secondsLeft: null, cancel}, error: ''});
    try {
      await makeMap(api, name, {components, ...fields},
        ({label, share, secondsLeft}) => store.set({progress: {label, share, secondsLeft, cancel}}), cancelling.signal);
      if (store.state.collection?.name !== name) return;
      store.set({collection: await ask('collections', name), components});
      await load(name, components);
      await list();
    } catch (error) {
      store.set({...before, progress: null, error: error.name === 'AbortError' ? '' : error.message});
    }
  }

  /** Shows the map with that many components; makes it where there is none yet. */
  async function turnTo(components) {
    if (components === store.state.components && store.state.points) return;
    if (mapsOf(store.state.collection).some(map => map.components === components)) {
      store.set({components});
      await load(store.state.collection.name, components).catch(error => store.set({error: error.message}));
    } else {
      await make(components);
    }
  }

  async function colorBy(field) {
    const {points, map, collection} = store.state;
    store.set({colorBy: field, group: null});
    if (field === 'theme') {
      store.set({coloring: byTheme(points, map.themes)});
      return;
    }
    try {
      const column = await ask('collections', collection.name, 'columns', field);
      if (store.state.colorBy === field && store.state.points === points) {
        store.set({coloring: byField(points, column.values)});
      }
    } catch (error) {
      store.set({colorBy: 'theme', coloring: byTheme(points, map.themes), error: error.message});
    }
  }

  /** Colors again, after light became dark. */
  function repaint() {
    if (store.state.points) colorBy(store.state.colorBy);
  }

  return {list, first, open, openAny, make, turnTo, colorBy, repaint};
}

const isMapped = collection => Boolean(collection.map);

const mapsOf = collection => collection.maps ?? (collection.map ? [collection.map] : []);
