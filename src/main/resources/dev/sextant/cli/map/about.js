// What is said about the map; and its beginning.

const percent = share => `${Math.round(100 * share)} %`;

function describe() {
  const {quality, settings} = data;
  const noun = count === 1 ? 'text' : 'texts';
  const {leaves} = groupings[0];
  element('summary').textContent = leaves.length
    ? `${count.toLocaleString()} ${noun}, ${leaves.length} ${leaves.length === 1 ? 'theme' : 'themes'}`
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
  facts.push(['Distances', data.method !== 'PCA'
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
