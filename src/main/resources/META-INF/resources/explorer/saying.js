// Says things to those who do not see the map.

/** @param {string} text */
export function say(text) {
  document.getElementById('spoken').textContent = text;
}
