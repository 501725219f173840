// What the explorer knows and shows; one immutable value, see store.js.

import {createStore} from './store.js';

/**
 * @typedef {object} Hit a text that is near to a query or to another text
 * @property {string} id
 * @property {number} row
 * @property {number} score similarity; larger is nearer
 * @property {string} text
 * @property {object} [metadata]
 * @property {object} [explanation]
 *
 * @typedef {object} Progress of something that takes long
 * @property {string} label
 * @property {number | null} share from 0 to 1
 * @property {number | null} secondsLeft
 * @property {(() => void) | null} cancel
 */

const INITIAL = {
  /** @type {object[]} what there is to explore */
  collections: [],
  /** the name of the collection that is open, or about to be */
  name: '',
  /** @type {object | null} the collection that is open; null until it is */
  collection: null,
  /** @type {2 | 3} */
  components: 3,
  /** @type {object | null} what the server says about the map: themes, method, quality */
  map: null,
  /** @type {import('./points.js').Points | null} */
  points: null,
  /** @type {'loading' | 'ready' | 'empty' | 'unmapped' | 'failed'} */
  phase: 'loading',
  /** @type {Progress | null} */
  progress: null,
  /** @type {string} what went wrong, for a person to read */
  error: '',
  /** @type {string} why there is no map to look at, whatever the collection */
  blind: '',

  query: '',
  topK: 20,
  /** @type {number | null} what a hit has to reach; null for anything */
  minScore: null,
  isExplaining: false,
  isIsolated: false,
  isSearching: false,
  /** @type {Hit[] | null} the nearest first; null without a query */
  hits: null,
  tookMs: 0,

  /** @type {{row: number, id: string, text: string, metadata: object} | null} the text that is open */
  open: null,
  /** @type {Hit[]} of the open text, in the original space */
  neighbors: [],
  /** which neighbor (or hit, where no text is open) one has walked to, or -1 */
  walked: -1,

  /** @type {number[]} rows, in the order they were chosen */
  selection: [],
  /** @type {import('./texts.js').Row[]} texts of the first of them */
  chosenTexts: [],
  /** @type {{row: number, x: number, y: number} | null} what the pointer is over, in CSS pixels of the map */
  hover: null,

  /** 'theme' or the name of a metadata field */
  colorBy: 'theme',
  /** @type {import('./coloring.js').Coloring | null} */
  coloring: null,
  /** @type {string | number | null} the theme or kind that one looks at */
  group: null,
  /** @type {import('./texts.js').Row[]} typical texts of the theme that one looks at */
  typical: [],
  /** whether this person has not been here before */
  isNew: false,
};

/** @typedef {typeof INITIAL} State */

export const createState = () => createStore(INITIAL);

/** What belongs to one collection, as it is before anything was done with it; a search is kept. */
export function fresh() {
  const {collections, components, name, phase, progress, blind, query, topK, minScore, isExplaining, isNew, ...own} = INITIAL;
  return own;
}

/** Hits that are near enough. @param {State} state @returns {Hit[]} */
export const shownHits = state => (state.hits ?? []).filter(hit => state.minScore === null || hit.score >= state.minScore);

/** What N, P and the arrow keys walk through. @param {State} state @returns {Hit[]} */
export const walkway = state => state.open ? state.neighbors : shownHits(state);

/** A theme and the themes it is made of. @returns {Set<number>} */
export function withParts(themes, id) {
  return new Set([id, ...themes.filter(theme => theme.parent === id).map(theme => theme.id)]);
}

/** Tells whether a point is of the theme or kind that one looks at. @param {State} state */
export function inGroup({group, colorBy, coloring, map}) {
  if (group === null || !coloring) return () => true;
  if (colorBy !== 'theme') return index => coloring.keyOf(index) === group;
  const ids = withParts(map.themes, group);
  return index => ids.has(coloring.keyOf(index));
}

/** Tells whether a point is to be seen: all are, but where one isolated something. @param {State} state */
export function visibility(state) {
  if (!state.isIsolated || !state.points) return () => true;
  const indexes = rows => new Set(rows.map(state.points.indexOf));
  if (state.hits) {
    const found = indexes(shownHits(state).map(hit => hit.row));
    return index => found.has(index);
  }
  if (state.selection.length) {
    const chosen = indexes(state.selection);
    return index => chosen.has(index);
  }
  if (state.group !== null) return inGroup(state);
  if (state.open) {
    const near = indexes([state.open.row, ...state.neighbors.map(hit => hit.row)]);
    return index => near.has(index);
  }
  return () => true;
}

/** Whether a collection is open still, after something was waited for. @param {{state: State}} store */
export const isOpen = (store, name) => store.state.collection?.name === name;

/** Whether there is anything to isolate. @param {State} state */
export const canIsolate = state =>
  Boolean(state.hits || state.selection.length || state.group !== null || state.open);
