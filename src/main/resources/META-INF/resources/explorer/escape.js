// Esc gives up one thing at a time, the innermost first.

/** @param {{store: any, reading: any, searching: any, looking: any, selecting: any}} parts */
export function createEscape({store, reading, searching, looking, selecting}) {
  return function escape() {
    const {open, query, group, selection, isIsolated} = store.state;
    if (open) reading.close();
    else if (query) searching.search('');
    else if (isIsolated) looking.isolate();
    else if (group !== null) looking.around();
    else if (selection.length) selecting.clear();
  };
}
