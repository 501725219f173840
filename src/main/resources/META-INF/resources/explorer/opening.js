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
  let running = new AbortController();

  async function list() {
    store.set({collections: (await api.json('/collections')).collections});
  }

  /** The sample is prepared when a server starts for the first time; whoever comes earlier sees how far it is. */
  async function awaitSample() {
    for (;;) {
      const sample = await api.json('/explorer/sample').catch(() => ({state: 'off'}));
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
    else store.set({...fresh(), name: '', phase: 'empty'});
  }

  /** @param {string} name @param {{components?: 2 | 3, keep?: object}} [view] `keep` is state that is not to start anew */
  async function open(name, {components, keep = {}} = {}) {
    const signal = leave();
    texts.of(name);
    store.set({...fresh(), name, phase: 'loading', progress: null, ...keep});
    try {
      const collection = await api.json(path('collections', name), {signal});
      const mapped = mapsOf(collection).map(map => map.components);
      const wanted = components ?? (mapped.includes(3) ? 3 : mapped[0] ?? 3);
      store.set({collection, components: wanted});
      if (!collection.count) store.set({phase: 'empty'});
      else if (!mapped.includes(wanted)) store.set({phase: 'unmapped'});
      else await load(wanted, signal);
    } catch (error) {
      if (!signal.aborted) store.set({phase: 'failed', progress: null, error: error.message});
    }
  }

  /** Gives up whatever is being loaded or made. @returns {AbortSignal} of what comes next */
  function leave() {
    running.abort();
    running = new AbortController();
    return running.signal;
  }

  async function load(components, signal) {
    const {name} = store.state.collection;
    const query = `?components=${components}`;
    const [map, buffer] = await Promise.all([
      api.json(path('collections', name, 'map') + query, {signal}),
      api.bytes(path('collections', name, 'map', 'points') + query, signal),
    ]);
    signal.throwIfAborted();
    const points = readPoints(buffer);
    const by = store.state.colorBy;
    // Another map has other themes, and its own numbers for them.
    store.set({map, points, components, colorBy: 'theme', coloring: byTheme(points, map.themes), group: null, typical: [],
      phase: 'ready', progress: null});
    if (store.state.collection.fields.some(field => field.name === by)) await colorBy(by);
  }

  const isBusy = () => !store.state.collection?.count || Boolean(store.state.progress) || Boolean(store.state.blind);

  /** Makes the map (anew) and shows it. Whoever goes elsewhere meanwhile leaves it to the server. */
  async function make(components = store.state.components) {
    if (isBusy()) return;
    const {name} = store.state.collection;
    const signal = leave();
    const cancelling = new AbortController();
    const cancel = () => cancelling.abort();
    const tell = progress => { if (!signal.aborted) store.set({progress: {...progress, cancel}}); };
    tell({label: 'Making the map', share: null, secondsLeft: null});
    try {
      await makeMap(api, name, {components}, ({label, share, secondsLeft}) => tell({label, share, secondsLeft}), cancelling.signal);
      if (signal.aborted) return;
      store.set({collection: await api.json(path('collections', name), {signal})});
      await load(components, signal);
      await list();
    } catch (error) {
      if (signal.aborted) return;
      store.set({progress: null, error: cancelling.signal.aborted ? '' : error.message});
    }
  }

  /** Shows the map with that many components; makes it where there is none yet. */
  async function turnTo(components) {
    if (isBusy() || (components === store.state.components && store.state.points)) return;
    if (!mapsOf(store.state.collection).some(map => map.components === components)) {
      await make(components);
      return;
    }
    const signal = leave();
    try {
      await load(components, signal);
    } catch (error) {
      if (!signal.aborted) store.set({error: error.message});
    }
  }

  async function colorBy(field) {
    store.set({group: null, typical: []});
    await recolor(field);
  }

  async function recolor(field) {
    const {points, map, collection} = store.state;
    store.set({colorBy: field});
    if (field === 'theme') {
      store.set({coloring: byTheme(points, map.themes)});
      return;
    }
    const isWanted = () => store.state.colorBy === field && store.state.points === points;
    try {
      const column = await api.json(path('collections', collection.name, 'columns', field));
      if (isWanted()) store.set({coloring: byField(points, column.values)});
    } catch (error) {
      if (isWanted()) store.set({colorBy: 'theme', coloring: byTheme(points, map.themes), error: error.message});
    }
  }

  /** Colors again, after light became dark. */
  function repaint() {
    if (store.state.points) recolor(store.state.colorBy);
  }

  return {list, first, open, openAny, make, turnTo, colorBy, repaint};
}

const isMapped = collection => Boolean(collection.map);

const mapsOf = collection => collection.maps ?? (collection.map ? [collection.map] : []);
