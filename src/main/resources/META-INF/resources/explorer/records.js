// Reads JSON: a list of records, or a record a line.

/**
 * @param {string} text
 * @param {string} kind the file's ending
 * @returns {import('./documents.js').Source}
 */
export function jsonSource(text, kind) {
  const entries = entriesOf(text, kind);
  return {
    thing: 'record',
    columns: fieldNames(entries),
    count: entries.length,
    note: '',
    * records() {
      for (const entry of entries) yield read(entry);
    },
    typed: (_, value) => isKept(value) ? value : undefined,
  };
}

/** Whole where it is one JSON value; else a record a line, of which one that is broken fails alone. */
function entriesOf(text, kind) {
  const isList = text.trimStart().startsWith('[');
  if (kind !== 'json' && !isList) return lineEntries(text);
  try {
    return listed(parsed(text, 'the file')).map(listEntry);
  } catch (error) {
    if (isList || !(error.cause instanceof SyntaxError)) throw error;
    return lineEntries(text);
  }
}

function lineEntries(text) {
  const entries = [];
  for (let start = 0, line = 1; start < text.length; line++) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const json = text.slice(start, end);
    if (json.trim()) entries.push({at: `line ${line}`, json});
    start = end + 1;
  }
  return entries;
}

const listEntry = (value, i) => ({at: `record ${i + 1}`, value});

function listed(value) {
  if (Array.isArray(value)) return value;
  const lists = value && typeof value === 'object' ? Object.values(value).filter(Array.isArray) : [];
  if (lists.length === 1) return lists[0];
  throw new Error('the file holds one JSON value; a list of records is needed, or a record a line');
}

function read({at, json, value}) {
  try {
    const record = json === undefined ? value : parsed(json, at);
    if (typeof record === 'string') return {at, fields: {text: record}};
    if (record && typeof record === 'object' && !Array.isArray(record)) return {at, fields: record};
    return {at, error: `${at} is neither an object nor a text`};
  } catch (error) {
    return {at, error: error.message};
  }
}

function parsed(json, at) {
  try {
    return JSON.parse(json);
  } catch (error) {
    // Its own place in one line would be taken for a place in the file.
    const why = error.message.replace(/ \(line 1 column \d+\)$/, '');
    throw new Error(`${at} is not JSON: ${why}`, {cause: error});
  }
}

/** In the order in which they come, from the first thousand records. */
function fieldNames(entries) {
  const names = new Set();
  for (const entry of entries.slice(0, 1000)) {
    Object.entries(read(entry).fields ?? {}).filter(([, value]) => isKept(value)).forEach(([name]) => names.add(name));
  }
  return [...names];
}

/** What the server keeps as metadata: texts, numbers, booleans, and lists of these. */
function isKept(value) {
  const plain = one => ['string', 'number', 'boolean'].includes(typeof one);
  return plain(value) || Array.isArray(value) && value.every(plain);
}
