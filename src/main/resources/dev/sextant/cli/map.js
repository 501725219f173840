// A map of texts that opens from disk and asks nobody for anything. Points are drawn into an image by hand: it needs no
// graphics card, and 100,000 of them take a few milliseconds.
'use strict';

const data = JSON.parse(document.getElementById('data').textContent);
const element = id => document.getElementById(id);
const flat = data.components === 2;
const count = data.texts.length;

// --- Data ---

function bytes(base64) {
  return Uint8Array.from(atob(base64), character => character.charCodeAt(0)).buffer;
}

/** All axes by the same factor into -1..1, so that shapes stay as they are. */
function positions() {
  const axes = ['x', 'y', 'z'].slice(0, data.components).map(axis => new Float32Array(bytes(data[axis])));
  const ends = axes.map(values => {
    let low = Infinity;
    let high = -Infinity;
    for (const value of values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return [low, high];
  });
  const half = Math.max(...ends.map(([low, high]) => (high - low) / 2)) || 1;
  const placed = new Float32Array(3 * count);
  axes.forEach((values, axis) => {
    const middle = (ends[axis][0] + ends[axis][1]) / 2;
    for (let i = 0; i < count; i++) placed[3 * i + axis] = (values[i] - middle) / half;
  });
  return placed;
}

const position = positions();

/** A way to group points: which group each is in (-1 for none), and what the groups are. */
function grouping(name, of, groups, none) {
  const leaves = groups.filter(group => !groups.some(other => other.parent === group.id));
  const members = new Map(groups.map(group => [group.id, new Set([group.id])]));
  for (const group of groups) {
    if (group.parent !== undefined) members.get(group.parent).add(group.id);
  }
  return {name, of, groups, leaves, members, none};
}

function byLabel() {
  const of = new Int32Array(bytes(data.label.rows));
  const sizes = new Array(data.label.values.length).fill(0);
  for (const label of of) sizes[label]++;
  const groups = data.label.values.map((label, id) => ({id, label, size: sizes[id], keywords: []}));
  return grouping(data.label.name, of, groups, '');
}

const groupings = [grouping('themes', new Int32Array(bytes(data.theme)), data.themes, 'in no theme')];
if (data.label) groupings.push(byLabel());

// --- State ---

let view = null; // What is in the middle, from where it is seen, and how near.
let isHome = true; // Whether that is the whole map.
let grouped = groupings[0];
let chosen = null; // Id of a group.
let matches = null; // Indices of the texts that hold what is looked for.
let hovered = -1;
let pinned = -1;
const strong = new Uint8Array(count).fill(1); // What does not step back.

// --- Colors ---

// Hues that differ in lightness too, so that they can be told apart with any eyes; neighbors in the list differ most.
const PALETTES = {
  light: ['#2166c4', '#d97706', '#0f8a5f', '#c2559d', '#3a9bd0', '#b93c10', '#6d4fc4', '#8a7d12', '#8c2d55', '#0e7c86'],
  dark: ['#6aa6ff', '#f5b041', '#34c38f', '#e58fc4', '#74c7f2', '#f2784b', '#ab93f5', '#cdbf4a', '#d9739b', '#4cc3cc'],
};
const darkness = matchMedia('(prefers-color-scheme: dark)');
const paper = () => darkness.matches ? [20, 23, 28] : [255, 255, 255];
const GREY = [139, 147, 158];

const parsed = hex => [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16));
const mixed = (a, b, share) => a.map((value, i) => Math.round(value + (b[i] - value) * share));
const css = color => `rgb(${color.join(' ')})`;

/** Colors of the groups by id; parts of one whole are shades of one hue. */
function colors() {
  const palette = PALETTES[darkness.matches ? 'dark' : 'light'].map(parsed);
  const found = new Map();
  const tops = grouped.groups.filter(group => group.parent === undefined);
  const shade = (hue, step) => step === 0 ? hue : mixed(hue, step % 2 ? [0, 0, 0] : [255, 255, 255], 0.16 * Math.ceil(step / 2) % 0.5);
  tops.forEach((top, i) => {
    const hue = shade(palette[i % palette.length], Math.floor(i / palette.length));
    found.set(top.id, hue);
    grouped.groups.filter(group => group.parent === top.id).forEach((part, j) => found.set(part.id, shade(hue, j)));
  });
  return found;
}

/** What a group is painted in, by id and one: as it is, and where it steps back. */
let tones = [];

function mixTones() {
  const found = colors();
  const last = Math.max(-1, ...grouped.groups.map(group => group.id));
  tones = Array.from({length: last + 2}, (_, i) => {
    const own = found.get(i - 1) || GREY;
    return {own, faded: mixed(own, GREY, 0.65)};
  });
}

const colorOf = id => tones[id + 1].own;
mixTones();

// --- The stage ---

const stage = element('stage');
const pointsCanvas = element('points');
const marks = element('marks');
const paint = pointsCanvas.getContext('2d', {alpha: false});
const ink = marks.getContext('2d');
let width = 0;
let height = 0;
let ratio = 1;
let image = null;
let pixels = new Uint32Array(0);

const screenX = new Float32Array(count);
const screenY = new Float32Array(count);
const nearness = new Float32Array(count); // 1 at the middle of the view, less beyond it.
const CAMERA = 3.2; // Distance of the eye, in the map's own unit, at zoom 1.

function scale() {
  return Math.min(width, height) * (flat ? 0.5 : 0.62) * view.zoom;
}

/** Where a point of the map is on the screen: x, y and how many times larger than in the middle things are there. */
function projected(x, y, z, turn) {
  const dx = x - view.x;
  const dy = y - view.y;
  if (flat) return [width / 2 + dx * turn.scale, height / 2 - dy * turn.scale, 1];
  const dz = z - view.z;
  const across = turn.cosYaw * dx + turn.sinYaw * dz;
  const away = turn.cosYaw * dz - turn.sinYaw * dx;
  const up = turn.cosPitch * dy - turn.sinPitch * away;
  const depth = 1 + (turn.sinPitch * dy + turn.cosPitch * away) * view.zoom / CAMERA;
  if (depth < 0.1) return [NaN, NaN, 0];
  return [width / 2 + across * turn.scale / depth, height / 2 - up * turn.scale / depth, 1 / depth];
}

function turned() {
  return {
    scale: scale(),
    cosYaw: Math.cos(view.yaw),
    sinYaw: Math.sin(view.yaw),
    cosPitch: Math.cos(view.pitch),
    sinPitch: Math.sin(view.pitch),
  };
}

const pixelRatio = () => Math.min(devicePixelRatio || 1, 2);

function project() {
  const turn = turned();
  for (let i = 0; i < count; i++) {
    const [x, y, near] = projected(position[3 * i], position[3 * i + 1], position[3 * i + 2], turn);
    screenX[i] = x;
    screenY[i] = y;
    nearness[i] = near;
  }
}

function resize() {
  if (stage.clientWidth === width && stage.clientHeight === height && ratio === pixelRatio()) return;
  width = stage.clientWidth;
  height = stage.clientHeight;
  ratio = pixelRatio();
  for (const canvas of [pointsCanvas, marks]) {
    canvas.width = Math.max(1, Math.round(width * ratio));
    canvas.height = Math.max(1, Math.round(height * ratio));
  }
  image = paint.createImageData(pointsCanvas.width, pointsCanvas.height);
  pixels = new Uint32Array(image.data.buffer);
  stamps.clear();
  if (view === null || isHome) view = home();
  render();
}

// --- Points ---

const SUBPIXELS = 4;
const stamps = new Map();

/** A round dot as offsets into the image and how much each covers, 0..256, for a radius and a place within a pixel. */
function stamp(quarters, subX, subY) {
  const key = (quarters * SUBPIXELS + subX) * SUBPIXELS + subY;
  let found = stamps.get(key);
  if (!found) {
    const radius = quarters / 4;
    const reach = Math.ceil(radius + 1);
    const offsets = [];
    const covers = [];
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        const distance = Math.hypot(dx - subX / SUBPIXELS, dy - subY / SUBPIXELS);
        const cover = Math.min(1, Math.max(0, radius + 0.5 - distance));
        if (cover > 0) {
          offsets.push(dy * pointsCanvas.width + dx);
          covers.push(Math.round(256 * cover));
        }
      }
    }
    found = {reach, offsets: Int32Array.from(offsets), covers: Int32Array.from(covers)};
    stamps.set(key, found);
  }
  return found;
}

function dot(i, radius, red, green, blue, opacity) {
  const x = screenX[i] * ratio;
  const y = screenY[i] * ratio;
  const left = Math.floor(x);
  const top = Math.floor(y);
  const quarters = Math.min(200, Math.max(2, Math.round(radius * ratio * 4)));
  const {reach, offsets, covers} = stamp(quarters, Math.floor((x - left) * SUBPIXELS), Math.floor((y - top) * SUBPIXELS));
  // Not on the screen, or not anywhere.
  if (!(left >= reach && top >= reach && left < image.width - reach && top < image.height - reach)) return;
  const base = top * image.width + left;
  const outer = blue << 16 | red;
  const inner = green << 8;
  for (let k = 0; k < offsets.length; k++) {
    const at = base + offsets[k];
    const share = covers[k] * opacity >> 8;
    const below = pixels[at];
    const rest = 256 - share;
    pixels[at] = 0xff000000
      | (Math.imul(outer, share) + Math.imul(below & 0xff00ff, rest)) >>> 8 & 0xff00ff
      | (Math.imul(inner, share) + Math.imul(below & 0x00ff00, rest)) >>> 8 & 0x00ff00;
  }
}

const order = new Uint32Array(count);

/** Far points first; in a flat map, those that step back. */
function sort() {
  const buckets = flat ? 2 : 2048;
  const bucket = flat
    ? i => strong[i]
    : i => Math.min(buckets - 1, Math.max(0, Math.floor(nearness[i] / 3 * buckets)));
  const starts = new Uint32Array(buckets + 1);
  for (let i = 0; i < count; i++) starts[bucket(i) + 1]++;
  for (let b = 0; b < buckets; b++) starts[b + 1] += starts[b];
  for (let i = 0; i < count; i++) order[starts[bucket(i)]++] = i;
}

/** In CSS pixels. */
function radius() {
  return Math.min(5, Math.max(1.1, 13 * count ** -0.2)) * Math.min(2.5, view.zoom ** 0.3);
}

function drawPoints() {
  const ground = paper();
  pixels.fill(0xff000000 | ground[2] << 16 | ground[1] << 8 | ground[0]);
  sort();
  const size = radius();
  const of = grouped.of;
  const solid = count > 50000 ? 190 : 225;
  for (const i of order) {
    const tone = tones[of[i] + 1];
    const near = nearness[i];
    const clear = flat ? 1 : Math.min(1, Math.max(0.25, (near - 0.55) * 1.6));
    const weight = strong[i] ? (of[i] < 0 && !matches ? 0.55 : 1) : 0.13;
    const shown = strong[i] ? tone.own : tone.faded;
    dot(i, (strong[i] && matches ? size + 1.2 : size) * near, shown[0], shown[1], shown[2], Math.round(solid * weight * clear));
  }
  paint.putImageData(image, 0, 0);
}

// --- Labels and marks ---

function centerOf(group) {
  if (!group.middle) {
    const inside = grouped.members.get(group.id);
    const sums = [0, 0, 0];
    let size = 0;
    for (let i = 0; i < count; i++) {
      if (inside.has(grouped.of[i])) {
        for (let axis = 0; axis < 3; axis++) sums[axis] += position[3 * i + axis];
        size++;
      }
    }
    group.middle = sums.map(sum => sum / Math.max(1, size));
  }
  return group.middle;
}

/** A label in at most two lines. */
function lines(label) {
  const short = label.length > 44 ? label.slice(0, 43) + '…' : label;
  if (short.length <= 22) return [short];
  const middle = short.length / 2;
  let best = -1;
  for (let at = short.indexOf(' '); at >= 0; at = short.indexOf(' ', at + 1)) {
    if (best < 0 || Math.abs(at - middle) < Math.abs(best - middle)) best = at;
  }
  return best < 0 ? [short] : [short.slice(0, best), short.slice(best + 1)];
}

let placedLabels = [];

function drawLabels() {
  placedLabels = [];
  const turn = turned();
  const room = Math.max(5, Math.round(width * height / 32000));
  const isParent = group => grouped.members.get(group.id).size > 1;
  const wanted = grouped.groups
    .filter(group => chosen === null || grouped.members.get(chosen).has(group.id))
    .sort((a, b) => isParent(b) - isParent(a) || b.size - a.size);
  for (const group of wanted) {
    if (placedLabels.length >= room) break;
    const [x, y] = projected(...centerOf(group), turn);
    const size = isParent(group) ? 15 : 13;
    ink.font = `${isParent(group) ? 700 : 600} ${size}px system-ui, sans-serif`;
    const text = lines(group.label);
    const half = Math.max(...text.map(line => ink.measureText(line).width)) / 2 + 5;
    const tall = text.length * size * 1.2 / 2 + 4;
    const box = {left: x - half, right: x + half, top: y - tall, bottom: y + tall, group: group.id};
    if (!(box.left > 2 && box.right < width - 2 && box.top > 2 && box.bottom < height - 2)) continue;
    if (placedLabels.some(other => overlap(box, other))) continue;
    placedLabels.push(box);
    text.forEach((line, i) => write(line, x, y + (i - (text.length - 1) / 2) * size * 1.2, colorOf(group.id)));
  }
}

function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function write(text, x, y, own) {
  const ground = paper();
  ink.textAlign = 'center';
  ink.textBaseline = 'middle';
  ink.lineJoin = 'round';
  ink.lineWidth = 5;
  ink.strokeStyle = `rgb(${ground.join(' ')} / .8)`;
  ink.strokeText(text, x, y);
  ink.fillStyle = css(mixed(own, darkness.matches ? [255, 255, 255] : [0, 0, 0], 0.55));
  ink.fillText(text, x, y);
}

function ring(i, weight) {
  if (i < 0 || !(nearness[i] > 0)) return;
  ink.beginPath();
  ink.arc(screenX[i], screenY[i], radius() * nearness[i] + 4, 0, 2 * Math.PI);
  ink.lineWidth = weight;
  ink.strokeStyle = darkness.matches ? '#ffffff' : '#000000';
  ink.stroke();
}

function drawMarks() {
  ink.setTransform(ratio, 0, 0, ratio, 0, 0);
  ink.clearRect(0, 0, width, height);
  drawLabels();
  ring(hovered, 1.5);
  ring(pinned, 2.5);
}

let waiting = false;

/** Draws everything with the next frame. */
function draw() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    render();
  });
}

function render() {
  if (!width || !height) return;
  project();
  drawPoints();
  drawMarks();
  placeTip();
}

// --- Moving ---

const still = matchMedia('(prefers-reduced-motion: reduce)');
let flight = 0;

function fly(target) {
  take();
  const from = {...view};
  const to = {...view, ...target};
  const began = performance.now();
  const step = now => {
    const time = still.matches ? 1 : Math.min(1, (now - began) / 550);
    const eased = time < 0.5 ? 4 * time ** 3 : 1 - (2 - 2 * time) ** 3 / 2;
    for (const key of Object.keys(to)) {
      view[key] = key === 'zoom'
        ? from.zoom * (to.zoom / from.zoom) ** eased
        : from[key] + (to[key] - from[key]) * eased;
    }
    draw();
    if (time < 1) flight = requestAnimationFrame(step);
  };
  flight = requestAnimationFrame(step);
}

/** From where to where points lie on each axis, leaving out a share of them at either end. */
function spansOf(indices, out) {
  return [0, 1, 2].map(axis => {
    const values = Float32Array.from(indices, i => position[3 * i + axis]).sort();
    const last = values.length - 1;
    return [values[Math.floor(out * last)], values[Math.ceil((1 - out) * last)]];
  });
}

function flyTo(indices) {
  if (!indices.length) return;
  const spans = spansOf(indices, 0.1);
  const extent = Math.max(...spans.map(([low, high]) => (high - low) / 2), 0.02);
  const [x, y, z] = spans.map(([low, high]) => (low + high) / 2);
  fly({x, y, z, zoom: Math.min(8, Math.max(1, 0.35 / extent))});
}

/** The whole map, but for what lies far outside of it. */
function home() {
  const spans = spansOf(Array.from({length: count}, (_, i) => i), 0.005);
  const [x, y, z] = spans.map(([low, high]) => (low + high) / 2);
  if (!flat) return {x, y, z, yaw: 0.6, pitch: 0.3, zoom: 1};
  const [across, up] = spans.map(([low, high]) => Math.max((high - low) / 2, 0.001));
  const fitting = 0.92 * Math.min(width / across, height / up) / Math.min(width, height);
  return {x, y, z, yaw: 0, pitch: 0, zoom: Math.min(3, fitting)};
}

function goHome() {
  fly(home());
  isHome = true;
}

/** The view is about to be moved by hand. */
function take() {
  cancelAnimationFrame(flight);
  isHome = false;
}

function zoomAt(factor, x, y) {
  take();
  const zoom = Math.min(200, Math.max(0.4, view.zoom * factor));
  if (flat) {
    const before = scale();
    const after = before * zoom / view.zoom;
    view.x += (x - width / 2) * (1 / before - 1 / after);
    view.y -= (y - height / 2) * (1 / before - 1 / after);
  }
  view.zoom = zoom;
  draw();
}

/** Moves the map by CSS pixels. */
function pan(dx, dy) {
  take();
  const {scale: size, cosYaw, sinYaw, cosPitch, sinPitch} = turned();
  if (flat) {
    view.x -= dx / size;
    view.y += dy / size;
  } else {
    view.x -= (cosYaw * dx - sinPitch * sinYaw * dy) / size;
    view.y += cosPitch * dy / size;
    view.z -= (sinYaw * dx + sinPitch * cosYaw * dy) / size;
  }
  draw();
}

function orbit(dx, dy) {
  take();
  view.yaw += dx * 0.006;
  view.pitch = Math.min(1.5, Math.max(-1.5, view.pitch + dy * 0.006));
  draw();
}

const pointers = new Map();
let travelled = 0;

function place(event) {
  const box = marks.getBoundingClientRect();
  return {x: event.clientX - box.left, y: event.clientY - box.top};
}

marks.addEventListener('pointerdown', event => {
  marks.setPointerCapture(event.pointerId);
  pointers.set(event.pointerId, place(event));
  if (pointers.size === 1) travelled = 0;
});

marks.addEventListener('pointermove', event => {
  const now = place(event);
  const before = pointers.get(event.pointerId);
  if (!before) {
    hover(nearest(now.x, now.y));
    return;
  }
  const dx = now.x - before.x;
  const dy = now.y - before.y;
  travelled += Math.hypot(dx, dy);
  if (travelled > 4) marks.classList.add('dragging');
  if (pointers.size === 2) {
    const other = [...pointers].find(([id]) => id !== event.pointerId)[1];
    const apart = Math.hypot(before.x - other.x, before.y - other.y) || 1;
    zoomAt(Math.hypot(now.x - other.x, now.y - other.y) / apart, (now.x + other.x) / 2, (now.y + other.y) / 2);
    pan(dx / 2, dy / 2);
  } else if (flat || event.shiftKey || event.buttons === 2) {
    pan(dx, dy);
  } else {
    orbit(dx, dy);
  }
  pointers.set(event.pointerId, now);
});

for (const kind of ['pointerup', 'pointercancel']) {
  marks.addEventListener(kind, event => {
    const {x, y} = place(event);
    if (kind === 'pointerup' && pointers.size === 1 && travelled <= 4) click(x, y);
    pointers.delete(event.pointerId);
    marks.classList.remove('dragging');
  });
}
marks.addEventListener('pointerleave', () => hover(-1));
marks.addEventListener('contextmenu', event => event.preventDefault());
marks.addEventListener('wheel', event => {
  event.preventDefault();
  const {x, y} = place(event);
  const lines = event.deltaMode === 1 ? 16 : 1;
  zoomAt(Math.exp(-event.deltaY * lines * 0.0016), x, y);
}, {passive: false});

function click(x, y) {
  const point = nearest(x, y);
  if (point >= 0) {
    pin(point === pinned ? -1 : point);
    return;
  }
  const label = placedLabels.find(box => overlap(box, {left: x, right: x, top: y, bottom: y}));
  if (label) {
    choose(label.group);
  } else {
    pin(-1);
  }
}

const KEYS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};

marks.addEventListener('keydown', event => {
  if (KEYS[event.key]) {
    const [dx, dy] = KEYS[event.key];
    if (flat || event.shiftKey) pan(-40 * dx, -40 * dy);
    else orbit(25 * dx, 25 * dy);
  } else if (event.key === '+' || event.key === '=') {
    zoomAt(1.3, width / 2, height / 2);
  } else if (event.key === '-') {
    zoomAt(1 / 1.3, width / 2, height / 2);
  } else if (event.key === '0' || event.key === 'Home') {
    goHome();
  } else {
    return;
  }
  event.preventDefault();
});

document.addEventListener('keydown', event => {
  if (event.key === '/' && event.target !== element('filter')) {
    element('filter').focus();
    event.preventDefault();
  } else if (event.key === 'Escape') {
    element('filter').value = '';
    filter();
    pin(-1);
    if (chosen !== null) choose(chosen);
  }
});

element('in').addEventListener('click', () => zoomAt(1.5, width / 2, height / 2));
element('out').addEventListener('click', () => zoomAt(1 / 1.5, width / 2, height / 2));
element('whole').addEventListener('click', () => goHome());

// --- Texts ---

/** The point under the pointer: near it, in front, and rather one that stands out. */
function nearest(x, y) {
  const reach = Math.max(10, radius() + 5);
  let best = -1;
  let least = Infinity;
  for (let i = 0; i < count; i++) {
    const dx = screenX[i] - x;
    const dy = screenY[i] - y;
    const distance = dx * dx + dy * dy;
    if (distance < reach * reach) {
      const cost = distance - 60 * (nearness[i] - 1) + (strong[i] ? 0 : reach * reach);
      if (cost < least) {
        least = cost;
        best = i;
      }
    }
  }
  return best;
}

function make(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  // As text, whatever it looks like.
  if (text !== undefined) made.textContent = text;
  return made;
}

function swatch(id) {
  const made = make('span', 'swatch');
  made.style.background = css(colorOf(id));
  return made;
}

const tip = element('tip');

function showTip(i) {
  tip.hidden = i < 0;
  tip.classList.toggle('pinned', i >= 0 && i === pinned);
  if (i < 0) return;
  const id = grouped.of[i];
  const of = make('p', 'of');
  const group = grouped.groups.find(candidate => candidate.id === id);
  of.append(swatch(id), make('span', '', group ? group.label : grouped.none));
  const rest = [`${(i + 1).toLocaleString()} of ${count.toLocaleString()}`];
  if (data.label) rest.unshift(`${data.label.name}: ${data.label.values[groupings[1].of[i]]}`);
  tip.replaceChildren(of, make('p', 'text', data.texts[i]), make('p', 'of', rest.join(' · ')));
  tip.scrollTop = 0;
}

/** Beside its point, and inside the stage. */
function placeTip() {
  const i = hovered >= 0 ? hovered : pinned;
  if (i < 0) return;
  const right = screenX[i] + 14;
  const x = right + tip.offsetWidth < width - 8 ? right : screenX[i] - 14 - tip.offsetWidth;
  const y = screenY[i] + 14 + tip.offsetHeight < height - 8 ? screenY[i] + 14 : screenY[i] - 14 - tip.offsetHeight;
  const within = (value, most) => Math.round(Math.min(Math.max(8, value), Math.max(8, most)));
  tip.style.transform =
    `translate(${within(x, width - tip.offsetWidth - 8)}px, ${within(y, height - tip.offsetHeight - 8)}px)`;
}

function hover(i) {
  if (i === hovered) return;
  hovered = i;
  showTip(i >= 0 ? i : pinned);
  marks.style.cursor = i >= 0 ? 'pointer' : '';
  drawMarks();
  placeTip();
}

function pin(i) {
  pinned = i;
  showTip(i >= 0 ? i : hovered);
  draw();
}

// --- Groups ---

function step() {
  const inside = chosen === null ? null : grouped.members.get(chosen) || new Set([-1]);
  const found = matches && new Set(matches);
  for (let i = 0; i < count; i++) {
    strong[i] = (!inside || inside.has(grouped.of[i])) && (!found || found.has(i)) ? 1 : 0;
  }
  draw();
}

function choose(id) {
  chosen = chosen === id ? null : id;
  for (const button of element('groups').querySelectorAll('button')) {
    const isChosen = chosen !== null && Number(button.dataset.group) === chosen;
    button.setAttribute('aria-pressed', isChosen);
    button.querySelector('.words')?.toggleAttribute('hidden', !isChosen);
    if (isChosen) button.scrollIntoView({block: 'nearest'});
  }
  step();
  if (chosen === null) {
    goHome();
    return;
  }
  const inside = grouped.members.get(chosen) || new Set([-1]);
  const indices = [];
  for (let i = 0; i < count; i++) if (inside.has(grouped.of[i])) indices.push(i);
  if (chosen >= 0) flyTo(indices);
  else goHome();
}

function entry(group) {
  const item = make('li');
  const button = make('button', 'entry');
  button.type = 'button';
  button.dataset.group = group.id;
  button.setAttribute('aria-pressed', 'false');
  button.append(swatch(group.id), make('span', 'name', group.label), make('span', 'size', group.size.toLocaleString()));
  if (group.keywords.length) {
    const words = make('span', 'words', group.keywords.join(' · '));
    words.hidden = true;
    button.append(words);
  }
  button.addEventListener('click', () => choose(group.id));
  item.append(button);
  return item;
}

function listGroups() {
  const list = make('ul');
  const parts = id => grouped.groups.filter(group => group.parent === id).sort((a, b) => b.size - a.size);
  for (const group of parts(undefined)) {
    const item = entry(group);
    const children = parts(group.id);
    if (children.length) {
      item.classList.add('parent');
      const inner = make('ul');
      inner.append(...children.map(entry));
      item.append(inner);
    }
    list.append(item);
  }
  const outside = grouped.of.reduce((sum, id) => sum + (id < 0 ? 1 : 0), 0);
  if (outside && grouped.groups.length) list.append(entry({id: -1, label: grouped.none, size: outside, keywords: []}));
  element('groups').replaceChildren(list);
}

function colorBy(which) {
  grouped = groupings[which];
  element('groups').setAttribute('aria-label', which ? grouped.name : 'Themes');
  chosen = null;
  recolor();
  step();
}

function recolor() {
  mixTones();
  listGroups();
  if (chosen !== null) {
    const button = element('groups').querySelector(`[data-group="${chosen}"]`);
    button?.setAttribute('aria-pressed', 'true');
  }
  showTip(hovered >= 0 ? hovered : pinned);
  draw();
}

// --- Finding ---

let lowered = null;
const LISTED = 50;

function filter() {
  const wanted = element('filter').value.trim().toLowerCase();
  lowered ??= data.texts.map(text => text.toLowerCase());
  matches = null;
  if (wanted) {
    matches = [];
    for (let i = 0; i < count; i++) if (lowered[i].includes(wanted)) matches.push(i);
  }
  const beyond = matches && matches.length > LISTED ? `, the first ${LISTED} are listed` : '';
  element('found').textContent = matches ? `${matches.length.toLocaleString()} found${beyond}` : '';
  listHits();
  step();
}

function listHits() {
  const hits = element('hits');
  hits.hidden = !matches || !matches.length;
  hits.replaceChildren(...(matches || []).slice(0, LISTED).map(i => {
    const item = make('li');
    const button = make('button', 'entry');
    button.type = 'button';
    button.append(swatch(grouped.of[i]), make('span', 'name', data.texts[i]));
    button.addEventListener('click', () => {
      pin(i);
      flyTo([i]);
    });
    item.append(button);
    return item;
  }));
}

let typing = 0;
element('filter').addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(filter, 120);
});
element('filter').addEventListener('keydown', event => {
  if (event.key === 'Enter' && matches) flyTo(matches);
});

// --- What is said about the map ---

const percent = share => `${Math.round(100 * share)} %`;

function describe() {
  const {quality, settings} = data;
  const noun = count === 1 ? 'text' : 'texts';
  element('summary').textContent = data.themes.length
    ? `${count.toLocaleString()} ${noun}, ${groupings[0].leaves.length} themes`
    : `${count.toLocaleString()} ${noun}`;
  const facts = [['Method', settings]];
  const said = [data.method];
  const add = (short, term, meaning) => {
    said.push(short);
    facts.push([term, meaning]);
  };
  if (quality.trustworthiness !== undefined) {
    add(`trustworthiness ${quality.trustworthiness.toFixed(3)}`, 'Trustworthiness',
      `${quality.trustworthiness.toFixed(3)} of 1: how far neighbors on the map are neighbors in meaning`);
  }
  if (quality.neighborsKept !== undefined) {
    add(`${percent(quality.neighborsKept)} of neighbors kept`, 'Neighbors kept',
      `${percent(quality.neighborsKept)} of each text's ${quality.k} nearest texts are among its ${quality.k} nearest on the map`);
  }
  if (data.themes.length) {
    add(`${percent(quality.noiseShare)} in no theme`, 'In no theme',
      `${percent(quality.noiseShare)} of the texts are like none of the themes, and are shown in grey`);
  }
  if (quality.labelAgreement !== undefined) {
    facts.push(['Agreement', `${quality.labelAgreement.toFixed(3)} of 1: how far themes and ${data.label.name} agree`]);
  }
  if (data.note) add(data.note, 'Note', data.note);
  facts.push(['Distances', flat || data.method !== 'PCA'
    ? 'What lies together is alike; how far apart groups lie says little'
    : 'A shadow of the real distances']);
  element('quality').textContent = said.join(' · ');
  element('facts').replaceChildren(...facts.flatMap(([term, meaning]) => [make('dt', '', term), make('dd', '', meaning)]));
  const how = flat ? 'Drag to move' : 'Drag to turn, with Shift to move';
  marks.setAttribute('aria-label', `Map of ${count.toLocaleString()} ${noun}. ${how}, scroll to zoom; arrow keys, plus and minus do the same.`);
}

if (data.label) {
  element('color').hidden = false;
  element('labels').textContent = data.label.name;
  for (const radio of document.querySelectorAll('#color input')) {
    radio.addEventListener('change', () => colorBy(Number(radio.value)));
  }
}
darkness.addEventListener('change', recolor);
describe();
listGroups();
new ResizeObserver(resize).observe(stage);
resize();
