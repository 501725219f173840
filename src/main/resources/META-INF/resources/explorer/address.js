// The state in the page's address, so that a link shows the same again.

const DIGITS = 3;

/**
 * @param {import('./state.js').State} state
 * @param {number[] | null} camera
 * @returns {string} what goes behind the #
 */
export function toAddress(state, camera) {
  const fields = new URLSearchParams();
  const put = (name, value) => { if (value || value === 0) fields.set(name, String(value)); };
  put('c', state.collection?.name);
  put('d', state.components);
  put('q', state.query);
  put('k', state.topK === 20 ? '' : state.topK);
  put('min', state.minScore ?? '');
  put('why', state.isExplaining ? 1 : '');
  put('only', state.isIsolated ? 1 : '');
  put('by', state.colorBy === 'theme' ? '' : state.colorBy);
  put('group', state.group === null ? '' : JSON.stringify(state.group));
  put('open', state.open?.id);
  state.chosenTexts.filter(row => row.document).forEach(row => fields.append('sel', row.document.id));
  put('cam', camera?.map(value => Number(value.toFixed(DIGITS))).join(','));
  return fields.toString();
}

/** @param {string} hash of an address; what is missing or malformed is left out */
export function fromAddress(hash) {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const camera = (fields.get('cam') ?? '').split(',').map(Number);
  return {
    collection: fields.get('c') ?? '',
    components: {2: 2, 3: 3}[fields.get('d')],
    query: fields.get('q') ?? '',
    topK: within(Number(fields.get('k')), 1, 1000) ?? 20,
    minScore: fields.has('min') ? within(Number(fields.get('min')), -1, 1) ?? null : null,
    isExplaining: fields.get('why') === '1',
    isIsolated: fields.get('only') === '1',
    colorBy: fields.get('by') ?? 'theme',
    group: parsed(fields.get('group')),
    open: fields.get('open') ?? '',
    selection: fields.getAll('sel'),
    camera: camera.length === 6 && camera.every(Number.isFinite) ? camera : null,
  };
}

const within = (number, least, most) => number >= least && number <= most ? number : undefined;

function parsed(json) {
  try {
    return json === null ? null : JSON.parse(json);
  } catch {
    return null;
  }
}
