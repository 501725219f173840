// Texts that hold what is looked for.

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
