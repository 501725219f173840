// Reads CSV and its kin: a header, then a row a record.

import dsvFormat from 'd3-dsv';

const DELIMITERS = [',', ';', '\t'];
/** So much of a file is enough to guess from, in characters. */
const SAMPLE = 64 * 1024;

/**
 * @param {string} text
 * @param {string} kind the file's ending
 * @returns {import('./documents.js').Source}
 */
export function tableSource(text, kind) {
  const rows = dsvFormat(delimiterOf(text, kind)).parseRows(text);
  const columns = columnNames(rows.shift() ?? []);
  const filled = rows.map((cells, i) => ({cells, row: i + 2})).filter(({cells}) => cells.some(cell => cell.trim()));
  const kinds = columns.map((_, c) => kindOfColumn(filled, c));
  return {
    thing: 'row',
    columns,
    count: filled.length,
    note: raggedNote(filled, columns.length),
    * records() {
      for (const {cells, row} of filled) {
        yield {at: `row ${row}`, fields: Object.fromEntries(columns.map((name, c) => [name, cells[c] ?? '']))};
      }
    },
    typed: (column, value) => kinds[columns.indexOf(column)](value.trim()),
  };
}

/** The one under which most rows are as long as the header, and that is longest. */
function delimiterOf(text, kind) {
  if (kind === 'tsv') return '\t';
  const sample = text.slice(0, SAMPLE);
  const scores = DELIMITERS.map(delimiter => {
    const rows = dsvFormat(delimiter).parseRows(sample).slice(0, 100);
    // The last row of a sample may be cut.
    const body = rows.slice(1, text.length > SAMPLE ? -1 : undefined).filter(row => row.join('').trim());
    const columns = rows[0]?.length ?? 0;
    const even = body.filter(row => row.length === columns).length / Math.max(1, body.length);
    return columns < 2 ? 0 : (body.length ? even : 1) + columns / 1e4;
  });
  const best = Math.max(...scores);
  // One column: what no text file holds, so that a comma in a text is none.
  return best > 0 ? DELIMITERS[scores.indexOf(best)] : '\0';
}

/** Each has a name, and no two the same. */
function columnNames(header) {
  const taken = new Set();
  return header.map((cell, i) => {
    const wanted = cell.trim() || `column ${i + 1}`;
    let name = wanted;
    for (let n = 2; taken.has(name); n++) name = `${wanted} ${n}`;
    taken.add(name);
    return name;
  });
}

/** Numbers and booleans where a whole column is; "007" is none, so that no zero is lost. */
function kindOfColumn(rows, c) {
  const all = pattern => rows.some(({cells}) => cells[c]?.trim())
    && rows.every(({cells}) => !cells[c]?.trim() || pattern.test(cells[c].trim()));
  if (all(/^-?(0|[1-9]\d{0,14})(\.\d{1,12})?(e[+-]?\d{1,2})?$/i)) return value => value === '' ? undefined : Number(value);
  if (all(/^(true|false)$/i)) return value => value === '' ? undefined : value.toLowerCase() === 'true';
  return value => value === '' ? undefined : value;
}

function raggedNote(rows, width) {
  const ragged = rows.filter(({cells}) => cells.length !== width).length;
  if (!ragged) return '';
  const last = rows.at(-1).cells;
  const open = last.length < width && last.at(-1).includes('\n') ? ' The last row runs over many lines: is a quote not closed?' : '';
  const count = ragged === 1 ? 'One row has' : `${ragged.toLocaleString('en')} rows have`;
  return `${count} more or fewer cells than the header; what is missing is left empty, what is over is left out.${open}`;
}
