// Groups, to be listed and chosen.

/** Ids that belong to a group: its own and those of its parts; or that of no group. */
function insideOf(id) {
  return grouped.members.get(id) || new Set([id]);
}

/** Lets everything step back but what is chosen and what is looked for. */
function step() {
  const inside = chosen === null ? null : insideOf(chosen);
  const found = matches && new Set(matches);
  for (let i = 0; i < count; i++) {
    strong[i] = (!inside || inside.has(grouped.of[i])) && (!found || found.has(i)) ? 1 : 0;
  }
  draw();
}

function choose(id) {
  chosen = chosen === id ? null : id;
  showChosen();
  step();
  // What is in no group lies everywhere.
  if (chosen === null || chosen < 0) goHome();
  else flyTo(indicesOf(insideOf(chosen)));
}

function indicesOf(inside) {
  const indices = [];
  for (let i = 0; i < count; i++) if (inside.has(grouped.of[i])) indices.push(i);
  return indices;
}

function showChosen() {
  for (const button of element('groups').querySelectorAll('button')) {
    const isChosen = chosen !== null && Number(button.dataset.group) === chosen;
    button.setAttribute('aria-pressed', isChosen);
    button.querySelector('.words')?.toggleAttribute('hidden', !isChosen);
    if (isChosen) button.scrollIntoView({block: 'nearest'});
  }
}

function entry(group) {
  const item = make('li');
  const button = make('button', 'entry');
  button.type = 'button';
  button.dataset.group = group.id;
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
  showChosen();
  listHits();
  showTip(hovered >= 0 ? hovered : pinned);
  draw();
}
