// The one place that state lives in.

/**
 * @template {object} S
 * @param {S} initial
 */
export function createStore(initial) {
  let state = Object.freeze({...initial});
  /** @type {Set<(state: S, before: S) => void>} */
  const listeners = new Set();
  return {
    get state() { return state; },

    /** Replaces some fields; listeners hear of it once, and only if something is different. @param {Partial<S>} patch */
    set(patch) {
      const before = state;
      if (Object.keys(patch).every(name => Object.is(patch[name], before[name]))) return;
      state = Object.freeze({...before, ...patch});
      listeners.forEach(listener => listener(state, before));
    },

    /** @param {(state: S, before: S) => void} listener */
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Calls back when one of these fields changed. */
export function onChange(store, fields, callback) {
  return store.listen((state, before) => {
    if (fields.some(field => !Object.is(state[field], before[field]))) callback(state, before);
  });
}
