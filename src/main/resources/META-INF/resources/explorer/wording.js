// Numbers in words for a person: amounts, times, sizes.

/** `amount(1, 'text')` is "1 text", `amount(2048, 'text')` is "2,048 texts". */
export function amount(count, thing, things = `${thing}s`) {
  return `${whole(count)} ${count === 1 ? thing : things}`;
}

export function whole(number) {
  return Math.round(number).toLocaleString('en');
}

/** To so many significant digits, and never as `1e-7`. */
export function figure(number, digits = 3) {
  if (number === 0) return '0';
  return number.toLocaleString('en', {maximumSignificantDigits: digits});
}

export function percent(share) {
  const digits = share > 0 && share < 0.01 ? 2 : 0;
  return `${(share * 100).toFixed(digits)}%`;
}

/** "about 4 minutes". */
export function about(seconds) {
  if (seconds < 1.5) return 'about a second';
  if (seconds < 90) return `about ${Math.round(seconds)} seconds`;
  if (seconds < 5400) return `about ${Math.round(seconds / 60)} minutes`;
  return `about ${Math.round(seconds / 3600)} hours`;
}

/** "1.4 MiB". */
export function size(bytes) {
  const units = ['bytes', 'KiB', 'MiB', 'GiB'];
  const unit = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return `${figure(bytes / 1024 ** unit)} ${units[unit]}`;
}

/** A text cut to fit. */
export function cut(text, most) {
  const line = text.slice(0, most * 4).replace(/\s+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1).trimEnd()}…` : line;
}

/** The sentence in an error, as one: with a capital and a full stop. */
export function sentence(error) {
  const message = String(error?.message || error);
  return capital(message).replace(/[.\s]*$/, '.');
}

export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
