// Looking at a part of the map: a theme, a kind, what is isolated.

import {canIsolate, inGroup} from './state.js';

/** @param {{store: any, texts: import('./texts.js').Texts, view: {map: any}, opening: any}} parts */
export function createLooking({store, texts, view, opening}) {
  /** Lights a theme or kind and flies there; the second time puts it out. */
  async function lookAt(colorBy, key) {
    if (!store.state.points) return;
    if (store.state.colorBy !== colorBy) await opening.colorBy(colorBy);
    if (store.state.group === key) {
      lookAround();
      return;
    }
    store.set({group: key, typical: []});
    const {points} = store.state;
    view.map?.flyTo([...points.rows.keys()].filter(inGroup(store.state)));
    if (colorBy === 'theme') await showTypical(key);
  }

  function lookAround() {
    store.set({group: null, typical: []});
    view.map?.stage.fit();
  }

  async function showTypical(id) {
    const {representatives} = store.state.map.themes.find(theme => theme.id === id);
    try {
      const typical = await texts.get(representatives);
      if (store.state.group === id) store.set({typical});
    } catch (error) {
      store.set({error: error.message});
    }
  }

  return {
    atTheme: id => lookAt('theme', id),
    atKind: kind => lookAt(store.state.colorBy, kind),
    around: lookAround,

    isolate() {
      if (canIsolate(store.state)) store.set({isIsolated: !store.state.isIsolated});
    },

    /** Flies to the open text and its nearest. */
    atText() {
      const {open, neighbors, points} = store.state;
      if (open && points) view.map?.flyTo([open, ...neighbors].map(({row}) => points.indexOf(row)));
    },
  };
}
