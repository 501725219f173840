// The dialog in which a person adds texts: gives them, says what is what in them, and watches them become a map.

import {addForm} from './add-form.js';
import {addProgress} from './add-progress.js';
import {openDialog} from './dialog.js';
import {acceptDrops} from './dropping.js';
import {entries, fileSource, guess, linesSource} from './documents.js';
import {makeMap} from './mapping.js';
import {isName, suggestName} from './naming.js';
import {createCollection, upload} from './upload.js';

/**
 * @typedef {object} Adding the state of the dialog
 * @property {'choosing' | 'reading' | 'sending' | 'mapping' | 'stopped' | 'finished'} step
 * @property {string} pasted
 * @property {File | null} file
 * @property {import('./documents.js').Source | null} source
 * @property {import('./documents.js').Choice} choice
 * @property {string} name of the collection
 * @property {boolean} exists whether texts are added to a collection that is there
 * @property {Error | null} error
 * @property {import('./upload.js').Uploaded | null} uploaded
 * @property {import('./mapping.js').MapProgress | null} mapping
 */

/**
 * @param {import('./api.js').Api} api
 * @param {{existing: string[], onReady: (name: string) => void, onClose?: () => void, file?: File}} options `existing` names of collections;
 *     `onReady` once there is a map, `onClose` however it ends; `file` one that was dropped on the page
 */
export function openAdd(api, {existing, onReady, onClose = () => {}, file}) {
  /** @type {Adding} */
  let state = {
    step: 'choosing', pasted: '', file: null, source: null, choice: {text: '', id: ''}, name: suggestName('', existing),
    exists: false, error: null, uploaded: null, mapping: null,
  };
  let named = false;
  let stop = new AbortController();

  function become(patch) {
    state = {...state, ...patch};
    if (dialog.open) dialog.update();
  }

  const form = {
    paste(pasted) {
      become({pasted, source: pasted.trim() ? linesSource(pasted) : null, choice: {text: 'text', id: ''}, error: null});
    },

    async choose(chosen) {
      if (state.step !== 'choosing') return;
      become({step: 'reading', file: chosen, source: null, error: null});
      try {
        const source = await fileSource(chosen);
        if (!named) rename(suggestName(chosen.name, existing));
        become({step: 'choosing', source, choice: guess(source)});
      } catch (error) {
        become({step: 'choosing', file: null, error});
        form.paste(state.pasted);
        become({error});
      }
    },

    clear() {
      become({file: null});
      form.paste(state.pasted);
    },

    pick: choice => become({choice: {...state.choice, ...choice}, error: null}),

    name(name) {
      named = true;
      rename(name);
    },

    start() {
      const problem = problemOf(state);
      if (problem) become({error: new Error(problem)});
      else run();
    },
  };

  function rename(name) {
    become({name, exists: existing.includes(name), error: null});
  }

  async function run() {
    stop = new AbortController();
    become({step: 'sending', error: null, uploaded: null, mapping: null});
    addEventListener('beforeunload', askToStay);
    try {
      await send();
      await map();
    } catch (error) {
      become({step: 'stopped', error: stop.signal.aborted ? null : error});
    } finally {
      removeEventListener('beforeunload', askToStay);
    }
  }

  async function send() {
    if (!state.exists) await createCollection(api, state.name, stop.signal);
    const what = {entries: entries(state.source, state.choice), total: state.source.count};
    await upload(api, state.name, what, uploaded => become({uploaded}), stop.signal);
  }

  async function map() {
    if (state.uploaded.kept === 0) throw new Error('none of the texts could be added, so there is nothing to map');
    become({step: 'mapping'});
    await makeMap(api, state.name, {components: 3}, mapping => become({mapping}), stop.signal);
    become({step: 'finished'});
    if (state.uploaded.failedCount === 0) dialog.close();
  }

  const progress = {cancel: () => stop.abort(), again: run, back: () => become({step: 'choosing', error: null}), finish: () => dialog.close()};
  const isRunning = () => ['sending', 'mapping'].includes(state.step);
  const content = () => ['choosing', 'reading'].includes(state.step) ? addForm(state, form) : addProgress(state, progress);
  const dialog = openDialog('Add your own texts', content, {
    mayClose() {
      if (isRunning()) stop.abort();
      return !isRunning();
    },
    onClose() {
      stop.abort();
      onClose();
      if (state.step === 'finished') onReady(state.name);
    },
  });
  acceptDrops(dialog.element, form.choose);
  if (file) form.choose(file);
  return dialog;
}

/** What stands in the way of starting, in a sentence, if anything. @param {Adding} state */
function problemOf({source, name}) {
  if (!source) return 'there are no texts yet; paste some or choose a file';
  if (source.count < 2) return 'a map shows how texts lie to each other, so it takes at least 2';
  if (!isName(name)) return 'the name is not one of a collection; it has lower-case letters, digits, - and _, and starts with a letter or digit';
  return '';
}

function askToStay(event) {
  event.preventDefault();
}
