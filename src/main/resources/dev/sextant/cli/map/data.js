// What the page holds, and what is being looked at. The scripts of this folder are one script in the page.
'use strict';

const data = JSON.parse(document.getElementById('data').textContent);
const element = id => document.getElementById(id);
const flat = data.components === 2;
const count = data.texts.length;

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
  const wholes = new Set(groups.map(group => group.parent));
  const leaves = groups.filter(group => !wholes.has(group.id));
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

// What is being looked at.
let view = null; // What is in the middle, from where it is seen, and how near.
let isHome = true; // Whether that is the whole map.
let grouped = groupings[0];
let chosen = null; // Id of a group.
let matches = null; // Indices of the texts that hold what is looked for.
let hovered = -1;
let pinned = -1;
const strong = new Uint8Array(count).fill(1); // What does not step back.
