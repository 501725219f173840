// Reads the text of a file that a person gives: UTF-8 (or UTF-16 with its mark), also compressed as gzip.

/** A browser holds a text of at most about 500 million characters. */
const MOST_CHARACTERS = 400_000_000;

/**
 * @param {File} file
 * @returns {Promise<string>} without a byte order mark; rejected with an `Error` whose message is for a person
 */
export async function readText(file) {
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  refuseKnownOthers(head, file.name);
  const isGzip = head[0] === 0x1f && head[1] === 0x8b;
  return decoded(isGzip ? file.stream().pipeThrough(new DecompressionStream('gzip')) : file.stream(), file.name);
}

/** "notes.csv.gz" is "csv". */
export function kindOf(fileName) {
  return fileName.toLowerCase().replace(/\.gz$/, '').match(/\.([a-z]+)$/)?.[1] ?? '';
}

async function decoded(stream, name) {
  const reader = stream.getReader();
  const read = () => reader.read().catch(() => { throw unreadable(name); });
  const parts = [];
  let decoder = null;
  let characters = 0;
  for (let chunk = await read(); !chunk.done; chunk = await read()) {
    decoder ??= new TextDecoder(encodingOf(chunk.value), {fatal: true});
    const part = decode(decoder, name, chunk.value, {stream: true});
    parts.push(part);
    characters += part.length;
    if (characters > MOST_CHARACTERS) throw tooLarge(name);
  }
  if (decoder) parts.push(decode(decoder, name));
  const text = parts.join('');
  if (text.includes('\0')) throw new Error(`“${name}” is not a text file`);
  return text;
}

function decode(decoder, name, ...input) {
  try {
    return decoder.decode(...input);
  } catch {
    throw new Error(`“${name}” is not in UTF-8. Save it as UTF-8 (in a spreadsheet, “CSV UTF-8”) and choose it again`);
  }
}

function encodingOf([first, second]) {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

function refuseKnownOthers([a, b, c, d], name) {
  const start = String.fromCharCode(a, b, c, d);
  if (start.startsWith('PK')) throw new Error(`“${name}” is a spreadsheet or an archive. Export it as CSV and choose that`);
  if (start === '%PDF') throw new Error(`“${name}” is a PDF. Save its text as .txt, one text a line, and choose that`);
}

function unreadable(name) {
  return new Error(`“${name}” cannot be read; it is cut off, broken, or was changed since it was chosen`);
}

function tooLarge(name) {
  return new Error(`“${name}” is too large for a browser. Send it from the command line: sextant ingest NAME ${name}`);
}
