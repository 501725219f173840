// Names of collections.

export function isName(name) {
  return /^[a-z0-9][a-z0-9_-]{0,62}$/.test(name);
}

/** "My Notes (2).csv.gz" is suggested as "my-notes-2", and "my-notes-2-2" where that is taken. */
export function suggestName(fileName, existing) {
  const plain = fileName.replace(/(\.[A-Za-z]+)?(\.gz)?$/, '').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const base = plain.replace(/[^a-z0-9_]+/g, '-').replace(/^[-_]+|-+$/g, '').slice(0, 58).replace(/-+$/, '') || 'texts';
  let name = base;
  for (let n = 2; existing.includes(name); n++) name = `${base}-${n}`;
  return name;
}
