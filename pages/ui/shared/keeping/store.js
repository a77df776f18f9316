// What this browser keeps of a visitor: for thirty days in its database, and for as long as a tab lives in that tab's
// own storage. Either may refuse, in a private window or a frame; then nothing is kept, and nothing else happens. So
// may what tabs talk over: then each keeps its own until the thirty days are over.

/**
 * @typedef {object} Entry something that outlives its tab
 * @property {string} key a tab's own, so that no tab overwrites what another one keeps
 * @property {string} name of the thing
 * @property {number} at when it was kept, in milliseconds
 * @property {string} words about it, for people
 * @property {Uint8Array} content
 */

export const DAYS = 30, MOST = 5; // that an entry is kept; entries of a thing

const DATABASE = "playground", ENTRIES = "kept", CHANNEL = "playground";
const PATIENCE = 5_000; // milliseconds; a database that is broken may never answer

/** @returns {Promise<IDBDatabase>} */
function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(DATABASE, 1); // throws where the browser has none for this page
    asked.onupgradeneeded = () => asked.result.createObjectStore(ENTRIES, { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("Another tab holds an older database."));
  });
}

/**
 * What an act on the entries gives, once it is done.
 * @template Result
 * @param {IDBTransactionMode} mode
 * @param {(entries: IDBObjectStore) => IDBRequest<Result>} act
 * @returns {Promise<Result>}
 */
function within(mode, act) {
  /** @type {ReturnType<typeof setTimeout>} */
  let alarm;
  const late = new Promise((_, reject) => {
    alarm = setTimeout(() => reject(new Error("The database does not answer.")), PATIENCE);
  });
  return Promise.race([transacted(mode, act), late]).finally(() => clearTimeout(alarm));
}

/**
 * @template Result
 * @param {IDBTransactionMode} mode
 * @param {(entries: IDBObjectStore) => IDBRequest<Result>} act
 * @returns {Promise<Result>}
 */
async function transacted(mode, act) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(ENTRIES, mode), asked = act(transaction.objectStore(ENTRIES));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** @param {Entry} entry */
export const put = (entry) => within("readwrite", (entries) => entries.put(entry));

/** @param {string[]} keys */
export async function removeAll(keys) {
  const [first, ...rest] = keys;
  if (first === undefined) return;
  await within("readwrite", (entries) => {
    for (const key of rest) entries.delete(key);
    return entries.delete(first);
  });
}

/**
 * Remove entries because there are others. Tabs that still keep what is in them will put it there again.
 * @param {string} name @param {string[]} keys
 */
export async function replaceAll(name, keys) {
  await removeAll(keys);
  if (keys.length) otherTabs.tell({ how: "replaced", name, keys });
}

/**
 * @param {string} key
 * @returns {Promise<Entry | undefined>}
 */
export const entry = (key) => within("readonly", (entries) => entries.get(key));

/** @returns {Promise<Entry[]>} */
const allEntries = () => within("readonly", (entries) => entries.getAll());

/**
 * The entries of a thing that count, the newest first.
 * @param {string} name
 * @param {number} now
 */
export const entriesOf = async (name, now) => sorted(await allEntries(), name, now).fresh;

/**
 * The keys of all entries of a thing.
 * @param {string} name
 */
export const keysOf = async (name) => (await allEntries()).filter((each) => each.name === name).map(({ key }) => key);

/**
 * Remove the entries of a thing that are too old, or too many, and whatever is broken.
 * @param {string} name
 * @param {number} now
 */
export async function removeStale(name, now) {
  await replaceAll(name, sorted(await allEntries(), name, now).stale.map(({ key }) => key));
}

/**
 * The entries of a thing that count, the newest first, and all entries of whatever thing that do not any more, or never
 * did: anybody at this browser can write there.
 * @param {Entry[]} all
 * @param {string} name
 * @param {number} now
 */
export function sorted(all, name, now) {
  const isOld = (/** @type {Entry} */ { key, at, words, content }) => !(Math.abs(now - at) <= DAYS * 86_400_000)
    || typeof key !== "string" || typeof words !== "string" || !(content instanceof Uint8Array);
  const fresh = all.filter((each) => each.name === name && !isOld(each)).sort((one, other) => other.at - one.at);
  return { fresh: fresh.slice(0, MOST), stale: [...all.filter(isOld), ...fresh.slice(MOST)] };
}

/** A tab's own storage, as far as it has one. */
export const tab = {
  /** @param {string} name */
  get(name) {
    try {
      return sessionStorage.getItem(`playground.${name}`);
    } catch {
      return null;
    }
  },
  /** @param {string} name @param {string | null} text null: nothing any more */
  set(name, text) {
    try {
      if (text === null) sessionStorage.removeItem(`playground.${name}`);
      else sessionStorage.setItem(`playground.${name}`, text);
    } catch { // refused, or full: then a reload finds nothing, rather than what was there before
      try { sessionStorage.removeItem(`playground.${name}`); } catch { /* refused */ }
    }
  },
};

/**
 * @typedef {object} News of entries
 * @property {"replaced" | "forgotten" | "stopped"} how there are others; the visitor has forgotten them; or the
 *   visitor wants none kept at all
 * @property {string} name of the thing
 * @property {string[]} keys of the entries that are gone
 */

/** @type {BroadcastChannel | null} */
let channel = null; // one to tell and to hear by: what is said by it comes to all but itself

const opening = () => (channel ??= new BroadcastChannel(CHANNEL)); // throws where the browser has none for this page

/** This browser's other tabs of the app, told of entries that are gone, as far as tabs may talk. */
export const otherTabs = {
  /** @param {News} news */
  tell(news) {
    try { opening().postMessage(news); } catch { /* refused */ }
  },
  /** @param {(news: News) => void} hear */
  listen(hear) {
    try { opening().onmessage = ({ data }) => hear(data); } catch { /* refused */ }
  },
};
