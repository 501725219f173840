// The map: joins camera, points, labels and pointer to the state.

import {BACK, FRONT, HIDDEN} from './cloud.js';
import {themeColors} from './coloring.js';
import {grey, hue, mix, onTone, paper} from './colors.js';
import {createLabels} from './labels.js';
import {drawOverlay} from './overlay.js';
import {listenToPointer} from './pointer.js';
import {pick} from './pick.js';
import {createStage} from './stage.js';
import {inGroup, shownHits, visibility, walkway, withParts} from './state.js';
import {onChange} from './store.js';

/** How far everything else steps back. */
const DIM_FOR_HITS = 0.72;
const DIM_FOR_NEIGHBORS = 0.5;
const DIM_FOR_GROUP = 0.82;

/**
 * @param {{dots: HTMLCanvasElement, marks: HTMLCanvasElement, labels: HTMLElement, tip: HTMLElement}} parts
 * @param {any} store
 * @param {object} act what a person can do, see main.js
 */
export function createMap(parts, store, act) {
  const ink = parts.marks.getContext('2d');
  const labels = createLabels(parts.labels, act.lookAtTheme);
  /** @type {[number, number][]} */
  let lasso = [];
  let isVisible = () => true;
  const stage = createStage(parts.dots, {onDraw: drawOver, onMoveEnd: act.cameraMoved});

  function drawOver() {
    const {points, coloring} = store.state;
    drawOverlay(ink, stage, points, marksOf(store.state), coloring?.of ?? grey);
    if (points) labels.place(stage, namedThemes(store.state));
  }

  function marksOf(state) {
    const {points, open, neighbors, walked, selection, hover} = state;
    const at = row => points.indexOf(row);
    const onMap = hits => hits.map(({row, score}) => ({index: at(row), score})).filter(({index}) => index >= 0);
    if (!points) return null;
    const way = walkway(state)[walked];
    return {
      hits: onMap(shownHits(state)),
      open: open ? at(open.row) : -1,
      neighbors: onMap(neighbors),
      walked: way ? at(way.row) : -1,
      selected: selection.map(at).filter(index => index >= 0),
      hovered: hover ? at(hover.row) : -1,
      lasso,
    };
  }

  /** Only the themes that one looks at are named; while hits glow, names step back by themselves (see the style sheet). */
  function namedThemes({colorBy, group, map, isIsolated, points}) {
    if (colorBy === 'theme' && group !== null) return withParts(map.themes, group);
    if (!isIsolated) return null;
    const seen = new Set();
    points.themes.forEach((theme, index) => isVisible(index) && seen.add(theme));
    map.themes.filter(theme => seen.has(theme.id) && theme.parent != null).forEach(theme => seen.add(theme.parent));
    return seen;
  }

  function paint() {
    const {state} = store;
    if (!state.points || !state.coloring) return;
    isVisible = visibility(state);
    const isMeant = inGroup(state);
    const ground = paper();
    stage.paint(
      index => isMeant(index) ? state.coloring.of(index) : mix(state.coloring.of(index), ground, DIM_FOR_GROUP),
      index => isVisible(index) ? isMeant(index) ? FRONT : BACK : HIDDEN,
      ground);
  }

  function dim() {
    const {hits, open} = store.state;
    stage.dim(hits ? DIM_FOR_HITS : open ? DIM_FOR_NEIGHBORS : 0);
  }

  function showPoints() {
    const {points, map} = store.state;
    if (!points) {
      stage.clear();
      labels.show([], hue);
      return;
    }
    stage.show(points);
    showLabels(points, map.themes);
  }

  function showLabels(points, themes) {
    const colors = themeColors(themes);
    labels.show(placesOf(points, themes), id => colors.get(id) ?? hue(0));
  }

  onChange(store, ['points'], showPoints);
  onChange(store, ['points', 'coloring', 'group', 'isIsolated'], paint);
  onChange(store, ['hits', 'minScore', 'selection', 'open', 'neighbors'], state => { if (state.isIsolated) paint(); });
  onChange(store, ['points', 'hits', 'open'], dim);
  onChange(store, ['hits', 'minScore', 'open', 'neighbors', 'walked', 'selection', 'hover', 'group'], stage.invalidateOver);
  onTone(() => {
    const {points, map} = store.state;
    if (points) showLabels(points, map.themes);
  });

  listenToPointer(parts.dots, stage, {
    at: (x, y) => pickAt(x, y),
    points: () => store.state.points,
    isVisible: index => isVisible(index),
    act,
    drawLasso(line) {
      lasso = line;
      stage.invalidateOver();
    },
  });

  /** What is marked lies above everything else. */
  function pickAt(x, y) {
    const {points} = store.state;
    if (!points) return -1;
    const marks = marksOf(store.state);
    const lifted = new Set([...marks.hits, ...marks.neighbors].map(({index}) => index));
    const marked = lifted.size ? pick(stage, points, x, y, index => lifted.has(index)) : -1;
    return marked >= 0 ? marked : pick(stage, points, x, y, isVisible);
  }

  return {
    stage,
    labels,
    layers: [parts.dots, parts.marks],

    /** Flies to where these points are. @param {number[]} indexes */
    flyTo(indexes) {
      const {points} = store.state;
      const found = indexes.filter(index => index >= 0);
      if (!points || !found.length) return;
      stage.flyTo(...ballAround(points, found));
    },

    /** Where a point is seen, in CSS pixels of the page. */
    seenAt(row) {
      const {points} = store.state;
      const k = 3 * points.indexOf(row);
      const {x, y} = stage.project(points.positions[k], points.positions[k + 1], points.positions[k + 2]);
      const box = parts.dots.getBoundingClientRect();
      return {x: x + box.left, y: y + box.top};
    },
  };
}

/** Where themes lie in the scene, and how far they reach: four of five of their points lie within. */
function placesOf(points, themes) {
  const members = new Map(themes.map(theme => [theme.id, []]));
  points.themes.forEach((theme, index) => members.get(theme)?.push(index));
  return themes.map(theme => {
    const own = [...withParts(themes, theme.id)].flatMap(id => members.get(id) ?? []);
    const center = points.inScene(theme.center);
    return {
      id: theme.id, label: theme.label, size: theme.size, center, parent: theme.parent ?? null,
      isWhole: themes.some(other => other.parent === theme.id),
      radius: reachOf(points, own, center, 0.8),
    };
  });
}

/** @returns {[number[], number]} middle and radius of a ball that most of the points lie in */
function ballAround(points, indexes) {
  const middle = [0, 1, 2].map(axis =>
    indexes.map(index => points.positions[3 * index + axis]).sort((a, b) => a - b)[Math.floor(indexes.length / 2)]);
  return [middle, reachOf(points, indexes, middle, 0.9)];
}

function reachOf(points, indexes, [x, y, z], share) {
  const distances = indexes.map(index => Math.hypot(
    points.positions[3 * index] - x, points.positions[3 * index + 1] - y, points.positions[3 * index + 2] - z)).sort((a, b) => a - b);
  return distances[Math.floor((distances.length - 1) * share)] ?? 0;
}
